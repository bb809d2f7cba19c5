"""What stands on a recovery sheet comes back from it, and a slip is pointed out by its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import PersonId
from toolkit_editor.services.recovery_sheet import Sheet, find_code, mark_of, read_sheet

ADDRESS = "ssh://git@example.org/our group.git"
SHEET = Sheet(
    ADDRESS, mark_of("0123456789abcdef" * 4), PersonId("fedcba9876543210"), bytes(range(32))
)
LINES = SHEET.lines()
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

sheets = st.builds(
    Sheet,
    st.just(ADDRESS),
    st.binary(min_size=19, max_size=19).map(bytes.hex),
    st.binary(min_size=8, max_size=8).map(lambda data: PersonId(data.hex())),
    st.binary(min_size=32, max_size=32),
)


@given(sheets)
def test_what_is_written_is_read_again(sheet: Sheet) -> None:
    assert read_sheet(ADDRESS, "\n".join(sheet.lines())) == sheet
    assert find_code(f"For Ana\n\n{sheet.code()}\n\nKeep it safe.") == (
        ADDRESS,
        "\n".join(f"{number}  {line}" for number, line in enumerate(sheet.lines(), 1)),
    )


@given(sheets, st.integers(0, 5), st.integers(0, 19), st.sampled_from(LETTERS))
def test_a_wrong_letter_is_pointed_out_by_its_line(
    sheet: Sheet, line: int, at: int, letter: str
) -> None:
    lines = [one.replace(" ", "") for one in sheet.lines()]
    if lines[line][at] == letter:
        return
    lines[line] = lines[line][:at] + letter + lines[line][at + 1 :]
    with pytest.raises(Refused, match=f"^Line {line + 1} is not as on the sheet"):
        read_sheet(ADDRESS, "\n".join(lines))


@given(sheets, st.integers(0, 5), st.integers(0, 18))
def test_two_letters_in_the_wrong_order_are_pointed_out(sheet: Sheet, line: int, at: int) -> None:
    lines = [one.replace(" ", "") for one in sheet.lines()]
    one, two = lines[line][at : at + 2]
    if one == two:
        return
    lines[line] = lines[line][:at] + two + one + lines[line][at + 2 :]
    with pytest.raises(Refused, match=f"^Line {line + 1} "):
        read_sheet(ADDRESS, "\n".join(lines))


@pytest.mark.parametrize(
    "typed",
    [
        "\n".join(LINES).lower(),
        "\n".join(LINES).replace(" ", ""),
        "\n\n".join(f"{number}. {line}" for number, line in enumerate(LINES, 1)),
        "\n".join(LINES).replace("0", "O").replace("1", "l"),
        "\n".join(f"> {line.replace(' ', '-')} " for line in LINES),
    ],
)
def test_how_it_is_typed_does_not_matter(typed: str) -> None:
    assert read_sheet(f" {ADDRESS} ", typed) == SHEET


def test_letters_that_look_alike_are_never_printed() -> None:
    assert set("".join(LINES)).isdisjoint("ILOU")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "here are 0"),
        (LINES[:1], "here is one"),
        (LINES[:4], "here are 4"),
        ((*LINES, LINES[0]), "here are 7"),
        ((LINES[1], LINES[0], *LINES[2:]), "Line 1 is not"),
        ((*LINES[:2], LINES[2][:-1], *LINES[3:]), "Line 3 is not"),
        ((*LINES[:5], "é" * 20), "Line 6 is not"),
    ],
)
def test_missing_and_swapped_lines_are_said(lines: tuple[str, ...], said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_sheet(ADDRESS, "\n".join(lines))


def test_an_invitation_is_no_sheet() -> None:
    assert find_code(f"<{ADDRESS}>\n{'0' * 64}") is None


def test_the_key_is_not_in_what_is_printed_by_mistake() -> None:
    assert SHEET.seed.hex() not in repr(SHEET)
    assert repr(SHEET.seed) not in repr(SHEET)
