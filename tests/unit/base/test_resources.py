"""The files that come with the program are found."""

from __future__ import annotations

from toolkit_editor.base.resources import resource, sample


def test_what_comes_with_the_program_is_where_the_program_looks() -> None:
    assert resource("setup", "prepare.py").is_file()
    assert resource() == resource("setup").parent
    assert sample().name == "content_repo"
