"""Weights choose: which drafts are events, and who and what fills their sides, places, dates."""
