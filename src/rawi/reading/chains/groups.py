"""Names of equal words: what chains are made of."""

from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.language.names import load_name_words
from rawi.model import BODIES
from rawi.reading.mentions import Name
from rawi.reading.mentions.repeats import SERVANT
from rawi.text.normalise import fold
from rawi.text.tokens import strip_article


class Group(NamedTuple):
    """Names of equal words and type.

    Attributes:
        names: Indices into the article's names.
        type: What kind of thing they name.
        words: Their words, folded, without articles.
        canonical: What a lexicon calls the thing.
        country: Its country.
    """

    names: list[int]
    type: str
    words: tuple[str, ...]
    canonical: str | None
    country: str | None


def make_groups(analysis: Analysis, names: list[Name]) -> tuple[list[Group], list[int]]:
    """Return the groups of names of equal words, and the group of each name."""
    groups: list[Group] = []
    known: dict[tuple[str, str], int] = {}
    group_of = []
    for index, name in enumerate(names):
        words = read_words(analysis, name)
        key = (name.type, "".join(words))
        if key not in known:
            known[key] = len(groups)
            groups.append(Group([], name.type, words, name.canonical, name.country))
        number = known[key]
        group_of.append(number)
        groups[number].names.append(index)
        if groups[number].canonical is None and name.canonical is not None:
            groups[number] = groups[number]._replace(canonical=name.canonical, country=name.country)
    return groups, group_of


def read_words(analysis: Analysis, name: Name) -> tuple[str, ...]:
    """Return the words of a name for comparing: folded, no article, أبي as أبو."""
    text = analysis.doc.slice(name.start, name.end)
    first = analysis.tokens[analysis.token_at(name.start)]
    if first.start < name.start and first.text[name.start - first.start - 1] == "ل":
        text = "ا" + text if text.startswith("ل") else text  # للجيش: ل + الجيش
    words = []
    for token in _split_words(fold(text), name.type):
        word = token.strip("\"“”«»'().,،-")
        if word:
            words.append(_make_alike(strip_article(word), name.type))
    return tuple(words)


def _split_words(text: str, type_: str) -> list[str]:
    """Return the words of a folded name; عبد with what it serves is one (عبد الرحمن)."""
    words = text.replace("_", " ").split()
    served = load_name_words().servants if type_ == "person" else frozenset()
    for index in range(len(words) - 2, -1, -1):
        if words[index] == SERVANT and words[index + 1] in served:
            words[index : index + 2] = [words[index] + words[index + 1]]
    return words


def _make_alike(word: str, type_: str) -> str:
    """Return a word of a name as others spell it too: أبي as أبو, الأميركية as الأمريكية."""
    names = load_name_words()
    if word in names.kunyas and word != "ام":
        return "ابو"
    country = names.nationalities.get("ال" + word) if type_ in BODIES else None
    return country or word
