"""Being oneself again: at a second computer with the recovery sheet, and making that sheet.

Same id, same key, no new request to join. Nothing is kept before the group was reached and knows
the key.
"""

from __future__ import annotations

from toolkit_editor.base.clock import Clock
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say
from toolkit_editor.review.people import founding_hash
from toolkit_editor.services.desk import Desk, key_replaced
from toolkit_editor.services.founding import open_workspace
from toolkit_editor.services.half_made import whole_or_not_at_all
from toolkit_editor.services.locking import keys_of
from toolkit_editor.services.recovery_sheet import Sheet, mark_of
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.membership import Membership, load_membership, save_membership
from toolkit_editor.settings.places import Places
from toolkit_editor.store.address import parse_address
from toolkit_editor.store.keys import Key


def make_sheet(desk: Desk) -> Sheet:
    """The person's own sheet for this group; raises `Refused` where there is nothing to keep."""
    me, founding = desk.me, desk.founding or desk.state().group.founding
    if desk.key_is_replaced:
        raise Refused(key_replaced())
    if founding is None or desk.state().group.person(me.id) is None:
        raise Refused(
            say("You are not in the group yet. You can keep your key safe once you are let in.")
        )
    return Sheet(str(desk.address), mark_of(founding), me.id, me.key.seed)


def come_back(places: Places, sheet: Sheet, clock: Clock) -> Desk:
    """The group's workspace as the person on the sheet; raises `Refused` and its kin."""
    where = parse_address(sheet.address)
    copy, file = places.workspace(where.target), places.membership(where.target)
    key = Key.from_seed(sheet.seed)
    known = load_membership(file)
    beside = copy.with_name(copy.name + ".new")
    with whole_or_not_at_all(copy, beside):
        looking = open_workspace(places, sheet.address, clock)
        try:
            _require_nobody_else(looking, sheet)
            sync(looking)
            founding = _founding(looking, sheet)
            _require_known(looking, sheet, founding, key)
        finally:
            looking.close()
        site = known.site if known else ""
        save_membership(file, Membership(sheet.person, founding, site))
        try:
            keys_of(places).keep(sheet.person, key)
        except BaseException:
            file.unlink() if known is None else save_membership(file, known)
            raise
    return open_workspace(places, sheet.address, clock)


def _require_nobody_else(looking: Desk, sheet: Sheet) -> None:
    """Whoever is in the group at this computer already is not put out of it."""
    if looking.person() is not None and looking.me.id != sheet.person:
        raise Refused(
            say(
                "Somebody else is in this group at this computer already. Each person needs their "
                "own account on the computer."
            )
        )


def _founding(looking: Desk, sheet: Sheet) -> str:
    """The whole hash of the founding event whose beginning is on the sheet."""
    for event in looking.page().events:
        if event.kind == "group-founded" and founding_hash(event).startswith(sheet.mark):
            return founding_hash(event)
    raise Refused(say("Another group is at this address now. Ask a maintainer for the new one."))


def _require_known(looking: Desk, sheet: Sheet, founding: str, key: Key) -> None:
    """Whether the group, and no other put in its place, knows the key as that person's."""
    with_eyes_of_the_person = Desk(
        looking.store,
        looking.address,
        looking.clock,
        None,
        founding,
        workspace=looking.workspace,
    )
    person = with_eyes_of_the_person.state().group.person(sheet.person)
    if person is None:
        raise Refused(say("The group does not know the person on this sheet."))
    if person.key != key.public_line:
        raise Refused(
            say(
                "The key on this sheet was replaced by a new one, so it does not count any more. "
                "Use the sheet you made last."
            )
        )
