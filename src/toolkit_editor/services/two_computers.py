"""A teller's own story that was changed on two of their computers: both changes, in one text.

Different sentences combine. Where both changed the same, both versions stand one after the other,
so that nothing is lost, and the teller is told to look. A yes that was given covers none of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.prose.together.merging import Clash, bring_together
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import LOCAL_SHARED, LOCAL_STORIES, STORIES, Desk
from toolkit_editor.services.opening_stories import is_as_shared, open_commit, says_the_same
from toolkit_editor.services.story_moments import keep_together
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.consent import Consent
from toolkit_editor.stories.story import Story, as_written


@dataclass(frozen=True, slots=True)
class BroughtTogether:
    """What was done. `twice`: the same words were changed on both, and both versions stand."""

    changed: Changed = field(default_factory=Changed)
    twice: bool = False


def bring_computers_together(desk: Desk, id_: StoryId) -> BroughtTogether:
    """Bring what another computer of the teller's shared into the story as it is kept here.

    Does nothing for a story that was changed on one of them only. The result is a moment of its
    own; what was kept here stays the moment before.
    """
    local, shared = desk.ref(LOCAL_STORIES + id_), desk.ref(STORIES + id_)
    known = desk.ref(LOCAL_SHARED + id_)
    state = desk.state().stories.get(id_)
    mine = state is not None and desk.has_key and state.owner == desk.me.id and not state.withdrawn
    if not mine or local is None or shared is None or known in (None, shared):
        return BroughtTogether()
    if not is_as_shared(desk, id_):
        return BroughtTogether()
    assert known is not None
    try:
        base, here, there = (open_commit(desk, id_, one) for one in (known, local, shared))
    except Refused:
        return BroughtTogether()
    if says_the_same(base, here) or says_the_same(base, there):
        return BroughtTogether()
    merging = _Merging()
    keep_together(desk, merging.stories(base, here, there), shared)
    return BroughtTogether(changed(Topic.STORIES, ids=(id_,)), merging.twice)


class _Merging:
    """Two computers' versions, and whether both changed the same somewhere."""

    def __init__(self) -> None:
        self.twice = False

    def stories(self, base: OpenStory, here: OpenStory, there: OpenStory) -> OpenStory:
        """Texts, translations, pictures and consent of both."""
        languages = {**there.translations, **here.translations}
        translations = {
            language: self._story(
                base.translations.get(language),
                here.translations.get(language),
                there.translations.get(language),
            )
            for language in languages
        }
        story = self._story(base.story, here.story, there.story)
        assert story is not None
        return replace(
            here,
            story=story,
            translations={code: one for code, one in translations.items() if one is not None},
            media={**there.media, **here.media},
            talk={**there.talk, **here.talk},
            consent=_consent(base.consent, here.consent, there.consent),
        )

    def _story(self, base: Story | None, here: Story | None, there: Story | None) -> Story | None:
        if base is None or here is None or there is None:
            return here or there
        together = bring_together(*(_text(one) for one in (base, here, there)))
        body = together.text(self._both).encode("utf-8", "surrogateescape")
        changes = {
            one.name: getattr(there, one.name)
            for one in fields(Story)
            if one.name not in ("body", "head", "title")
            and getattr(here, one.name) == getattr(base, one.name)
        }
        title = self._title(base.title, here.title, there.title)
        return as_written(replace(here, body=body, title=title, **changes))

    def _title(self, base: str, here: str, there: str) -> str:
        if here in (base, there):
            return there
        if there == base:
            return here
        self.twice = True
        return f"{here} / {there}"

    def _both(self, clash: Clash) -> str:
        self.twice = True
        if not clash.ours.strip() or not clash.theirs.strip():
            return clash.ours if clash.ours.strip() else clash.theirs
        return f"{clash.ours.rstrip()} {clash.theirs.strip()}"


def _text(story: Story) -> str:
    return story.body.decode("utf-8", "surrogateescape")


def _consent(base: Consent | None, here: Consent | None, there: Consent | None) -> Consent | None:
    """The record of the side that changed it; of two changes, only what both allow."""
    if here is None or there is None or here in (base, there):
        return there or here
    if there == base:
        return here
    return replace(
        here,
        channels=here.channels & there.channels,
        released={},
        end=min(here.end, there.end),
        review_by=min(here.review_by, there.review_by, here.end, there.end),
        not_in=here.not_in | there.not_in,
        community_hold=here.community_hold or there.community_hold,
    )
