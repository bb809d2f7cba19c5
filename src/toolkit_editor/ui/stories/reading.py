"""What a teller reads: their story exactly as it will stand."""

from __future__ import annotations

from toolkit_editor.services.story_views import as_it_will_stand
from toolkit_editor.ui.bridge.language import words
from toolkit_editor.ui.stories.view import StoryView
from toolkit_editor.ui.widgets.story_html import shown_html, within


def reading_html(view: StoryView, *, around: bool = False) -> str:
    """Every language of the story; with `around`, between the words of its first section."""
    shown = [shown_html(one) for one in as_it_will_stand(view.telling, words)]
    told = "<hr>".join(shown)
    if not around or not view.settings:
        return told
    return within(view.settings[0], told)
