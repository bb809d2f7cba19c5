"""What a person can do, one verb each. Knows no Qt; returns what changed."""
