"""Finding the words of an office in a text: alone, one of a plural, a deputy's."""

from rawi.language.phrases import PhraseMatch
from rawi.reading.titles.holders import skip_modifiers
from rawi.reading.titles.names import Names
from rawi.reading.titles.offices import Office, load_offices, load_particles, load_plurals


def match_one_of(names: Names, index: int) -> PhraseMatch[Office] | None:
    """Return the plural of which one is meant (أحد أبرز قادة)."""
    tokens = names.tokens
    form = tokens[index].find_form(load_particles("one_of") | load_particles("foremost"))
    if form is None or index in names.inside:
        return None
    following = index + (form.key not in load_particles("foremost"))
    while following < len(tokens) and tokens[following].key in load_particles("foremost"):
        following += 1
    if following >= len(tokens) or following in names.inside:
        return None
    match = load_plurals().match(tokens, following)
    if match is None or match.proclitics:
        return None
    return match._replace(first=index, skip=form.skip, proclitics=form.proclitics)


def match_office(names: Names, index: int) -> PhraseMatch[Office] | None:
    """Return the longest office at a token that does not run into a name."""
    tokens, table = names.tokens, load_offices()
    if index in names.inside or not any(table.starts(form.key) for form in tokens[index].forms):
        return None
    limit = min(index + 5, len(tokens))
    for last in range(index + 1, limit):
        if last in names.inside:
            limit = last
            break
    match = table.match(tokens[index:limit], 0)
    if match is None or not _is_spelt(match, tokens[index].text):
        return None
    return match._replace(first=index, last=index + match.last)


def _is_spelt(match: PhraseMatch[Office], text: str) -> bool:
    """Whether the hamza and madda of a word are written, where that tells it from another."""
    if not any("exact" in office.takes for office in match.entries):
        return True
    return text[match.skip :].startswith(("آ", "إ", "الآ", "الإ", "لآ", "لإ"))


def join_deputy(names: Names, match: PhraseMatch[Office]) -> PhraseMatch[Office]:
    """Return a title with the office that it stands in for (نائب مرشد, أحد مستشاري الأمين)."""
    tokens = names.tokens
    heads = tokens[match.first : match.last]
    if not any(token.find_form(load_particles("deputy")) for token in heads):
        return match
    last = skip_modifiers(names, match.last)
    inner = match_office(names, last) if last < len(tokens) else None
    if inner is None or inner.proclitics not in ("", "ل"):
        return match
    offices = tuple(
        office._replace(tie="role") for office in inner.entries if office.kind == "office"
    )
    return match._replace(last=inner.last, entries=offices) if offices else match
