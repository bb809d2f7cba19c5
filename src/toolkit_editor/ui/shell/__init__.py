"""The window: navigation, top line, pages in a stack, putting away, settings, help."""
