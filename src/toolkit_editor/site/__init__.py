"""Sections, stories and the gate's answer become a static site."""
