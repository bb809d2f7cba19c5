"""The steps of the tour: as a contributor, then as an editor, then as a maintainer.

The sentences written on the way are invented. What is looked for on the screen is asked for in the
language of the window, so that the same walk serves every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from toolkit_editor.app.tour import Guide
from toolkit_editor.base.message import say
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.widgets.card import Card

SECTION = "d0b65efa4a2d548c"

_WRITTEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "after": "It is a set of small promises",
            "sentence": " We wrote ours with tea on the table.",
            "passage": "put the answers on the wall",
            "comment": "Could we also offer to read the notes aloud?",
            "title": "The note on yellow paper",
            "story": "This story is invented. I wrote one word on yellow paper and kept it in my "
            "hand. Nobody asked for it. At the break I put it on the wall myself.",
            "where": "Write it together",
        },
        "fr": {
            "after": "C’est un ensemble de petites promesses",
            "sentence": " Nous avons écrit les nôtres avec du thé sur la table.",
            "passage": "",
            "comment": "Pourrait-on aussi offrir de lire les notes à voix haute?",
            "title": "Le mot sur papier jaune",
            "story": "Ce récit est inventé. J’ai écrit un mot sur un papier jaune et je l’ai "
            "gardé dans ma main. Personne ne l’a demandé. À la pause, je l’ai mis au mur moi-même.",
            "where": "",
        },
    }
)


def walk(guide: Guide) -> None:
    """Lead through the main job and take the pictures."""
    language = guide.desktop.session.choices.interface_language or "en"
    written = _WRITTEN[language]
    _begin(guide)
    _write(guide, written)
    _speak(guide, written)
    _tell(guide, written)
    _share(guide)


def _begin(guide: Guide) -> None:
    guide.until(say("the welcome page"), lambda: guide.find(Card, tr("Look around")))
    guide.picture("welcome")
    card = guide.find(Card, tr("Look around"))
    assert card is not None
    card.click()
    guide.until(say("the home page"), lambda: guide.page.where.page == "home")
    guide.until(say("what one can do"), lambda: guide.find(Card, tr("Write in a section")))
    guide.picture("home")
    guide.go(Go("sections"))
    guide.until(say("the outline"), lambda: guide.page.where.page == "sections")
    guide.picture("sections")


def _write(guide: Guide, written: Mapping[str, str]) -> None:
    language = guide.desktop.session.language
    guide.go(Go("section", SECTION, language))
    editor = guide.editor()
    guide.picture("section")
    guide.select(written["after"])
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    guide.type(editor, written["sentence"])
    guide.type(editor, "\n- ")
    guide.type(editor, tr("a list, begun with a hyphen"))
    guide.until(say("the words are kept"), lambda: guide.can_press(tr("Share…")))
    guide.picture("writing")


def _speak(guide: Guide, written: Mapping[str, str]) -> None:
    passage = written["passage"] or _second_sentence(guide)
    guide.select(passage)
    guide.picture("passage")
    guide.press(tr("Say something about this"))
    field = guide.find(QPlainTextEdit, tr("What would you like to say?"))
    assert field is not None
    guide.type(field, written["comment"])
    guide.press(tr("Say it to the group"))
    guide.until(say("the conversation"), lambda: guide.sees(written["comment"]))
    guide.picture("conversation")


def _second_sentence(guide: Guide) -> str:
    leaves = [leaf.text for leaf in guide.editor().leaves() if len(leaf.text) > 60]
    return leaves[2].partition(".")[0][:60]


def _tell(guide: Guide, written: Mapping[str, str]) -> None:
    guide.select(written["passage"] or _second_sentence(guide))
    guide.press(tr("I have a story about this"))
    guide.until(say("the story page"), lambda: guide.page.where.page == "story")
    editor = guide.editor()
    title = guide.find(QLineEdit, tr("Title"))
    if title is not None:
        guide.type(title, written["title"])
    guide.type(editor, written["story"])
    guide.until(
        say("the story is kept"),
        lambda: guide.sees(tr("Kept on this computer. Only you can read it.")),
    )
    guide.picture("story")


def _share(guide: Guide) -> None:
    guide.go(Go("section", SECTION, guide.desktop.session.language))
    guide.editor()
    guide.press(tr("Share…"))
    guide.until(say("what would be shared"), lambda: guide.page.where.page == "share")
    guide.until(say("who could read it"), lambda: guide.sees(tr("Who will be able to read it")))
    guide.picture("sharing")
    guide.press(tr("Share with the group"))
    guide.until(say("it is shared"), lambda: guide.sees(tr("Shared")))
    guide.picture("shared")
