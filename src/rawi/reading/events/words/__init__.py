"""Words that name events: which sense, which kind, as fact or not; where other news begins."""
