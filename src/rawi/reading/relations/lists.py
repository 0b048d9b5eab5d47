"""The names that و joins to one end of a tie."""

from rawi.model import BODIES
from rawi.reading.relations.triggers import Side, load_nouns
from rawi.reading.titles.names import QUOTES, Names
from rawi.reading.titles.offices import load_offices
from rawi.text.normalise import fold


def find_joined(names: Names, end: Side, *, listed: bool = False) -> list[Side]:
    """Return the names of one kind joined by و behind one end of a tie.

    A common noun may stand before each (في مدينة الكاف ومدينة القصرين). A name of another kind
    begins something new (الموالي لفرنسا وجيش كذا).

    Args:
        names: The names of the text.
        end: The end of a tie that they follow.
        listed: Whether a comma joins them too (هم فلان، فلان وفلان).
    """
    joined: list[Side] = []
    kind = names.entities[end.entity].type if end.entity is not None else ""
    kinds = BODIES if kind in BODIES else {kind}
    marks = QUOTES | {"،"} if listed else QUOTES
    index = names.analysis.token_at(end.end - 1) + 1
    while index < len(names.tokens):
        comma = False
        while index < len(names.tokens) and names.tokens[index].text in marks:
            comma = comma or names.tokens[index].text == "،"
            index += 1
        start = _skip_noun(names, index)
        mention = names.starting.get(start)
        if mention is None or mention.type not in kinds:
            break
        token = names.tokens[start]
        before = fold(token.text[: mention.start - token.start])
        joins = before == ("و" if start == index else "")
        if not joins and not (comma and before == ""):
            break
        joined.append(Side(mention.entity, mention.start, mention.end))
        index = names.lasts[start]
    return joined


def _skip_noun(names: Names, index: int) -> int:
    """Return the token behind a common noun or an office that و joins (ومدينة, والقيادي)."""
    if index >= len(names.tokens) or index in names.inside:
        return index
    form = names.tokens[index].find_form(load_nouns("skip"))
    office = load_offices().match(names.tokens, index)
    if form is not None and form.proclitics == "و":
        index += 1
    elif office is not None and office.proclitics == "و" and office.last in names.starting:
        return office.last
    else:
        return index
    while index < len(names.tokens) and names.tokens[index].text in QUOTES:
        index += 1
    return index


def find_examples(names: Names, end: Side, kinds: frozenset[str]) -> list[Side]:
    """Return the names given as examples behind a phrase (الدول الداعمة لكذا، مثل فلان وفلان)."""
    index = names.analysis.token_at(end.end - 1) + 1
    while index < len(names.tokens) and names.tokens[index].text in (QUOTES | {"،"}):
        index += 1
    words = load_nouns("such_as")
    for length in (2, 1):
        phrase = " ".join(token.key for token in names.tokens[index : index + length])
        mention = names.starting.get(index + length)
        if phrase in words and mention is not None and mention.type in kinds:
            first = Side(mention.entity, mention.start, mention.end)
            return [first, *find_joined(names, first)]
    return []


def find_joined_before(names: Names, left: Side, kinds: frozenset[str]) -> list[Side]:
    """Return the names to which و joins the left end of a tie (فلان وفلان العضوان)."""
    joined: list[Side] = []
    index = names.analysis.token_at(left.start)
    start = left.start
    while index > 0:
        token = names.tokens[index]
        if fold(token.text[: start - token.start]) == "و":
            index -= 1
        else:
            noun = names.tokens[index - 1].find_form(load_nouns("skip"))
            if start != token.start or noun is None or noun.proclitics != "و":
                break
            index -= 2
        while index > 0 and names.tokens[index].text in QUOTES:
            index -= 1
        mention = names.ending.get(index)
        if mention is None or mention.type not in kinds:
            break
        joined.append(Side(mention.entity, mention.start, mention.end))
        index, start = names.analysis.token_at(mention.start), mention.start
    return joined[::-1]
