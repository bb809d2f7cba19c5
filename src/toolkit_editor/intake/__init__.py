"""What other programs wrote, taken in as leaves: web pages, Word files, photographs."""
