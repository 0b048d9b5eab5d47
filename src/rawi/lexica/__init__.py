"""Word lists and rules that a linguist edits: TSV and TOML files, their loader, their checker.

Every table is declared in its folder's `tables.toml`: columns, allowed values, what reads it.
There is no word list in Python.
"""
