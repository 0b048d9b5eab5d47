"""Reading: one file a layer of the report, and `reports`, which joins them."""
