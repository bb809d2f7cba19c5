"""What something in the queue is, in a few words."""

from __future__ import annotations

from toolkit_editor.services.story_review import InQueue
from toolkit_editor.ui.bridge.language import tr


def queue_title(one: InQueue) -> str:
    """A draft by its sections; a story by where it would stand, never by its teller."""
    if one.story is not None:
        if one.titles:
            return tr("A story beside “{section}”", section=one.titles[0])
        return tr("A story")
    if one.moves_story:
        if one.titles:
            return tr("Where a story belongs: “{section}”", section=one.titles[0])
        return tr("Where a story belongs")
    listed = ", ".join(tr("“{title}”", title=title) for title in one.titles[:3])
    if len(one.titles) > 3:
        return tr("Changes in {sections} and more", sections=listed)
    return tr("Changes in {sections}", sections=listed) if listed else tr("Changes")
