"""Signed events, who may do what, and the fold from events to states."""
