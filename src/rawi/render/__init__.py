"""Reports laid out for people: in the terminal and as a page for the browser."""
