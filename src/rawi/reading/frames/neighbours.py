"""What stands beside a word: the conditions under which a loaded word is loaded."""

from rawi.language.analysis import Analysis
from rawi.language.phrases import PhraseMatch
from rawi.model import Mention
from rawi.reading.entities import Entities
from rawi.reading.frames.words import Word, load_qualified, load_words
from rawi.reading.titles.offices import load_nationalities
from rawi.text.tokens import split_enclitics

_MARKS = frozenset("\"'«»“”‘’()[]")
_KINDS = {"place": "@place", "organization": "@org", "armed_group": "@group", "person": "@person"}


class Context:
    """A text with its mentions by token, and what stands around each of its words."""

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        self.analysis = analysis
        self.tokens = analysis.tokens
        self.starting: dict[int, Mention] = {}
        self.ending: dict[int, Mention] = {}
        self.covering: dict[int, Mention] = {}
        for mention in entities.mentions:
            first = analysis.token_at(mention.start)
            last = analysis.token_at(mention.end - 1)
            self.starting[first] = mention
            self.ending[last] = mention
            self.covering.update(dict.fromkeys(range(first, last + 1), mention))

    def before(self, index: int) -> int | None:
        """Return the word before a token in its sentence, quotation marks passed over."""
        first = self.analysis.sentences[self.analysis.sentence_of(index)].first
        index -= 1
        while index >= first and self.tokens[index].text in _MARKS:
            index -= 1
        return index if index >= first else None

    def after(self, index: int) -> int | None:
        """Return the word that begins at a token or behind quotation marks there."""
        if index >= len(self.tokens):
            return None
        last = self.analysis.sentences[self.analysis.sentence_of(index - 1)].last
        while index < last and self.tokens[index].text in _MARKS:
            index += 1
        return index if index < last else None

    def describe_before(self, index: int) -> set[str]:
        """Return the keys of the word before a token, and `@start` where there is none."""
        at = self.before(index)
        if at is None:
            return {"@start"}
        keys = {form.key for form in self.tokens[at].forms}
        mention = self.ending.get(at)
        return keys | {_KINDS[mention.type]} if mention is not None else keys

    def describe_after(self, index: int) -> set[str]:
        """Return the keys of the word at a token, and the kind of name that begins there."""
        at = self.after(index)
        if at is None:
            return {"@end"}
        token = self.tokens[at]
        keys = {form.key for form in token.forms}
        if token.key in load_nationalities():
            keys.add("@nation")
        if token.kind == "number":
            keys.add("@number")
        mention = self.starting.get(at)
        return keys | {_KINDS[mention.type]} if mention is not None else keys


def holds(context: Context, match: PhraseMatch[Word], word: Word) -> bool:
    """Whether a word takes a side where it stands."""
    first, last = match.first, match.last
    if first in context.covering and "in_name" not in word.flags:
        return False
    if not _is_spelt(context.tokens[last - 1].text, context.tokens[first].text[match.skip :], word):
        return False
    if "bare" in word.flags and match.proclitics.strip("وف"):
        return False
    before, after = context.describe_before(first), context.describe_after(last)
    if word.not_before & before or word.not_after & after:
        return False
    return not (word.before and not word.before & before) and not (
        word.after and not word.after & after
    )


def _is_spelt(last: str, host: str, word: Word) -> bool:
    """Whether the letters that folding hides are those of the word (القتلة, not قتله)."""
    if "definite" in word.flags and not host.startswith(("ال", "لل", "ل")):
        return False
    if "exact" not in word.flags:
        return True
    if word.form.endswith("ة"):
        return last.rstrip("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652").endswith("ة")
    return word.form[0] in host[:3]


def is_adjective(context: Context, match: PhraseMatch[Word]) -> bool:
    """Whether a word that may be noun or adjective qualifies the word before it.

    An adjective agrees with its noun in the article; indefinite masculine singulars are adjectives
    only behind nouns that such adjectives are known to qualify.
    """
    token = context.tokens[match.first]
    key = next(f.key for f in token.forms if f.skip == match.skip)
    at = context.before(match.first)
    if at is None or context.tokens[at].kind != "word":
        return key.endswith("ه")
    definite = key.startswith("ال") or match.proclitics.endswith("ل")
    if match.proclitics.strip("وف"):
        return False
    before = context.tokens[at]
    if key.endswith(("ون", "ين")):
        return before.key.endswith(("ون", "ين", "ان", "يا")) and _agrees(before.key, definite)
    if key.endswith(("و", "ات")) or (key.endswith("يي") and not definite):
        return False
    if key.endswith("ه"):
        return True
    keys = [form.key for form in before.forms]
    if definite:
        own = any(base in load_qualified() for one in keys for base, _ in split_enclitics(one))
        return own or at in context.ending or _has_article(before.key)
    return _is_qualified(before.key, keys)


def _agrees(before: str, definite: bool) -> bool:
    return _has_article(before) == definite


def _has_article(key: str) -> bool:
    return key.startswith(("ال", "وال", "بال", "لل", "كال", "فال"))


def _is_qualified(key: str, keys: list[str]) -> bool:
    bases = [base for base, _ in split_enclitics(key)]
    if any(one in load_qualified() for one in (*keys, *bases)):
        return True
    found = load_words().lookup(key)
    return any(word.shape in ("nisba", "adjective") for word in found)
