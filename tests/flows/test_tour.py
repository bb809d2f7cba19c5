"""The tour: the whole main job in the real windows, driven by keys and buttons, on real git."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from support.commands import run


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_tour_walks_through_everything_and_leaves_pictures(
    language: str, tmp_path: Path
) -> None:
    out = tmp_path / "pictures"
    done = run("tour", "--out", out, "--language", language, home=tmp_path / "home")
    assert done.code == 0, done.err
    pictures = sorted(out.glob("*.png"))
    assert [file.name.split("-")[1] for file in pictures] == [
        f"{number:02}" for number in range(1, len(pictures) + 1)
    ]
    assert len(pictures) >= 43
    steps = {file.stem.split("-", 2)[2] for file in pictures}
    assert {
        "footnote",
        "picture-and-table",
        "find-and-replace",
        "the-words-alone",
        "moments",
        "document",
        "brought-in",
        "somebody-is-let-in",
        "two-versions",
        "both-together",
        "recovery-sheet",
    } <= steps
    for file in pictures:
        image = QImage(str(file))
        assert (image.width(), image.height()) == (1280, 800)
        colours = {image.pixel(x, y) for x in range(0, 1280, 40) for y in range(0, 800, 40)}
        assert len(colours) > 3, f"{file.name} shows nothing"
