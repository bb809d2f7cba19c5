"""Who may do what: one table from the kind of event to its subjects, fields and roles.

What depends on the state (whose draft it is, what was approved) is decided by the folds. A story
shows on `review` only as its id, its state and hashes, so its events admit no other field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit_editor.annotations.selector import PlaceUnreadable, from_target
from toolkit_editor.base.ids import is_id
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import LATEST_LAMPORT, Event
from toolkit_editor.review.people import Group, Role
from toolkit_editor.store.keys import is_public_line
from toolkit_editor.store.model import is_oid
from toolkit_editor.store.paths import why_not

LONGEST_TEXT = 100_000
LONGEST_NAME = 200

Field = Callable[[object], bool]

_HASH = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _name(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_NAME and (value.isprintable())


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _body(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.get("type", "TextualBody") == "TextualBody"
        and _text(value.get("value"))
    )


def _roles(value: object) -> bool:
    return (
        isinstance(value, list)
        and 0 < len(value) == len(set(map(str, value)))
        and all(role in list(Role) for role in value)
    )


def _files(value: object) -> bool:
    return isinstance(value, dict) and all(
        why_not(path) is None and (oid is None or is_oid(oid)) for path, oid in value.items()
    )


def _released(value: object) -> bool:
    return isinstance(value, dict) and all(
        _LANGUAGE.fullmatch(language) and isinstance(digest, str) and _HASH.fullmatch(digest)
        for language, digest in value.items()
    )


def _hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _agreed_to(value: object) -> bool:
    return _released(value) and value != {}


def _yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _clock(value: object) -> bool:
    return type(value) is int and 0 <= value <= LATEST_LAMPORT


def _side(value: object) -> bool:
    return value in ("draft", "toolkit")


def _ids(value: object) -> bool:
    return isinstance(value, list) and all(is_id(one) for one in value)


def _some_ids(value: object) -> bool:
    return _ids(value) and value != []


def _target(value: object) -> bool:
    try:
        from_target(value)
    except PlaceUnreadable:
        return False
    return True


def _motivation(expected: str) -> Field:
    return lambda value: value == expected


@dataclass(frozen=True, slots=True)
class Rule:
    """What one kind of event needs: subject, fields, and one of the roles (none: anybody)."""

    roles: tuple[Role, ...]
    needed: Mapping[str, Field] = field(default_factory=dict)
    optional: Mapping[str, Field] = field(default_factory=dict)
    exact: bool = False


_ANYONE = tuple(Role)
_EDITORS = (Role.EDITOR,)
_KEEPERS = (Role.MAINTAINER,)
_TO = {"to": is_id}
_SAID = {"to": is_id, "body": _body}

_TALK: dict[str, Rule] = {
    "comment": Rule(
        _ANYONE, {"body": _body}, {"target": _target, "motivation": _motivation("commenting")}
    ),
    "reply": Rule(_ANYONE, _SAID, {"motivation": _motivation("replying")}),
    "suggest": Rule(
        _ANYONE, {"target": _target, "body": _body}, {"motivation": _motivation("editing")}
    ),
    "tag": Rule(
        _ANYONE, {"body": _body}, {"target": _target, "motivation": _motivation("classifying")}
    ),
    "accept": Rule(_ANYONE, _TO),
    "decline": Rule(_ANYONE, _TO),
    "resolve": Rule(_ANYONE, _TO),
    "reopen": Rule(_ANYONE, _TO),
    "re-anchor": Rule(_ANYONE, {"to": is_id, "target": _target}),
    "redact": Rule((), _TO),
}

RULES: Mapping[str, Mapping[str, Rule]] = {
    "group": {
        "group-founded": Rule((), {"key": is_public_line}, {"name": _name, "person": is_id}),
        "join-asked": Rule((), {"key": is_public_line}, {"name": _name, "was": _name}),
        "person-added": Rule(
            _KEEPERS, {"person": is_id, "key": is_public_line, "roles": _roles}, {"name": _name}
        ),
        "role-changed": Rule(_KEEPERS, {"person": is_id, "roles": _roles}),
        "person-removed": Rule(_KEEPERS, {"person": is_id}),
        "key-replaced": Rule(
            _KEEPERS,
            {
                "person": is_id,
                "former": is_public_line,
                "last": _clock,
                "key": is_public_line,
                "asked": is_id,
            },
        ),
        "agreed": Rule(_KEEPERS, _TO),
        "taken-back": Rule(_KEEPERS, _TO),
        "published": Rule(
            _KEEPERS, {"site": is_oid, "main": is_oid}, {"drafts": _ids, "stories": _ids}
        ),
    },
    "draft": {
        "shared": Rule(
            _ANYONE,
            {"base": is_oid, "tip": is_oid, "files": _files},
            {"note": _text, "onto": is_oid},
        ),
        "changes-asked": Rule(_EDITORS, {}, {"note": _text}),
        "approved": Rule(_EDITORS, {"files": _files}, {"note": _text}),
        "declined": Rule(_EDITORS, {}, {"note": _text}),
        "brought-in": Rule(_KEEPERS, {"files": _files, "approvals": _some_ids, "commit": is_oid}),
        "returned": Rule(_KEEPERS, {"to": is_id}),
        "chosen": Rule(_ANYONE, {"place": is_id}, {"kept": _side, "text": _text}),
        "published": Rule(_KEEPERS, {"site": is_oid, "main": is_oid}),
        "withdrawn": Rule(()),
        **_TALK,
    },
    "section": _TALK,
    "story": {
        "shared": Rule(
            _ANYONE,
            {"sealed": is_oid, "released": _released},
            {"whole": _hash, "told": _hash},
            exact=True,
        ),
        "changes-asked": Rule(_EDITORS, exact=True),
        "approved": Rule(_EDITORS, {"released": _released}, exact=True),
        "declined": Rule(_EDITORS, exact=True),
        "answered": Rule(_ANYONE, {"released": _agreed_to, "yes": _yes_or_no}, exact=True),
        "held": Rule(_ANYONE, exact=True),
        "community-agreed": Rule((Role.COMMUNITY,), {"released": _agreed_to}, exact=True),
        "withdrawn": Rule((), exact=True),
        "erased-here": Rule((), exact=True),
    },
}
"""What may stand on `review`, by subject."""

SEALED_TALK: Mapping[str, Rule] = _TALK
"""What may stand, sealed, on a story's own ref."""

TALK_KINDS = frozenset(_TALK)


def why_not_allowed(
    group: Group, event: Event, rules: Mapping[str, Rule] | None = None
) -> Message | None:
    """Why `event` is not as agreed or its author lacks the role; None where it is fine."""
    table = RULES.get(event.subject[0], {}) if rules is None else rules
    rule = table.get(event.kind)
    if rule is None:
        return say("This version of the program does not know what it means.")
    if not _well_formed(rule, event.data):
        return say("It does not say what it should.")
    author = group.person(event.by)
    if rule.roles and (author is None or not author.has(*rule.roles)):
        return say("The person did not have the role for it.")
    return None


def _well_formed(rule: Rule, data: Mapping[str, Any]) -> bool:
    if not all(name in data and check(data[name]) for name, check in rule.needed.items()):
        return False
    if not all(check(data[name]) for name, check in rule.optional.items() if name in data):
        return False
    return not rule.exact or data.keys() <= rule.needed.keys() | rule.optional.keys()
