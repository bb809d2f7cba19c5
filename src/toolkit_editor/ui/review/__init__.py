"""Review: the queue of drafts and stories, and an editor answering one of them."""
