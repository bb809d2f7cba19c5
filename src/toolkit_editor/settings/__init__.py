"""Where things live on this computer, and what a person chose."""
