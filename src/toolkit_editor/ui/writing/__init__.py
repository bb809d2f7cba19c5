"""The rich editor: leaves on the screen, written in without seeing markup, and read back."""
