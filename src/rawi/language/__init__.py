"""What readers share: the analysed text, and the matching of word lists over it."""
