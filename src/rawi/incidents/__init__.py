"""Which accounts tell of one event, which texts are copies of one, and where accounts differ."""
