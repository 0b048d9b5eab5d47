"""Lasting ties between entities."""

from rawi.language.analysis import Analysis
from rawi.model import Predicate, Relation, Span, Statement
from rawi.reading.entities import Entities
from rawi.reading.titles import Title

_OF_OFFICE: dict[str, Predicate] = {"leads": "leads", "role": "role", "member_of": "member_of"}


def read_relations(
    analysis: Analysis, entities: Entities, *, titles: list[Title], statements: list[Statement]
) -> list[Relation]:
    """Return the ties that the text tells of, each once, in order of their evidence."""
    found: dict[tuple[str, str, str], Relation] = {}
    for title in titles:
        predicate = _OF_OFFICE.get(title.tie)
        if predicate is None or title.person is None or title.body is None:
            continue
        key = (title.person, predicate, title.body)
        evidence = analysis.span(title.start, title.end)
        if key not in found:
            found[key] = Relation(
                id=f"r{len(found) + 1}",
                subject=title.person,
                predicate=predicate,
                object=title.body,
                title=title.title,
                statement=_find_statement(statements, evidence),
                evidence=evidence,
            )
    return list(found.values())


def _find_statement(statements: list[Statement], span: Span) -> str | None:
    """Return the innermost statement whose content holds a span."""
    holding = [
        (end - start, statement.id)
        for statement in statements
        for start, end in statement.content
        if start <= span.start and span.end <= end
    ]
    return min(holding)[1] if holding else None
