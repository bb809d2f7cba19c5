"""What was remarked in a document that was brought in, until the section is shared.

Nobody can quote what is only on this computer. So remarks wait here, with the draft, and become
conversations and suggestions right after it was shared, each exactly once. Those whose passage has
gone are kept and told.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from toolkit_editor.annotations.anchor import find_all
from toolkit_editor.annotations.selector import Selector, make_selector, to_target
from toolkit_editor.base.ids import DraftId, SectionId
from toolkit_editor.base.message import Message, say
from toolkit_editor.base.strict_json import load_object
from toolkit_editor.content.front_matter import split
from toolkit_editor.intake.taken import Remark, RemarkKind
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.event import on_section
from toolkit_editor.review.talk import textual
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import LOCAL_REMARKS, Desk
from toolkit_editor.services.drafts import all_drafts
from toolkit_editor.store.model import Oid, RefChange

_FILE = "remarks.json"
_LARGEST = 20_000_000
_LONGEST = 20_000
"""Characters of one remark; the rest is cut, since an event has its limits."""
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Waiting:
    """One remark that is only here: where it belongs, the words it is on, what it says."""

    path: str
    section: str
    language: str
    kind: RemarkKind
    version: str
    """The blob of the section in which `start` and `end` count."""
    start: int
    end: int
    exact: str
    text: str

    @property
    def sentence(self) -> Message:
        """The remark for people."""
        on = _short(self.exact)
        if self.kind is RemarkKind.COMMENT:
            return say("On “{words}”: {said}", words=on, said=self.text)
        if self.text:
            return say("Instead of “{words}”: “{said}”", words=on, said=self.text)
        return say("Leave out “{words}”", words=on)


def keep_remarks(
    desk: Desk,
    draft: DraftId,
    path: str,
    section: SectionId,
    language: str,
    remarks: Sequence[Remark],
) -> None:
    """Keep remarks on the section at `path` with the draft that holds it, on this computer alone.

    Their positions count in the text that the draft holds now.
    """
    one = next(one for one in all_drafts(desk) if one.id == draft)
    blob = one.files[path]
    assert blob is not None
    text = plain_of(split(desk.store.read(blob))[1]).text
    fresh = [
        Waiting(
            path,
            section,
            language,
            remark.kind,
            blob,
            remark.start,
            remark.end,
            text[remark.start : remark.end],
            remark.text[:_LONGEST],
        )
        for remark in remarks
        if 0 <= remark.start < remark.end <= len(text)
    ]
    if fresh:
        _write(desk, draft, [*waiting_remarks(desk, draft), *fresh])


def waiting_remarks(desk: Desk, draft: DraftId) -> list[Waiting]:
    """The remarks that wait with a draft."""
    tip = desk.ref(LOCAL_REMARKS + draft)
    if tip is None:
        return []
    data = desk.files(tip, [_FILE]).get(_FILE, b"{}")
    found: list[Any] = load_object(data, _LARGEST).get("remarks", [])
    return [Waiting(**{**one, "kind": RemarkKind(one["kind"])}) for one in found]


def post_remarks(desk: Desk, draft: DraftId) -> tuple[Changed, tuple[Waiting, ...]]:
    """Say what waits with a draft that was just shared; gives those that found no place.

    Whatever stops in between: what was said is not said again.
    """
    waiting = waiting_remarks(desk, draft)
    one = next((one for one in all_drafts(desk) if one.id == draft), None)
    if not waiting or one is None or one.shared is None:
        return Changed(), ()
    events: list[tuple[str, str, dict[str, Any]]] = []
    left: list[Waiting] = []
    for path in dict.fromkeys(remark.path for remark in waiting):
        here = [remark for remark in waiting if remark.path == path]
        blob = one.shared.files.get(path)
        if blob is None:
            left += here
            continue
        said, lost = _events(desk, here, blob)
        events += said
        left += lost
    known = _said(desk, {on for _, on, _ in events})
    events = [event for event in events if _key(event[0], event[2]) not in known]
    if events:
        desk.record(*events)
    _write(desk, draft, left)
    sections = tuple({remark.section for remark in waiting})
    return (changed(Topic.TALK, ids=sections) if events else Changed()), tuple(left)


def _events(
    desk: Desk, waiting: Sequence[Waiting], blob: Oid
) -> tuple[list[tuple[str, str, dict[str, Any]]], list[Waiting]]:
    """What is to be said about one shared section, and what has lost its place in it."""
    text = plain_of(split(desk.store.read(blob))[1]).text
    pinned = {
        version: plain_of(split(desk.store.read(Oid(version)))[1]).text
        for version in {remark.version for remark in waiting}
    }
    selectors: list[Selector] = [
        make_selector(pinned[one.version], one.start, one.end, one.version) for one in waiting
    ]
    events: list[tuple[str, str, dict[str, Any]]] = []
    left: list[Waiting] = []
    for one, place in zip(waiting, find_all(selectors, pinned, text, blob), strict=True):
        suggests = one.kind is not RemarkKind.COMMENT
        as_it_was = text[place.start : place.end] == one.exact
        if not place.certainty.settled or place.start >= place.end or (suggests and not as_it_was):
            left.append(one)
            continue
        selector = make_selector(text, place.start, place.end, blob)
        data = {
            "motivation": "editing" if suggests else "commenting",
            "target": to_target(selector, SectionId(one.section), one.language),
            "body": textual(one.text),
        }
        kind = "suggest" if suggests else "comment"
        events.append((kind, on_section(SectionId(one.section)), data))
    return events, left


def _said(desk: Desk, subjects: set[str]) -> set[str]:
    """What the person has said about these sections already."""
    return {
        _key(event.kind, event.data)
        for on in subjects
        for event in desk.events_about(on)
        if event.by == desk.me.id and event.kind in ("suggest", "comment")
    }


def _key(kind: str, data: Any) -> str:
    return json.dumps([kind, data.get("target"), data.get("body")], sort_keys=True)


def _write(desk: Desk, draft: DraftId, remarks: Sequence[Waiting]) -> None:
    ref = LOCAL_REMARKS + draft
    known = desk.ref(ref)
    if not remarks:
        if known is not None:
            desk.move(RefChange(ref, None, known))
        return
    data = json.dumps({"remarks": [asdict(one) for one in remarks]}).encode()
    commit = desk.store.make_commit(
        {_FILE: desk.store.write(data)},
        author=desk.me.id,
        at=desk.clock.now(),
        message="Remarks",
    )
    desk.move(RefChange(ref, commit, known))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
