"""How many people were affected, and how.

`people` holds the words, `counts` reads the number phrases, `scopes` finds the word that says what
happened to those counted.
"""

from rawi.reading.quantities.scopes import read_quantities

__all__ = ["read_quantities"]
