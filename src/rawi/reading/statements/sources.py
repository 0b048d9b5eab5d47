"""The nouns that head the phrase of a source: مصدر, بيان, وزارة."""

from functools import cache

from rawi.lexica.tables import load_table
from rawi.reading.statements.particles import is_exactly, load_particles
from rawi.text.normalise import fold
from rawi.text.tokens import Token, split_enclitics, strip_article


@cache
def load_sources() -> dict[str, str]:
    """Return the kind of each noun that heads the phrase of a source, folded, without article."""
    return {fold(row["form"]): row["kind"] for row in load_table("statements/sources")}


def source_kind(token: Token) -> str | None:
    """Return `person`, `document` or `body` for a noun that heads a source, else None."""
    sources = load_sources()
    for form in token.forms:
        kind = sources.get(strip_article(form.key))
        if kind is not None:
            return kind
    for base, _ in split_enclitics(token.key):
        if base in sources:
            return sources[base]
    accusative = token.key.endswith("ا") and sources.get(token.key[:-1]) == "person"
    adverb = is_exactly(token, "adverb")
    return "person" if accusative and not adverb else None  # إلا أن مسؤولا قال, not قريبا


@cache
def load_matters() -> frozenset[str]:
    """Return the folded verbal nouns that are announced: مقتل، استقالة; of events and others."""
    rows = load_table("events/nouns")
    happenings = {fold(row["form"]) for row in rows if row["kind"] == "masdar"}
    return frozenset(happenings | load_particles()["matter"]) - load_particles()["medium"]


@cache
def load_many() -> frozenset[str]:
    """Return the folded plurals of nouns for people: سكان, شهود."""
    rows = load_table("people/nouns")
    return frozenset(fold(row["form"]) for row in rows if row["number"] == "many")
