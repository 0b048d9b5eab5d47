"""Words that name events: in which sense, of which kind, as fact or not; where other news begins."""
