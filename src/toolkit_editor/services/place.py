"""Who can read a thing now, in the words every list uses."""

from __future__ import annotations

from enum import StrEnum

from toolkit_editor.base.message import say
from toolkit_editor.review.work import Status


class Place(StrEnum):
    """Where a thing is, and so who can read it."""

    HERE = "here"
    EDITORS = "editors"
    GROUP = "group"
    PUBLIC = "public"


PLACE_WORDS = {
    Place.HERE: say("Only on this computer"),
    Place.EDITORS: say("With the editors"),
    Place.GROUP: say("With the group"),
    Place.PUBLIC: say("On the public site"),
}
"""The badge."""

PLACE_EXPLAINED = {
    Place.HERE: say("Nobody but you can read this."),
    Place.EDITORS: say("You and the group's editors and maintainers can read this."),
    Place.GROUP: say("Everyone in the group can read this."),
    Place.PUBLIC: say("Everyone can read this on the public site."),
}
"""What the badge means, in one sentence."""

STATUS_WORDS = {
    Status.LOCAL: say("Not shared yet"),
    Status.IN_REVIEW: say("In review"),
    Status.CHANGES_ASKED: say("Changes asked"),
    Status.APPROVED: say("Approved"),
    Status.IN_TOOLKIT: say("In the toolkit"),
    Status.PUBLIC: say("On the public site"),
    Status.DECLINED: say("Not taken"),
    Status.WITHDRAWN: say("Taken back"),
}
"""Where a draft or story is on its way."""
