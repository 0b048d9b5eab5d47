"""What the lexicon knows of offices, ranks, honorifics and nationalities."""

from functools import cache
from typing import NamedTuple

from rawi.language.phrases import PhraseTable
from rawi.lexica.tables import load_table
from rawi.places import atlas
from rawi.text.normalise import fold


class Office(NamedTuple):
    """What a word for a person means.

    Attributes:
        kind: `office`, `rank` or `honorific`.
        tie: The relation between its holder and its body (`leads`, `role`, `member_of`, `none`).
        takes: How the body follows it: `باسم`, `genitive`, `state`, or a preposition; `exact` for
            one whose hamza and madda must be as listed (آمر is no أمر).
    """

    kind: str
    tie: str
    takes: frozenset[str]


@cache
def load_offices() -> PhraseTable[Office]:
    """Return the offices in every shape: with the article, in the accusative, feminine."""
    rows: dict[tuple[str, Office], None] = {}
    for row in load_table("titles/offices"):
        office = Office(row["kind"], row["tie"], frozenset(row["takes"].split()))
        for form in filter(None, (row["form"], row["feminine"])):
            rows |= {(shape, office): None for shape in _make_shapes(form)}
    return PhraseTable(rows)


def _make_shapes(form: str) -> list[str]:
    """Return a phrase as it stands, with the article on its head or on all of it, accusative."""
    words = form.split()
    shapes = {form: None}
    if len(form) > 1 and not any(word.startswith("ال") for word in words):
        shapes["ال" + form] = None
        shapes[" ".join("ال" + word for word in words)] = None
        if not words[0].endswith("ة"):
            shapes[" ".join([words[0] + "ا", *words[1:]])] = None
            shapes[" ".join(w if w.endswith("ة") else w + "ا" for w in words)] = None
    return list(shapes)


@cache
def load_modifiers() -> PhraseTable[None]:
    """Return what may follow an office (الرسمي, السابق), in gender, case and article."""
    shapes: dict[str, None] = {}
    for row in load_table("titles/modifiers"):
        first, _, rest = row["form"].partition(" ")
        for shape in make_adjectives(first):
            shapes[f"{shape} {rest}".strip()] = None
    return PhraseTable((shape, None) for shape in shapes)


@cache
def load_particles(use: str) -> frozenset[str]:
    """Return the small words of one use in the phrase of a title, folded."""
    rows = load_table("titles/particles")
    return frozenset(fold(row["form"]) for row in rows if row["use"] == use)


@cache
def load_plurals() -> PhraseTable[Office]:
    """Return the plurals of which one may be meant (أحد قادة الكتيبة), with article and without."""
    rows = []
    for row in load_table("titles/plurals"):
        office = Office("office", row["tie"], frozenset({"genitive", "ل", "في", "ب"}))
        rows += [(row["form"], office), ("ال" + row["form"], office)]
    return PhraseTable(rows)


@cache
def load_body_words() -> dict[str, bool]:
    """Return the common nouns that may stand before the name of a body, folded, with article.

    Each with whether it is a part of the body named, so that its head does not lead the whole.
    """
    table = {}
    for row in load_table("titles/body_words"):
        form = fold(row["form"])
        table[form] = table["ال" + form] = row["unit"] == "yes"
    return table


class Anaphor(NamedTuple):
    """A common noun that stands for a body named before.

    Attributes:
        noun: Without the article, folded.
        kinds: What the body may be.
        headed: Whether only a body that is called by the noun is meant (الولاية: ولاية لوغار).
    """

    noun: str
    kinds: frozenset[str]
    headed: bool


@cache
def load_anaphors() -> dict[str, Anaphor]:
    """Return the common nouns that stand for a body, by their folded form with the article."""
    table = {}
    for row in load_table("titles/anaphors"):
        noun = fold(row["form"])
        table["ال" + noun] = Anaphor(noun, frozenset(row["kinds"].split()), row["headed"] == "yes")
    return table


@cache
def load_leaders() -> dict[str, str]:
    """Return the ISO country of each head of state or government by name, folded."""
    return {fold_name(row["form"]): row["country"] for row in load_table("titles/leaders")}


@cache
def load_ministers() -> dict[str, str]:
    """Return the ISO country of each minister by name, folded."""
    return {fold_name(row["form"]): row["country"] for row in load_table("titles/ministers")}


def fold_name(name: str) -> str:
    """Return a name folded, عبد written together with what follows."""
    return fold(name).replace("عبد ", "عبد")


@cache
def load_countries() -> dict[str, tuple[str, ...]]:
    """Return the names of each ISO country, folded."""
    names: dict[str, dict[str, None]] = {}
    for row in load_table("places/countries"):
        names.setdefault(row["country"], {})[fold(row["form"])] = None
    return {country: tuple(forms) for country, forms in names.items()}


@cache
def load_country_names() -> frozenset[str]:
    """Return the names of all countries, folded."""
    return frozenset(name for names in load_countries().values() for name in names)


@cache
def load_nationalities() -> dict[str, str]:
    """Return the ISO country of each nationality adjective, folded, with article and without."""
    table: dict[str, str] = {}
    for key, country in atlas.load_nationalities().items():
        table |= {key: country, "ال" + key: country, key + "ا": country}
    return table


def make_adjectives(form: str) -> list[str]:
    """Return an adjective's singular shapes, folded: gender, accusative, with and without ال."""
    word = fold(form)
    article = word if word.startswith("ال") else "ال" + word
    return list(dict.fromkeys([word, word + "ه", word + "ا", article, article + "ه"]))
