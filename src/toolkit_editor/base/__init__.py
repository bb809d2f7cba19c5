"""Ground for every package: errors, messages, clock, ids and text measures."""
