"""Every text can be read on its ground, in every theme, and nothing is red."""

from __future__ import annotations

import colorsys

import pytest
from PySide6.QtGui import QColor, QTextDocument
from PySide6.QtWidgets import QApplication

from toolkit_editor.ui.widgets.style_sheet import style_sheet
from toolkit_editor.ui.widgets.theme import palette
from toolkit_editor.ui.widgets.tokens import (
    SHAPE_PAIRS,
    TEXT_PAIRS,
    TOKENS,
    Tokens,
    contrast,
)
from toolkit_editor.ui.writing.decoration import TINTS, WASH, Decoration
from toolkit_editor.ui.writing.screen import Screen
from toolkit_editor.ui.writing.screen_words import screen_words


def test_contrast_is_computed_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", TOKENS)
def test_text_can_be_read_on_its_ground(theme: str) -> None:
    tokens = TOKENS[theme]
    poor = {
        pair: round(ratio, 2)
        for pair in TEXT_PAIRS
        if (ratio := contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1]))) < 4.5
    }
    assert poor == {}


@pytest.mark.parametrize("theme", TOKENS)
def test_what_can_be_used_and_where_the_keyboard_is_can_be_seen(theme: str) -> None:
    tokens = TOKENS[theme]
    poor = {
        pair: round(ratio, 2)
        for pair in SHAPE_PAIRS
        if (ratio := contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1]))) < 3
    }
    assert poor == {}


@pytest.mark.parametrize("theme", TOKENS)
def test_the_label_of_each_block_can_be_read(theme: str, qapp: QApplication) -> None:
    screen = Screen(QTextDocument(), palette(TOKENS[theme]))
    decoration = Decoration(screen, screen_words())
    ground = QColor(TOKENS[theme].surface)
    poor = {}
    for name in TINTS:
        tint = decoration.tint(name)
        washed = QColor.fromRgbF(
            *(
                one * WASH + other * (1 - WASH)
                for one, other in zip(tint.getRgbF()[:3], ground.getRgbF()[:3], strict=True)
            )
        )
        if (ratio := contrast(tint.name(), washed.name())) < 4.5:
            poor[name] = round(ratio, 2)
    assert poor == {}


@pytest.mark.parametrize("theme", TOKENS)
def test_nothing_is_red(theme: str) -> None:
    for name in Tokens.__dataclass_fields__:
        colour = getattr(TOKENS[theme], name)
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
        assert saturation < 0.35 or not (hue < 0.05 or hue > 0.93), f"{name} {colour}"


def test_spaces_and_text_grow_together() -> None:
    usual, large = (style_sheet(TOKENS["light"], scale, 11 * scale) for scale in (1.0, 2.0))
    assert "padding: 6px 14px" in usual
    assert "padding: 12px 28px" in large
    assert "font-size: 22.0pt" in usual
    assert "font-size: 44.0pt" in large
    assert "$" not in usual
