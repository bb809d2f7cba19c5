"""Markdown as blocks that keep their bytes: the lossless document, rendering, diff and merge."""
