"""What a person would like to do, and what waits for them."""
