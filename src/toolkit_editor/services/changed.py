"""What a service changed, so that every view that shows it can look again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """A kind of thing that views show."""

    SECTIONS = "sections"
    DRAFTS = "drafts"
    STORIES = "stories"
    TALK = "talk"
    REVIEW = "review"
    PEOPLE = "people"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Changed:
    """The topics that changed, and the ids concerned (empty: look at everything)."""

    topics: frozenset[Topic] = frozenset()
    ids: frozenset[str] = frozenset()

    def __or__(self, other: Changed) -> Changed:
        """Both changes together."""
        return Changed(self.topics | other.topics, self.ids | other.ids)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.topics)


def changed(*topics: Topic, ids: tuple[str, ...] = ()) -> Changed:
    """These topics changed."""
    return Changed(frozenset(topics), frozenset(ids))


EVERYTHING = Changed(frozenset(Topic))
"""After a sync or on opening: look at everything again."""
