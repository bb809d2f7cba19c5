"""Every sentence people can meet has its French, and no French is left over."""

from __future__ import annotations

from support.translations import problems


def test_every_sentence_has_its_french() -> None:
    found = problems()
    assert not found, "\n".join(found)
