"""The outline of the toolkit, one section open for writing, sharing it, its moments."""
