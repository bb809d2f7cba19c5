"""Support code for tests, one module per area."""
