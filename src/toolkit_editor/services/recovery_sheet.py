"""The recovery sheet: what a person needs to be themselves again at another computer, on one page.

Six numbered lines that can be typed by hand carry the mark of the group, the person's id and their
private key, in letters and figures that cannot be taken for one another. Each line ends with its
own check, so that a slip is pointed out by its line. The address stands beside them, in the open:
a group may move. Must never be logged or kept: whoever holds a sheet is that person.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import Message, count, say

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TAKEN_FOR = str.maketrans("ILOU", "110V")
_LINES = 6
_PART = 10
"""Bytes a line: 16 letters, and 4 more to check them."""
_MARK, _SEED = 19, 32
_VERSION = b"\x01"
_ADDRESS = re.compile(r"<([^<>\r\n]+)>")
_LINE = re.compile(r"[ \t>]*([1-9])[ \t.:)]+((?:\w{4}[ \t]+){4}\w{4})[ \t]*")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet says. `mark` is the beginning of the group's founding hash, as hex digits."""

    address: str
    mark: str
    person: PersonId
    seed: bytes = field(repr=False)

    def lines(self) -> tuple[str, ...]:
        """The six lines, without their numbers."""
        whole = _VERSION + bytes.fromhex(self.mark + self.person) + self.seed
        parts = [whole[at : at + _PART] for at in range(0, len(whole), _PART)]
        return tuple(_line(number, part) for number, part in enumerate(parts, 1))

    def code(self, before: str = "", between: str = "") -> str:
        """The address and the numbered lines, as `find_code` finds them in any text around.

        Words may stand `before` the address and `between` it and the lines.
        """
        numbered = "\n".join(f"{number}  {line}" for number, line in enumerate(self.lines(), 1))
        return f"{before}\n<{self.address}>\n\n{between}\n{numbered}".strip()


def mark_of(founding: str) -> str:
    """The part of a group's founding hash that stands on a sheet: 152 bits of it."""
    return founding[: 2 * _MARK]


def find_code(text: str) -> tuple[str, str] | None:
    """The address and the numbered lines in the text of a whole sheet; None where it is none."""
    address = _ADDRESS.search(text)
    lines = [line for line in text.splitlines() if _LINE.fullmatch(line)]
    return (address[1].strip(), "\n".join(map(str.strip, lines))) if address and lines else None


def read_sheet(address: str, code: str) -> Sheet:
    """The sheet with this address and these lines; raises `Refused` saying which line is wrong."""
    lines = [line for line in code.splitlines() if line.strip()]
    parts = [_part(number, line) for number, line in enumerate(lines[:_LINES], 1)]
    if len(lines) != _LINES:
        raise Refused(_how_many(len(lines)))
    whole = b"".join(parts)
    if not whole.startswith(_VERSION):
        raise Refused(say("This sheet was made by a newer version of the program. Get that first."))
    mark, rest = whole[1 : _MARK + 1].hex(), whole[_MARK + 1 :]
    person, seed = PersonId(rest[:-_SEED].hex()), rest[-_SEED:]
    return Sheet(address.strip(), mark, person, seed)


def _how_many(n: int) -> Message:
    return count(
        n,
        "The sheet has six lines of letters and figures; here is one.",
        "The sheet has six lines of letters and figures; here are {n}.",
    )


def _part(number: int, line: str) -> bytes:
    """The bytes of one line, with or without its number in front."""
    written = re.sub(r"[^0-9A-Z]", "", line.upper()).translate(_TAKEN_FOR)
    if len(written) == _PART * 2 + 1 and written[0] == str(number):
        written = written[1:]
    if len(written) == _PART * 2:
        bits = 0
        for letter in written:
            bits = bits << 5 | _LETTERS.index(letter)
        part, check = (bits >> 20).to_bytes(_PART, "big"), bits & 0xFFFFF
        if check == _line_check(number, part):
            return part
    raise Refused(
        say("Line {number} is not as on the sheet. Compare it letter by letter.", number=number)
    )


def _line(number: int, part: bytes) -> str:
    bits = int.from_bytes(part, "big") << 20 | _line_check(number, part)
    letters = "".join(_LETTERS[bits >> 5 * at & 31] for at in reversed(range(_PART * 2)))
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _line_check(number: int, part: bytes) -> int:
    """20 bits: one slip in a million goes unseen, and then the group does not know the key."""
    digest = hashlib.sha256(b"toolkit-editor recovery sheet" + bytes([number]) + part).digest()
    return int.from_bytes(digest[:3], "big") >> 4
