"""A story of Ben's beside a passage of the toolkit, and what others do to that passage."""

from __future__ import annotations

from pathlib import Path

from support.circle_desks import joined
from support.walks import PAGES, SECRET, adopted, edit, tell
from toolkit_editor.base.ids import SectionId, StoryId
from toolkit_editor.services import gate, publishing, reviewing, sharing, story_sharing
from toolkit_editor.services.belonging import Question, story_questions
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.grounds import ground
from toolkit_editor.services.syncing import sync
from toolkit_editor.services.talking import Passage
from toolkit_editor.stories.sealed_to import Place

GARDEN = "en/garden.md"
HOPE = "en/hope.md"
PASSAGE = "We sat on the bench by the beans and nobody had to speak first."
PAGE = (
    "---\ntitle: The garden\n---\n\nThe garden is open on every day of the week.\n\n"
    f"It began with a few pots. {PASSAGE} Later a shed was added to it.\n\n"
    "Bring boots when it rains, and leave the gate as you found it.\n"
)


class Placed:
    """Ana holds every role; Ben told the story; Cleo is a contributor and Dan an editor."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places, self.ana = adopted(folder, {**PAGES, GARDEN: PAGE.encode()})
        self.bens_places, self.ben = joined(folder, self.ana, "Ben", "contributor")
        _, self.cleo = joined(folder, self.ana, "Cleo", "contributor")
        _, self.dan = joined(folder, self.ana, "Dan", "editor")
        self.meet()
        self.story: StoryId = _placed(self.ben, self)
        self.meet()

    @property
    def desks(self) -> tuple[Desk, ...]:
        return self.ana, self.ben, self.cleo, self.dan

    def meet(self) -> None:
        """Everybody hears of everything."""
        for desk in (*self.desks, *self.desks):
            sync(desk)

    def change(self, before: str, after: str, path: str = GARDEN) -> None:
        """Cleo changes words of a page; an editor agrees and it is brought in."""
        draft = edit(self.cleo, path, before.encode(), after.encode())
        sharing.share(self.cleo, draft)
        self.meet()
        reviewing.approve(self.ana, draft)
        publishing.bring_in(self.ana, draft)
        self.meet()

    def agree(self) -> None:
        """An editor agrees to everything that waits, and it is brought in."""
        for waiting in reviewing.queue(self.ana):
            reviewing.approve(self.ana, waiting.id)
        publishing.bring_in(self.ana)
        self.meet()

    def asked(self, desk: Desk | None = None) -> Question:
        """The one question there is."""
        (one,) = story_questions(desk or self.ana)
        return one

    def stops(self) -> list[str]:
        """What the gate says about the place of the story."""
        found = gate.check(self.ana)
        return [str(one.message) for one in found if one.code == "anchor-unsure"]

    def passage(self, words: str, section: str = "garden", desk: Desk | None = None) -> Passage:
        """These words of a section as it is in the toolkit now."""
        here = ground(desk or self.ana, SectionId(section), "en")
        start = here.text.index(words)
        return Passage(here.section, "en", here.version, start, start + len(words))

    def close(self, but: Desk | None = None) -> None:
        """Close every desk, but one that somebody else closes."""
        for desk in self.desks:
            if desk is not but:
                desk.close()


def _placed(ben: Desk, placed: Placed) -> StoryId:
    story = tell(ben, SECRET, PASSAGE, "garden")
    story_sharing.share_story(ben, story, Place.EDITORS)
    placed.meet()
    story_sharing.approve_story(placed.ana, story)
    placed.agree()
    return story
