"""Who says what a reading holds: the chain from the outlet inwards, through nested statements."""

from collections.abc import Iterable

from rawi.web.questions import Asker, Row
from rawi.web.shapes import Link

_STATEMENTS = """
SELECT s.document, s.id, s.parent, coalesce(s.speaker, e.name) AS speaker FROM statements AS s
LEFT JOIN entities AS e ON e.document = s.document AND e.id = s.speaker_entity
WHERE s.document IN (SELECT unnest(?))
"""
_OUTLETS = "SELECT document, outlet FROM documents WHERE document IN (SELECT unnest(?))"
# Statements within statements; a parent that leads back to its child would go on for ever.
_DEEPEST = 8


class Voices:
    """The chains of some articles' statements.

    A speaker who stands in the verb alone (قال إن…, he said) is named by the name that the article
    gives him elsewhere, where it is known who is meant.

    Args:
        ask: The asker of the request.
        documents: The articles.
    """

    def __init__(self, ask: Asker, documents: Iterable[str]) -> None:
        keys = sorted(set(documents))
        self._outlets = dict(ask.pairs(_OUTLETS, keys))
        self._statements: dict[tuple[str, str], Row] = {
            (row["document"], row["id"]): row for row in ask.rows(_STATEMENTS, keys)
        }

    def make_chain(self, document: str, statement: str | None) -> list[Link]:
        """Return who says what stands in a statement of an article; None: the outlet itself."""
        speakers: list[str | None] = []
        while statement is not None and len(speakers) < _DEEPEST:
            row = self._statements.get((document, statement))
            if row is None:
                break
            speakers.append(row["speaker"])
            statement = row["parent"]
        return [
            Link(link="outlet", name=self._outlets.get(document)),
            *(
                Link(link="source" if n else "speaker", name=name)
                for n, name in enumerate(reversed(speakers))
            ),
        ]
