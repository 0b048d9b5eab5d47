"""How many people were affected, and how.

`people` holds the words, `counts` reads the number phrases, `sentences` finds the word that says
what happened to those counted, with `scopes` for what it knows on its way.
"""

from rawi.reading.quantities.readings import read_quantities

__all__ = ["read_quantities"]
