"""Looks at words and structure and reports findings; changes nothing."""
