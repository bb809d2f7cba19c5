"""Publish: what is approved, what stops publishing, the site as it will be, and publishing it."""
