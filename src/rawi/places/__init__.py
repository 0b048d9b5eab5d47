"""Where a named place lies: the gazetteer, and the choice among namesakes."""
