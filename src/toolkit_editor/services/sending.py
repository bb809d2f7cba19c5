"""Sending what goes: together where the host takes it so, and else all that it does take.

A host may refuse one ref, or everything because of one. Must not know what the refs hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit_editor.base.errors import NotAllowed
from toolkit_editor.base.message import Message, count
from toolkit_editor.store.exchange import Outcome, PushRef, PushResult
from toolkit_editor.store.workspace import Workspace


def send(
    workspace: Workspace, changes: Sequence[PushRef], *, stopped: Callable[[], bool]
) -> PushResult:
    """Send `changes` together; where some are refused, send the others without them.

    Where all are refused together, each is tried alone, since many hosts refuse a whole lot because
    of one. Raises as `push` does.
    """
    result = workspace.push(changes, stopped=stopped)
    if result.stale or not result.reasons:
        return result
    waiting = [one for one in changes if result.outcomes.get(one.ref) is Outcome.HELD]
    lots = [waiting] if waiting else [[one] for one in changes] if len(changes) > 1 else []
    outcomes, reasons = dict(result.outcomes), dict(result.reasons)
    for lot in lots:
        again = send(workspace, lot, stopped=stopped)
        for one in lot:
            reasons.pop(one.ref, None)
        outcomes.update(again.outcomes)
        reasons.update(again.reasons)
    return PushResult(outcomes, reasons)


def not_taken(result: PushResult) -> NotAllowed | None:
    """The refusal that says what was not taken; None where everything was."""
    if not result.reasons:
        return None
    why: Message = next(iter(result.reasons.values()))
    if not any(outcome is Outcome.OK for outcome in result.outcomes.values()):
        return NotAllowed(why)
    return NotAllowed(
        count(
            len(result.reasons),
            "Everything was sent but one thing. {why}",
            "Everything was sent but {n} things. {why}",
            why=why,
        )
    )
