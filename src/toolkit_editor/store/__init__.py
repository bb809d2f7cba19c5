"""Objects and refs in plain git, sync with other copies, erasure, and a person's keys."""
