"""Whom descriptions mean: the same people told again, a person or a group named elsewhere."""
