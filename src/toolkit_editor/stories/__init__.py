"""A story, its consent and release, and sealing it to the people who may read it."""
