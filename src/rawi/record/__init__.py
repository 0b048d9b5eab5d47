"""The record: one DuckDB file of documents, their readings, and who said what."""
