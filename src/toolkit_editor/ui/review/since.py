"""How long something waits, in the words people use. Must not know what waits."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from toolkit_editor.ui.bridge.language import day, tr, trn

_NOON, _EVENING, _WEEK = 12, 18, 7


def waits_words(since: str, now: datetime, zone: tzinfo | None = None) -> str:
    """`since` as an event writes it; `zone` is the person's, by default the computer's."""
    try:
        begun = datetime.fromisoformat(since)
    except ValueError:
        return ""
    aware = begun if begun.tzinfo else begun.replace(tzinfo=UTC)
    then, today = aware.astimezone(zone), now.astimezone(zone)
    days = (today.date() - then.date()).days
    if days > _WEEK:
        return tr("waits since {day}", day=day(then.date()))
    if days > 1:
        return trn("waits for {n} day", "waits for {n} days", days)
    if days == 1:
        return tr("waits since yesterday")
    if then.hour < _NOON:
        return tr("waits since this morning")
    if then.hour < _EVENING:
        return tr("waits since this afternoon")
    return tr("waits since this evening")
