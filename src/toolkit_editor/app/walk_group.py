"""The steps of the tour that need somebody else: letting them in, and two people at one sentence.

The other person works on a computer of their own: another home, the same services, real git. What
they write is invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QRadioButton

from toolkit_editor.app.tour import Guide
from toolkit_editor.base.ids import SectionId
from toolkit_editor.review.work import Status
from toolkit_editor.services import founding, reading, sharing, writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.place import STATUS_WORDS
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.widgets.card import Card

_NAME = "Sam"


def meet_somebody(guide: Guide, section: str, written: Mapping[str, str], home: Path) -> None:
    """Let Sam in, write in the same sentence as Sam, and choose between the two versions.

    `written["sentence"]` stands in the toolkit; Sam's things are kept in `home`.
    """
    with _somebody(guide, home) as sam:
        _let_in(guide, sam)
        title = _both_write(guide, sam, section, written)
    _choose(guide, title)
    _keep_the_key(guide)


@contextmanager
def _somebody(guide: Guide, home: Path) -> Iterator[Desk]:
    """Sam, who asked to join on a computer of their own."""
    _sync(guide)
    desk = guide.desktop.session.desk
    assert desk is not None
    address, founding_mark = str(desk.address), desk.founding or ""
    sam = founding.ask_to_join(Places(home), address, _NAME, founding_mark, desk.clock)
    try:
        yield sam
    finally:
        sam.close()


def _let_in(guide: Guide, sam: Desk) -> None:
    _sync(guide)
    guide.go(Go("people"))
    let_in = tr("Let {name} in", name=_NAME)
    guide.until("somebody who asks", lambda: guide.can_press(let_in))
    guide.picture("somebody-asks-to-join")
    guide.press(let_in)
    guide.until("who is here", lambda: guide.sees(tr("{name} is in the group now.", name=_NAME)))
    guide.picture("somebody-is-let-in")
    _sync(guide)
    sync(sam)


def _both_write(guide: Guide, sam: Desk, section: str, written: Mapping[str, str]) -> str:
    """Sam shares one change to the sentence; meanwhile another one gets into the toolkit.

    Returns the title of the section.
    """
    language = guide.desktop.session.language
    theirs = reading.open_section(sam, SectionId(section), language)
    before, after = (written[word].encode() for word in ("theirs", "their words"))
    assert before in theirs.body
    data = theirs.head + theirs.body.replace(before, after, 1)
    kept = writing.keep(sam, theirs.section.path, data, theirs.since)
    assert kept is not None
    sharing.share(sam, kept.draft)
    sync(sam)
    guide.go(Go("section", section, language))
    editor = guide.editor()
    guide.select(written["ours"])
    guide.type(editor, written["our words"])
    guide.until("the words are kept", lambda: guide.can_press(tr("Share…")))
    guide.press(tr("Share…"))
    guide.until("who could read it", lambda: guide.sees(tr("Who will be able to read it")))
    guide.press(tr("Share with the group"))
    guide.until("it is shared", lambda: guide.sees(tr("Shared")))
    guide.go(Go("review"))
    _open_newest(guide)
    guide.press(tr("Approve"))
    guide.go(Go("publish"))
    guide.press(tr("Bring in"))
    guide.until("it is brought in", lambda: guide.sees(tr("Nothing waits to be brought in.")))
    _sync(guide)
    return theirs.section.title


def in_review(guide: Guide) -> list[Card]:
    """What the queue shows as waiting for an answer, what waits longest first."""
    status = words(STATUS_WORDS[Status.IN_REVIEW])
    cards = guide.page.findChildren(Card)
    return [one for one in cards if one.isVisible() and status in one.accessibleDescription()]


def _open_newest(guide: Guide) -> None:
    """Open what was shared last: what waits longest comes first."""
    guide.until("the queue", lambda: in_review(guide))
    in_review(guide)[-1].click()
    guide.until("what one can answer", lambda: guide.can_press(tr("Approve")))


def _choose(guide: Guide, title: str) -> None:
    guide.go(Go("home"))
    waiting = tr("Two versions in “{title}”", title=title)
    guide.until("two versions", lambda: guide.can_press(waiting))
    guide.picture("two-versions-wait")
    guide.press(waiting)
    both = tr("Both changes together")
    guide.until("the two versions", lambda: guide.find(QRadioButton, both))
    guide.picture("two-versions")
    choice = guide.find(QRadioButton, both)
    assert choice is not None
    choice.click()
    guide.picture("two-versions-chosen")
    guide.press(tr("Keep what I chose"))
    guide.until("home", lambda: guide.page.where.page == "home")
    guide.go(Go("review"))
    _open_newest(guide)
    guide.picture("both-together")
    guide.press(tr("Approve"))


def _keep_the_key(guide: Guide) -> None:
    guide.go(Go("people"))
    guide.press(tr("Make a recovery sheet…"))
    guide.until("the sheet", lambda: guide.can_press(tr("Print the sheet…")))
    guide.picture("recovery-sheet")


def _sync(guide: Guide) -> None:
    guide.do("sync")
    guide.until("everybody has the same", lambda: not guide.desktop.window.sharing.is_busy)
