"""Noun phrases beside event words: where they begin and end, what they are of, whom they name."""
