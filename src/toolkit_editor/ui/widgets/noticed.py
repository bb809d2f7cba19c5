"""Something that was noticed, as one sentence that names the words concerned once."""

from __future__ import annotations

from toolkit_editor.base.message import Message
from toolkit_editor.ui.bridge.language import tr, words


def noticed_words(found: str, message: Message) -> str:
    """The message, after the words it is about where it does not name them itself."""
    said = words(message)
    if not found or found in said:
        return said
    return tr("“{words}”: {advice}", words=found, advice=said)
