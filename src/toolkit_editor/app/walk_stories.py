"""The tour among stories: whose are missing, what changed since a yes, taking one back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QFrame

from toolkit_editor.app.tour import Guide
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go

_MORE: Mapping[str, str] = {
    "en": " It stayed there all day.",
    "fr": " Il y est resté toute la journée.",
}


def look_for_voices(guide: Guide) -> None:
    """Whose voices are missing, by page."""
    guide.go(Go("stories"))
    guide.press(tr("Whose voices are missing"))
    guide.until("the parts", lambda: _has_parts(guide))
    guide.picture("missing-voices")


def change_and_look(guide: Guide, title: str) -> None:
    """Add a sentence, look at what changed since the yes, and put it back."""
    _open(guide, title)
    editor = guide.editor()
    guide.go_to_end_of_block()
    guide.type(editor, _MORE[guide.desktop.session.language])
    guide.until(
        "the story is kept",
        lambda: guide.sees(tr("Kept on this computer. Only you can read it.")),
    )
    guide.press(tr("Read it once more and say yes"))
    no = tr("No, as it was")
    guide.until("what changed", lambda: guide.can_press(no))
    guide.picture("what-changed")
    guide.press(no)
    guide.until("it is as it was", lambda: not guide.can_press(no))


def take_back(guide: Guide, title: str, publish: Callable[[], None]) -> None:
    """Take the story back, publish without it, and read what became of it."""
    _open(guide, title)
    guide.press(tr("Take it back…"))
    guide.until("what happens", lambda: guide.can_press(tr("Take it back")))
    guide.picture("take-it-back")
    guide.press(tr("Take it back"))
    guide.until("what was done", lambda: guide.sees(tr("Your story is taken back")))
    guide.picture("taken-back")
    follow = tr("What becomes of it")
    guide.until("the way to follow it", lambda: guide.can_press(follow))
    story = guide.page.where.id
    guide.go(Go("publish"))
    publish()
    guide.picture("published-again")
    guide.go(Go("story-aftermath", story))
    guide.until("what became of it", lambda: guide.can_press(tr("Print this page…")))
    guide.picture("what-became-of-it")


def _has_parts(guide: Guide) -> bool:
    page = guide.page
    return page.where.page == "voices" and len(page.findChildren(QFrame)) > 1


def _open(guide: Guide, title: str) -> None:
    guide.go(Go("stories"))
    guide.until("the stories", lambda: guide.can_press(title))
    guide.press(title)
    guide.until("the story page", lambda: guide.page.where.page == "story")
