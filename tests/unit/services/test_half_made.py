"""What was begun and not finished is taken away again, whoever is still writing there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from toolkit_editor.services.half_made import whole_or_not_at_all


def test_a_program_that_is_just_ending_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new"
    late = [folder / "config"]
    really = os.rmdir

    def rmdir(path: Any, **options: Any) -> None:
        if late:
            late.pop().touch()
        really(path, **options)

    with pytest.raises(KeyboardInterrupt), whole_or_not_at_all(folder):
        folder.mkdir()
        (folder / "HEAD").touch()
        monkeypatch.setattr(os, "rmdir", rmdir)
        raise KeyboardInterrupt
    assert (late, folder.exists()) == ([], False)
