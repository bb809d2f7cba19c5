"""The time, as a port: the program asks a `Clock`, tests hand in one that stands still."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, in UTC, with a time zone."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)


def to_hour(moment: datetime) -> datetime:
    """`moment` in UTC, rounded down to the hour, which is all that others ever see."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def minute_stamp(moment: datetime) -> str:
    """`moment` to the minute, for what never leaves this computer: `2026-11-22T18:07Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def hour_stamp(moment: datetime) -> str:
    """`moment` as events carry it: `2026-11-22T18:00Z`."""
    return to_hour(moment).strftime("%Y-%m-%dT%H:%MZ")
