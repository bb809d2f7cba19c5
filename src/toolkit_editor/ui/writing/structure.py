"""All commands that change what a text consists of, in one hand: lists, tables, blocks, keys."""

from __future__ import annotations

from toolkit_editor.ui.writing.blocks import Blocks
from toolkit_editor.ui.writing.edges import Edges
from toolkit_editor.ui.writing.ground import Ground
from toolkit_editor.ui.writing.lists import Lists
from toolkit_editor.ui.writing.screen import Screen
from toolkit_editor.ui.writing.selection import Selection
from toolkit_editor.ui.writing.tables import Tables


class Structure:
    """Commands on the document of a `Screen`."""

    def __init__(self, screen: Screen) -> None:
        """Work on what `screen` shows."""
        self.ground = Ground(screen)
        self.lists = Lists(self.ground)
        self.blocks = Blocks(self.ground)
        self.tables = Tables(self.ground)
        self.selection = Selection(self.ground)
        self.edges = Edges(self.ground, self.lists, self.blocks, self.selection)
