"""One event of several words: what tells of the same, of the like, and whose the dead are."""
