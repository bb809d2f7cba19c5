"""Conversations: everything that is said about passages, as a list."""
