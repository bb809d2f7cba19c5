"""Languages and channels in words: a tag such as `fr` becomes the name its speakers give it."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from toolkit_editor.base.message import Message
from toolkit_editor.stories import channels
from toolkit_editor.ui.bridge.catalogue import LANGUAGES
from toolkit_editor.ui.bridge.language import words


def language_name(tag: str) -> str:
    """The language by its own name, or the tag where Qt does not know it."""
    if tag in LANGUAGES:
        return LANGUAGES[tag]
    named = QLocale(tag).nativeLanguageName()
    return named[:1].upper() + named[1:] if named else tag


def channel_name(channel: str) -> str:
    """A channel as it is offered."""
    named = channels.name(channel)
    language = channels.site_language(channel)
    if language is None:
        return words(named)
    return words(Message(named.text, {"language": language_name(language)}))
