"""Sources: files and streams in, documents out."""
