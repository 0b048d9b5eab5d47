"""The body that an office is held in: named behind it or before it, or meant by an adjective."""

from typing import NamedTuple

from rawi.model import BODIES, Mention
from rawi.reading.titles.names import QUOTES, Names
from rawi.reading.titles.offices import (
    Office,
    fold_name,
    load_anaphors,
    load_body_words,
    load_leaders,
    load_ministers,
    load_nationalities,
    load_particles,
)
from rawi.text.normalise import fold

# رئيس هيئة أركان القيادة العامة لقوات: so many common nouns may stand before the name.
_MAX_WORDS = 5
# Words of a speciality before its body: أستاذ العلوم السياسية بجامعة كذا.
_MAX_FIELD = 2


class Body(NamedTuple):
    """The body of an office.

    Attributes:
        last: The token after it.
        linked: The token after the word باسم that belongs to the title; 0 where there is none.
        entity: The entity, None where the text does not name it.
        mention: Where it is named behind the office, None where it is not.
        preposition: The preposition that the body stands behind, folded; empty for none.
        country: The ISO country of an adjective, None where there is none.
        part: Whether the office is over a part of the body only (مدير شرطة المدينة).
    """

    last: int
    linked: int
    entity: str | None
    mention: Mention | None = None
    preposition: str = ""
    country: str | None = None
    part: bool = False


def find_body(names: Names, index: int, office: Office) -> Body | None:
    """Return the body that follows an office at a token, None where there is none."""
    if index >= len(names.tokens):
        return None
    key = names.tokens[index].key
    if "باسم" in office.takes and (key == "باسم" or key in load_particles("own_name")):
        if key != "باسم":
            return Body(index + 1, index + 1, names.find_before(index, BODIES))
        found = _find_name(names, index + 1) or _find_anaphor(names, index + 1)
        return found and found._replace(linked=index + 1)
    if index not in names.inside and _agrees(names, index):
        country = load_nationalities()[key]
        state = names.find_country(country) if "adjective" in office.takes else None
        if state is None and office.tie == "leads" and "nation" in office.takes:
            state = names.find_government(country)
        return Body(index + 1, 0, state, country=country)
    named = _find_behind_field(names, index)
    if named is not None:
        return named
    named = _find_name(names, index, towards="إلى" in office.takes)
    if named is not None and "within" in office.takes:
        named = _find_within(names, named.last) or named
    return _find_anaphor_in_place(names, index) or named or _find_anaphor(names, index)


def _find_within(names: Names, index: int) -> Body | None:
    """Return the body behind another one (وزير كذا في حكومة كذا, مندوب كذا لدى المنظمة)."""
    if index >= len(names.tokens) or names.tokens[index].key not in load_particles("where"):
        return None
    found = _find_name(names, index + 1)
    if found is None or found.mention is None or found.mention.type != "organization":
        return None
    return found


def _find_behind_field(names: Names, index: int) -> Body | None:
    """Return the body behind a speciality (خبير في الشؤون العسكرية بمركز كذا)."""
    tokens = names.tokens
    index += index < len(tokens) and tokens[index].key == "في"
    if index >= len(tokens) or tokens[index].key.removeprefix("ال") not in load_particles("field"):
        return None
    index += 1
    last = min(index + _MAX_FIELD, len(tokens) - 1)
    while index < last:
        mention = names.starting.get(index)
        joined = mention is not None and mention.start > tokens[index].start
        if joined or tokens[index].key in load_particles("preposition"):
            break
        if mention is None and not tokens[index].key.startswith("ال"):
            return _find_body_word(names, index)
        index = names.lasts[index] if mention is not None else index + 1
    return _find_body_word(names, index)


def _find_body_word(names: Names, index: int) -> Body | None:
    """Return the organization that a preposition at a token stands before."""
    found = _find_name(names, index)
    if found is None or found.mention is None or found.mention.type != "organization":
        return None
    return found if found.preposition else None


def _find_anaphor_in_place(names: Names, index: int) -> Body | None:
    """Return the body that a common noun before في stands for (قائد التنظيم في كذا)."""
    following = index + 1
    if following + 1 >= len(names.tokens) or names.tokens[following].key != "في":
        return None
    mention = names.starting.get(following + 1)
    if mention is None or mention.type != "place" or names.tokens[index].forms[0].proclitics:
        return None
    found = _find_anaphor(names, index)
    return found if found is not None and found.last == following else None


def find_own_body(names: Names, index: int) -> Body | None:
    """Return the body meant by the pronoun of an office (مديره, زعيمها): the one named last."""
    found = names.find_before(index, BODIES)
    return Body(index + 1, 0, found) if found is not None else None


def find_body_before(names: Names, index: int, office: Office, holder: Mention) -> str | None:
    """Return the body of an office that leaves it out: known of its holder, or named before it."""
    if office.takes & {"nation", "cabinet"}:
        country = find_nation(names, holder, minister="cabinet" in office.takes)
        if country is None:
            return names.find_home() if "state" in office.takes else None
        return names.find_country(country) or names.find_government(country)
    if "named_before" in office.takes:
        return names.find_before(index, BODIES, first=names.sentence_first(index))
    return None


def find_nation(names: Names, holder: Mention, *, minister: bool = False) -> str | None:
    """Return the ISO country that a person is known to lead or to serve, None if unknown."""
    leaders = load_ministers() if minister else load_leaders()
    known = map(fold_name, (holder.text, names.entities[holder.entity].name))
    return next((leaders[name] for name in known if name in leaders), None)


def _agrees(names: Names, index: int) -> bool:
    """Whether a nationality qualifies the word before it (الرئيس المصري, رئيس وزراء مصري)."""
    key = names.tokens[index].key
    if key not in load_nationalities():
        return False
    words = names.tokens[index - 1].key, names.tokens[max(0, index - 2)].key
    definite = any(word.startswith(("ال", "لل", "وال", "بال")) for word in words)
    return key.startswith("ال") == definite


def _find_name(names: Names, index: int, *, towards: bool = False) -> Body | None:
    """Return the first name behind common nouns of bodies (بلدية, هيئة أركان).

    A speciality may stand before a preposition: أستاذ الحديث في جامعة كذا.
    """
    words, preposition, field, part = load_body_words(), "", False, False
    topic, sides = False, load_particles("side")
    for position in range(index, min(index + _MAX_WORDS, len(names.tokens))):
        token = names.tokens[position]
        mention = names.starting.get(position)
        if mention is not None:
            preposition = preposition or fold(token.text[: mention.start - token.start])
            if mention.type == "person" or (field and not preposition):
                return None
            if mention.type == "place" and topic:
                return None
            return Body(names.lasts[position], 0, mention.entity, mention, preposition, part=part)
        country = load_nationalities().get(token.key)
        if country is not None and position > index and not field:
            return Body(position + 1, 0, names.find_country(country), None, preposition)
        form = token.find_form(words)
        if form is not None:
            preposition = preposition or form.proclitics
            part = part or words[form.key]
            topic = form.key in load_particles("topic")
        elif token.key in load_particles("preposition") or (towards and token.key == "الي"):
            preposition = preposition or token.key
        elif token.key.startswith("ال") and not preposition and position < index + _MAX_FIELD:
            field = True
        elif token.text not in QUOTES and not (token.key in sides and position > index):
            return None
    return None


def _find_anaphor(names: Names, index: int) -> Body | None:
    """Return the body that a common noun stands for (المتحدث باسم المنظمة)."""
    anaphors = load_anaphors()
    behind = index < len(names.tokens) and names.tokens[index].key in load_particles("preposition")
    index += behind
    for position in range(index, min(index + 2, len(names.tokens))):
        form = names.tokens[position].find_form(anaphors)
        if form is not None:
            found = names.find_meant(index, anaphors[form.key])
            return Body(position + 1, 0, found) if found is not None else None
        if names.tokens[position].find_form(load_body_words()) is None:
            return None
    return None
