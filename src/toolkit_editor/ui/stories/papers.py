"""Pages to print for a teller: the story to read and answer on paper, and what was agreed.

Whoever reads on paper has the same before them as on the screen: the words as they will stand,
where they may be used, what cannot be undone. Must not know widgets.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from toolkit_editor.stories import channels
from toolkit_editor.stories.consent import Consent
from toolkit_editor.ui.bridge.language import day, tr, words
from toolkit_editor.ui.stories.reading import reading_html
from toolkit_editor.ui.stories.view import StoryView, named_line
from toolkit_editor.ui.widgets.consent_words import consent_sentences
from toolkit_editor.ui.widgets.languages import channel_name

_STYLE = (
    "h1 { font-size: 18pt; } h2 { font-size: 13pt; } p, li { font-size: 11pt; }"
    " .small { font-size: 9.5pt; } .line { margin-top: 18pt; }"
)
_LINE = "_" * 60


def review_sheet(view: StoryView, made: str) -> str:
    """The story as it will stand, with the questions to answer; `made` is today."""
    record = view.telling.opened.consent
    answers = (
        tr("Yes, show it like this"),
        tr("No, not like this"),
        tr("I would like something changed first:"),
    )
    boxes = "".join(f"<p>☐ {escape(one)}</p>" for one in answers)
    return _page(
        tr("Your story, to read once more"),
        _paragraph(
            tr(
                "This is how readers would see it. Nothing is shown unless you say yes. Take your "
                "time, and ask whatever you like. You can take your yes back at any time, without "
                "a reason."
            )
        ),
        _headed(tr("The story"), reading_html(view, around=True)),
        _headed(tr("Where it may be used"), _list(_used(record))),
        _headed(tr("What cannot be undone"), _list(_limits(record))),
        _headed(tr("Your answer"), boxes + f"<p>{_LINE}</p><p>{_LINE}</p>"),
        f"<p class='line'>{escape(tr('Name or mark, and day:'))} {_LINE}</p>",
        f"<p class='small'>{escape(tr('Printed on {day}.', day=made))}</p>",
    )


def agreement(view: StoryView, made: str) -> str:
    """What the teller agreed to, to keep."""
    record = view.telling.opened.consent
    title = view.telling.opened.story.title or tr("a story without a title")
    said = [tr("Readers see: {name}", name=named_line(view)), *consent_sentences(record)]
    yes = (
        tr("You said yes to the words as they are now.")
        if record is not None and record.released and not view.telling.stale
        else tr("You have not yet said yes to the words as they are now.")
    )
    return _page(
        tr("What you agreed to"),
        _paragraph(tr("About your story “{title}”, on {day}.", title=title, day=made)),
        _list([yes, *said]),
        _headed(tr("What cannot be undone"), _list(_limits(record))),
        _headed(
            tr("If you change your mind"),
            _paragraph(
                tr(
                    "You can change every answer, or take the story back altogether, at any time "
                    "and without a reason: in the program, or by telling anybody in the group."
                )
            ),
        ),
    )


def _used(record: Consent | None) -> list[str]:
    used = sorted(record.channels) if record else []
    if not used or record is None:
        return [tr("Nowhere yet")]
    return [*map(channel_name, used), tr("Until {day}.", day=day(record.end))]


def _limits(record: Consent | None) -> list[str]:
    used = sorted(record.channels) if record else []
    return [
        tr(
            "{place}: {limit}",
            place=channel_name(one),
            limit=words(channels.cannot_be_recalled(one)),
        )
        for one in used
    ] or [tr("Nothing yet, as it may not be used anywhere.")]


def _page(title: str, *parts: str) -> str:
    return f"<style>{_STYLE}</style><h1>{escape(title)}</h1>{''.join(parts)}"


def _headed(title: str, inside: str) -> str:
    return f"<h2>{escape(title)}</h2>{inside}"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _list(sentences: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(one)}</li>" for one in sentences) + "</ul>"
