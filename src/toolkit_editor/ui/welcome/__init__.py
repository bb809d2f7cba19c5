"""First steps: look around, start, join, or open a folder."""
