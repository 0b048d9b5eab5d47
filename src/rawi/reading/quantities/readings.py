"""All counts of people affected in a text."""

from rawi.language.analysis import Analysis
from rawi.model import Quantity, TimeExpression
from rawi.reading.entities import Entities
from rawi.reading.quantities.scopes import Found
from rawi.reading.quantities.sentences import Reader


def read_quantities(
    analysis: Analysis, entities: Entities, times: list[TimeExpression]
) -> list[Quantity]:
    """Return the counts of people affected, in order.

    Counts with a noun for people, or a bare number behind the word that says what happened; one
    person described (مقتل جندي). Not counted: attackers, crowds, named or definite victims.
    """
    ends = {analysis.token_at(time.start): analysis.token_at(time.end - 1) + 1 for time in times}
    tokens = analysis.tokens
    begun = ((analysis.token_at(mention.start), mention.start) for mention in entities.mentions)
    names = frozenset(index for index, start in begun if tokens[index].start == start)
    within = frozenset(
        index
        for mention in entities.mentions
        for index in range(
            analysis.token_at(mention.start) + 1, analysis.token_at(mention.end - 1) + 1
        )
    )
    reader = Reader(analysis, names, ends, within)
    found = [
        each
        for sentence in analysis.sentences
        for each in reader.read_sentence(sentence.first, sentence.last)
    ]
    return _make_quantities(analysis, found)


def _make_quantities(analysis: Analysis, found: list[Found]) -> list[Quantity]:
    ids = {id(each): f"q{number}" for number, each in enumerate(found, 1)}
    quantities = []
    for each in found:
        count = each.count
        span = analysis.span_of(count.first, count.last, count.skip)
        quantities.append(
            Quantity(
                start=span.start,
                end=span.end,
                text=span.text,
                id=ids[id(each)],
                what=each.what,  # type: ignore[arg-type]
                low=count.low,
                high=count.high,
                cumulative=each.cumulative,
                part_of=ids.get(id(each.part_of)) if each.part_of is not None else None,
            )
        )
    return quantities
