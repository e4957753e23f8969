"""Companies: the list, and one with its sites and visits."""
