"""A story, its teller's consent and release, and sealing it to the people who may read it."""
