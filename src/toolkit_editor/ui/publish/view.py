"""What the publish page shows, read in one go in the git lane. Must not know widgets."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId, StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.checks.finding import Code, Finding, Place, Severity
from toolkit_editor.review.work import Status
from toolkit_editor.services import belonging, founding, gate, publishing, story_review, taking_down
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.disagreements import open_disagreements
from toolkit_editor.services.placements import placements_of
from toolkit_editor.services.sections import title_at
from toolkit_editor.services.story_review import InQueue
from toolkit_editor.services.unapproved import unapproved
from toolkit_editor.services.vanished import held_back
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.widgets.languages import language_name


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding of the gate, with its place in words and where to go for it, if anywhere."""

    finding: Finding
    place: str
    where: Go | None


@dataclass(frozen=True, slots=True)
class PublishView:
    """Everything on the page. `site` is where the site goes, or why that is not known."""

    take_down: int
    approved: tuple[InQueue, ...]
    noted: tuple[Noted, ...]
    site: str | Message
    editions: int
    vanished: int = 0
    """How much is gone from the workspace without anybody's decision."""
    unapproved: tuple[str, ...] = ()
    """What another program changed in the toolkit, by title."""
    choices: tuple[tuple[DraftId, tuple[str, ...]], ...] = ()
    """The approved drafts in which somebody has to choose, with the titles of the pages."""
    over: int = 0
    """How many stories stand on pages where their tellers' consent does not hold any more."""

    def of(self, severity: Severity) -> tuple[Noted, ...]:
        """The findings that weigh so much."""
        return tuple(one for one in self.noted if one.finding.severity is severity)


def read_publish(desk: Desk, places: Places) -> PublishView:
    """Read it all."""
    queue = story_review.whole_queue(desk)
    choices = [one for one in open_disagreements(desk) if one.status is Status.APPROVED]
    waiting = {one.draft for one in choices}
    approved = [
        one
        for one in queue
        if one.status is Status.APPROVED and one.draft is not None and one.draft not in waiting
    ]
    site: str | Message
    try:
        site = str(founding.site_address(places, desk))
    except Refused as refused:
        site = refused.message
    return PublishView(
        len(taking_down.taken_back(desk)),
        tuple(approved),
        tuple(_noted(desk, finding) for finding in gate.check(desk)),
        site,
        publishing.editions(desk),
        len(held_back(desk)),
        unapproved(desk).titles,
        tuple((one.draft, tuple(title_at(desk, path) for path in one.paths)) for one in choices),
        len(taking_down.over(desk)),
    )


def _noted(desk: Desk, finding: Finding) -> Noted:
    place = finding.place
    if place.story is not None and finding.code is Code.ANCHOR_UNSURE:
        return _belonging(desk, finding, place.story)
    if place.story is not None:
        return Noted(finding, _story_place(desk, place.story), Go("story", place.story))
    return _section_place(desk, finding, place)


def _belonging(desk: Desk, finding: Finding, story: StoryId) -> Noted:
    """A story whose passage changed: to where somebody says where it belongs."""
    asked = [one for one in belonging.story_questions(desk) if one.story == story]
    if not asked:
        return Noted(finding, tr("Where a story belongs"), Go("story", story))
    title = asked[0].ground.title if asked[0].ground else ""
    named = tr("Where a story belongs: “{section}”", section=title)
    where = Go("belonging", asked[0].subject, extra="publish")
    return Noted(finding, named if title else tr("Where a story belongs"), where)


def _section_place(desk: Desk, finding: Finding, place: Place) -> Noted:
    section = desk.section_at(place.path)
    if section is None:
        return Noted(finding, place.path, None)
    named = tr("“{title}”", title=section.title)
    if len(desk.toolkit().languages) > 1:
        language = language_name(section.language)
        named = tr("“{title}” ({language})", title=section.title, language=language)
    return Noted(finding, named, Go("section", section.id, section.language))


def _story_place(desk: Desk, story: StoryId) -> str:
    source = desk.toolkit().source_language
    titles = {(one.id, one.language): one.title for one in desk.sections()}
    for placed in placements_of(desk, story):
        target = placed.placement.target
        title = titles.get((target.source, target.language or source))
        if title:
            return tr("A story beside “{section}”", section=title)
    return tr("A story")
