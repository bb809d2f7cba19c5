"""Why a story may not be shown on the public site: asked by the gate, the site, its teller's page.

What its teller agreed to, whether the words are those they said yes to, what others wrote down of
their answer, and what a community says. Must not know where on a page it would stand.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from toolkit_editor.annotations.placement import Placement
from toolkit_editor.base.ids import SectionId
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.opening_stories import agreed_record, is_as_shared
from toolkit_editor.stories import channels, release, standing
from toolkit_editor.stories.bundle import OpenStory

Reasons = tuple[standing.Reason, ...]


def today(desk: Desk) -> date:
    """The day that counts for consent: no earlier than when the group last published.

    A clock that was set back makes no consent last longer.
    """
    now = desk.clock.now().date()
    published = desk.state().published
    if published is None:
        return now
    return max(now, datetime.fromisoformat(published.at).date())


def why_not_where_placed(desk: Desk, opened: OpenStory, placement: Placement) -> Reasons:
    """Why a story may not be shown where it is placed; empty where it may.

    One that may only not be used in this language is shown in the others it is told in.
    """
    own = placement.target.language or opened.story.language
    reasons = why_not_in(desk, opened, own, placement)
    if any(one.code is not standing.Code.CHANNEL for one in reasons):
        return reasons
    others = (one for one in opened.texts() if one != own)
    elsewhere = any(not why_not_in(desk, opened, one, placement) for one in others)
    return () if elsewhere else reasons


def why_not_in(desk: Desk, opened: OpenStory, language: str, placement: Placement) -> Reasons:
    """Why a placed story may not be shown on the public site in `language`."""
    if not is_as_shared(desk, opened.story.id):
        return (standing.NOT_AS_SHARED,)
    record = agreed_record(desk, opened)
    text = opened.texts().get(language, b"")
    yes = release.is_released(record, language, text, opened.media)
    state = desk.state().stories.get(opened.story.id)
    if state is not None and record is not None:
        yes = yes and state.released.get(language) == record.released.get(language)
    return _reasons(desk, opened, language, placement.target.source, released=yes)


def why_not_yet(desk: Desk, opened: OpenStory, stale: Collection[str]) -> Reasons:
    """Why a story could not be shown today in its own language, wherever it stood.

    `stale` are the languages whose text its teller has not said yes to.
    """
    language = opened.story.language
    shared = opened.story.id in desk.state().stories
    if shared and not is_as_shared(desk, opened.story.id):
        return (standing.NOT_AS_SHARED,)
    return _reasons(desk, opened, language, None, released=language not in stale)


def _reasons(
    desk: Desk, opened: OpenStory, language: str, section: SectionId | None, *, released: bool
) -> Reasons:
    state = desk.state().stories.get(opened.story.id)
    return standing.reasons(
        agreed_record(desk, opened),
        standing.Use(channels.site(language), language, today(desk), section),
        released=released,
        refused=state is not None and state.refused(language),
        hold=state is not None and state.held,
        community=state is not None and state.community_agrees(language),
    )
