"""One look over a parsed page before it is taken in: its styles, its footnotes, its nested tables.

A footnote is two links that lead to each other, whichever program made them: a short one in the
text and one beside the note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from toolkit_editor.intake.limits import MOST_ELEMENTS, too_much
from toolkit_editor.intake.looks import Look, classes

_NOTE_BODIES = frozenset({"li", "div", "p", "dd", "aside"})
_LONGEST_MARK = 12
_NEAR = 200
_MOST_LINKS = 5_000


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a page. Nodes are told by their `mem_id`."""

    classes: Mapping[str, Look] = field(default_factory=dict)
    references: Mapping[int, int] = field(default_factory=dict)
    """A link in the text -> the number of its footnote, from 1."""
    notes: tuple[LexborNode, ...] = ()
    """What holds each footnote, in order."""
    backlinks: frozenset[int] = frozenset()
    tables_around_tables: frozenset[int] = frozenset()


def survey(root: LexborNode, sheets: Sequence[str]) -> Survey:
    """Look over everything under `root`, a page with these style `sheets`.

    Raises `Refused` where that is too much.
    """
    places: dict[str, LexborNode] = {}
    links: list[tuple[LexborNode, str]] = []
    around: set[int] = set()
    for number, node in enumerate(root.traverse()):
        if number > MOST_ELEMENTS:
            raise too_much()
        tag = node.tag
        if tag == "table":
            outer = next((up for up in _ancestors(node) if up.tag == "table"), None)
            if outer is not None:
                around.add(outer.mem_id)
        attributes = node.attributes
        if id_ := attributes.get("id"):
            places.setdefault(id_, node)
        if tag == "a":
            if name := attributes.get("name"):
                places.setdefault(name, node)
            href = attributes.get("href") or ""
            if href.startswith("#"):
                links.append((node, href[1:]))
    pairs = list(_footnotes(links, places))
    return Survey(
        classes("\n".join(sheets)) if sheets else {},
        {link.mem_id: number for link, number, _, _ in pairs},
        tuple({body.mem_id: body for _, _, _, body in pairs}.values()),
        frozenset(back.mem_id for _, _, back, _ in pairs),
        frozenset(around),
    )


def _footnotes(
    links: list[tuple[LexborNode, str]], places: Mapping[str, LexborNode]
) -> Iterator[tuple[LexborNode, int, LexborNode, LexborNode]]:
    """Each link to a note, its number, the link back and what holds the note."""
    links = links[:_MOST_LINKS]
    at = {target: _link_at(places[target]) for _, target in links if target in places}
    back_from: dict[int, list[LexborNode]] = {}
    for link, target in links:
        if target in at:
            back_from.setdefault(at[target], []).append(link)
    numbers: dict[int, int] = {}
    order = {link.mem_id: index for index, (link, _) in enumerate(links)}
    for link, target in links:
        note = places.get(target)
        if note is None or len((link.text() or "").strip()) > _LONGEST_MARK:
            continue
        for back in back_from.get(link.mem_id, ()):
            if order[back.mem_id] < order[link.mem_id] or back.mem_id == link.mem_id:
                continue
            body = _body(back)
            if body is not None and _holds(note, back, body):
                number = numbers.setdefault(body.mem_id, len(numbers) + 1)
                yield link, number, back, body
                break


def _link_at(place: LexborNode) -> int:
    """The link that stands at a place: itself, or the only one in it."""
    if place.tag == "a" and (place.attributes.get("href") or "").startswith("#"):
        return place.mem_id
    for node in (place, place.parent):
        found = node.css_first("a[href^='#']") if node is not None and node.tag != "body" else None
        if found is not None:
            return found.mem_id
    return 0


def _body(back: LexborNode) -> LexborNode | None:
    """The block a link back stands in; the wider one where that is only its first line."""
    found = next((up for up in _ancestors(back) if up.tag in _NOTE_BODIES), None)
    outer = found.parent if found is not None else None
    if outer is not None and outer.tag in ("li", "div", "aside") and outer.attributes.get("id"):
        return outer
    return found


def _holds(note: LexborNode, back: LexborNode, body: LexborNode) -> bool:
    """Whether the place a link leads to is the note that `back` belongs to."""
    inside = {back.mem_id, body.mem_id}
    for up in _ancestors(back):
        inside.add(up.mem_id)
        if up.mem_id == body.mem_id:
            break
    return note.mem_id in inside or any(
        up.mem_id == body.mem_id for up in _ancestors(note, stop=body.tag)
    )


def _ancestors(node: LexborNode, stop: str | None = None) -> Iterator[LexborNode]:
    up = node.parent
    for _ in range(_NEAR):
        if up is None:
            return
        yield up
        if stop is not None and up.tag == stop:
            return
        up = up.parent
