"""Selectors, finding a passage again after edits, and suggestions."""
