"""Stories: the list, telling one, saying what may be done with it, sharing, taking it back."""
