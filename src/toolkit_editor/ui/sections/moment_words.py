"""When and whose a moment of the past is, in words."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale

from toolkit_editor.services.moments import Past, Whose
from toolkit_editor.ui.bridge.language import day, tr


def clock_words(past: Past) -> str:
    """The time of day; about, where only the hour is known."""
    at = QDateTime.fromSecsSinceEpoch(int(past.at.timestamp())).time()
    time = QLocale().toString(at, QLocale.FormatType.ShortFormat)
    return time if past.exact else tr("about {time}", time=time)


def when_words(past: Past) -> str:
    """The day and the time of day."""
    return tr("{day}, {time}", day=day(past.at), time=clock_words(past))


def past_words(past: Past) -> str:
    """A moment as it stands in a list."""
    when = when_words(past)
    if past.whose is Whose.SHARED:
        return tr("As you shared it, {when}", when=when)
    if past.whose is Whose.GROUP:
        return tr("As the group had it, {when}", when=when)
    return when
