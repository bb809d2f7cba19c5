"""A story as clean HTML to read: title, who tells it, content notes, words."""

from __future__ import annotations

from html import escape

from toolkit_editor.base.message import Message
from toolkit_editor.services.story_views import Setting, Shown
from toolkit_editor.ui.bridge.language import tr, words


def within(setting: Setting, told: str) -> str:
    """`told` between the words of the section it stands beside."""
    where = escape(tr("In “{section}”", section=setting.title)) if setting.title else ""
    return (
        f'<p class="small">{where}</p><div class="around">{setting.before}</div><hr>'
        f'{told}<hr><div class="around">{setting.after}</div>'
    )


def shown_html(shown: Shown) -> str:
    """One language of a story: title, who tells it, content notes, words."""
    parts = [f"<h2>{escape(shown.title)}</h2>" if shown.title else ""]
    named = words(shown.named) if isinstance(shown.named, Message) else shown.named
    if named:
        parts.append(f'<p class="named">{escape(named)}</p>')
    if shown.label is not None:
        parts.append(f'<p class="small">{escape(words(shown.label))}</p>')
    if shown.notes:
        listed = ", ".join(words(note) for note in shown.notes)
        parts.append(
            f'<p class="small">{escape(tr("This story touches: {notes}", notes=listed))}</p>'
        )
    return "".join(parts) + shown.html
