"""One article as the reading of events sees it: each token with its mention, clause and classes."""

from bisect import bisect_left
from collections import Counter
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import structs

from rawi.language.analysis import Analysis
from rawi.model import BODIES, Mention, Quantity, Statement, TimeExpression
from rawi.reading.entities import Entities
from rawi.reading.events.circumstances.containments import find_around
from rawi.reading.events.circumstances.nights import date_evenings
from rawi.reading.events.circumstances.place_pointers import PlacePointer, find_place_pointers
from rawi.reading.events.circumstances.ranges import join_ranges
from rawi.reading.events.circumstances.time_frames import TimeFrame, read_frame
from rawi.reading.events.lexicon import (
    Sense,
    classes_of,
    load_light_verbs,
    load_nouns,
    load_verbs,
    plain_classes_of,
)
from rawi.reading.places.links import Link, find_links
from rawi.reading.quantities.people import load_nouns as load_people
from rawi.reading.times import JUST_NOW
from rawi.reading.titles import Title
from rawi.text.tokens import Form, Token

if TYPE_CHECKING:
    from rawi.reading.events.phrases.noun_phrases import NounPhrase

_CLAUSE_MARKS = frozenset("،؛,;:.؟!?…")
# Tokens on each side of a word that are looked at: keeps the cost linear in the text, whatever its
# punctuation. 99% of the sentences of news are shorter.
_WINDOW = 120
_QUOTES = frozenset("\"'«»“”‘’()[]{}")


class Scene:
    """An article with the layers that events are read from, indexed by token.

    Attributes:
        mention_of: The mention that token i belongs to, or None.
        clause_of: The number of the clause that token i stands in; numbers rise with the text.
        holders: The titles with the name of who holds them, by the offset of the whole phrase.
        event_words: The tokens of the words that name events, once they are found.
        event_nouns: Those of them that are nouns, with the types of their events.
        described: The phrases that describe without naming, once somebody has asked for them.
    """

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        self.analysis = analysis
        self.tokens: list[Token] = analysis.tokens
        self.entities = entities
        self.times: list[TimeExpression] = []
        self.quantities: list[Quantity] = []
        self.statements: list[Statement] = []
        self.holders: dict[int, Title] = {}
        self.event_words: list[int] = []
        self.event_nouns: dict[int, str] = {}
        self.described: list[NounPhrase] | None = None
        self.mention_of: list[Mention | None] = [None] * len(self.tokens)
        for named in entities.mentions:
            mention = self._widen(named)
            first = max(0, analysis.token_at(mention.start))
            for index in range(first, len(self.tokens)):
                if self.tokens[index].start >= mention.end:
                    break
                self.mention_of[index] = mention
        known: dict[str, frozenset[str]] = {}
        self._classes: list[frozenset[str]] = []
        for token in self.tokens:
            if token.text not in known:
                known[token.text] = classes_of(token)
            self._classes.append(known[token.text])
        self._count = len(self.tokens)
        self._words = {token.key for token in self.tokens}
        self.clause_of = self._number_clauses()
        self.sentence_of = self._number_sentences()

    def _widen(self, mention: Mention) -> Mention:
        """Return a mention with the noun of a body before it: تنظيم داعش, like حزب الله.

        The noun is no part of the name that is reported, and must weigh nothing here either.
        """
        first = self.analysis.token_at(mention.start)
        token = self.tokens[first - 1] if first > 0 else None
        alone = mention.start == self.tokens[max(0, first)].start
        if token is None or not alone or mention.type not in BODIES:
            return mention
        for form in token.forms:
            if "bodynoun" in plain_classes_of(form.key):
                return structs.replace(mention, start=token.start + form.skip)
        return mention

    def _number_sentences(self) -> list[int]:
        numbers = [0] * len(self.tokens)
        for number, sentence in enumerate(self.analysis.sentences):
            numbers[sentence.first : sentence.last] = [number] * (sentence.last - sentence.first)
        return numbers

    def _number_clauses(self) -> list[int]:
        numbers, current = [], 0
        starts = {sentence.first for sentence in self.analysis.sentences}
        for index, token in enumerate(self.tokens):
            if index in starts or self._opens_clause(index, token):
                current += 1
            numbers.append(current)
        return numbers

    def _opens_clause(self, index: int, token: Token) -> bool:
        if index > 0 and self.tokens[index - 1].text in _CLAUSE_MARKS:
            return True
        if self.mention_of[index] is not None:
            return False
        whole = is_verb(token.key)  # فجروا, they blew up, is no ف before a verb
        for form in token.forms:
            if "clause" in plain_classes_of(form.key) and form.proclitics in ("", "و", "ف", "ل"):
                return True
            if form.proclitics in ("و", "ف") and is_verb(form.key) and not whole:
                return True
        return False

    def has(self, index: int) -> bool:
        """Whether there is a token i: what stands before the first or behind the last is nothing.

        What the methods below ask of such a token is not so.
        """
        return -1 < index < self._count

    def begins_mention(self, index: int) -> bool:
        """Whether token i is the first of a mention."""
        if not self.has(index):
            return False
        mention = self.mention_of[index]
        return mention is not None and self.tokens[index].start <= mention.start

    def before_name(self, index: int) -> int:
        """Return the token before a name and the noun for a group with it (حركة "X"), or -1."""
        before = index - 1
        while before >= 0 and (self.is_quote(before) or self.has_class(before, "grouphead")):
            before -= 1
        return before

    def has_class(self, index: int, name: str) -> bool:
        """Whether token i is in a word class, or in a mention of the types that belong to it."""
        if not -1 < index < self._count:
            return False
        if name in self._classes[index]:
            return True
        mention = self.mention_of[index]
        return mention is not None and name in plain_classes_of("@" + mention.type)

    def is_a(self, index: int, name: str) -> bool:
        """Whether token i, whole as it is printed, is in a word class; no token is in none."""
        return 0 <= index < len(self.tokens) and name in plain_classes_of(self.tokens[index].key)

    def find_class(self, name: str) -> list[int]:
        """Return the tokens of a word class."""
        return [index for index, classes in enumerate(self._classes) if name in classes]

    def classes_at(self, index: int) -> frozenset[str]:
        """Return the word classes of token i, in all its forms."""
        return self._classes[index] if self.has(index) else frozenset()

    def noun_senses_at(self, index: int) -> list[Sense]:
        """Return what events token i may name as a noun, its article aside; a name names none."""
        if self.mention_of[index] is not None:
            return []
        nouns = load_nouns()
        keys = (form.key.removeprefix("ال") for form in self.tokens[index].forms)
        return [nouns[key].main for key in keys if key in nouns]

    def splits(self, index: int, form: Form) -> bool:
        """Whether a preposition is likely split off token i in a form, and is no letter of it.

        It is where the host has the article, begins a mention, is a listed word, or stands by
        itself elsewhere in the article.
        """
        if not form.proclitics or form.proclitics[-1] not in "بلك":
            return False
        mention = self.mention_of[index]
        if mention is not None:
            return mention.start == self.tokens[index].start + form.skip
        whole = self.tokens[index].key
        if len(form.key) < 3 or plain_classes_of(whole) or whole in load_nouns():
            return False
        if form.key.startswith("ال") or plain_classes_of(form.key) or form.key in load_nouns():
            return True
        return form.key in self._words or "ال" + form.key in self._words

    def conjoins(self, form: Form) -> bool:
        """Whether a conjunction is likely split off a token in a form, and is no letter of it."""
        if form.proclitics not in ("و", "ف") or len(form.key) < 3:
            return False
        if form.proclitics + form.key in load_people():  # فردا, وزيرا
            return False
        if form.key.startswith("ال") or is_verb(form.key) or form.key in load_nouns():
            return True
        return form.key in self._words or bool(plain_classes_of(form.key))

    def is_mark(self, index: int) -> bool:
        """Whether token i is a mark other than a quotation mark or bracket."""
        if not self.has(index):
            return False
        token = self.tokens[index]
        return token.kind == "mark" and token.text not in _QUOTES

    def is_quote(self, index: int) -> bool:
        """Whether token i is a quotation mark or bracket."""
        return self.has(index) and self.tokens[index].text in _QUOTES

    def bounds(self, index: int) -> tuple[int, int]:
        """Return the first token of the sentence of token i, and the token after its last.

        Of a sentence without end, the stretch around token i that readers look at.
        """
        index = max(0, min(index, self._count - 1))
        sentence = self.analysis.sentences[self.sentence_of[index]]
        return max(sentence.first, index - _WINDOW), min(sentence.last, index + _WINDOW)

    @cached_property
    def place_tokens(self) -> list[int]:
        """The tokens where a mention of a place begins."""
        return [
            index
            for index in range(len(self.tokens))
            if (mention := self.mention_of[index]) is not None
            and mention.type == "place"
            and self.begins_mention(index)
        ]

    @cached_property
    def place_links(self) -> dict[str, Link]:
        """What each place is put in or beside where it is named (قرية X في ريف Y), by mention."""
        places = [mention for mention in self.entities.mentions if mention.type == "place"]
        return find_links(self.analysis, self.entities, places)

    @cached_property
    def places_around(self) -> dict[str, frozenset[str]]:
        """The places that the text puts each in, by entity."""
        return find_around(self.entities.mentions, self.place_links)

    @cached_property
    def place_pointers(self) -> list[PlacePointer]:
        """The tokens that point back to a place (البلدة)."""
        return find_place_pointers(self)

    def pointers_between(self, first: int, last: int) -> list[PlacePointer]:
        """Return the tokens in `[first, last)` that point back to a place."""
        start, end = (bisect_left(self.place_pointers, i, key=itemgetter(0)) for i in (first, last))
        return self.place_pointers[start:end]

    @cached_property
    def times_named(self) -> Counter[str]:
        """How often each entity is named."""
        return Counter(mention.entity for mention in self.entities.mentions)

    @cached_property
    def main_country(self) -> str | None:
        """The country that is named oftenest, of ties the first; None where none is."""
        countries = (
            entity
            for entity in self.entities
            if entity.location is not None and entity.location.precision == "country"
        )
        named = self.times_named
        return max((x.id for x in countries), key=lambda x: named[x], default=None)

    @cached_property
    def time_tokens(self) -> list[tuple[int, TimeExpression]]:
        """The temporal expressions that bound days, each with the token where it begins.

        The two ends of a range are one.

        A duration does that is counted back from the day of publication (اليومين الماضيين).

        What was just now (قبل قليل) was on the day of publication, the night of a day on that day.
        """
        published = self.analysis.doc.published
        times = (
            structs.replace(time, earliest=published, latest=published)
            if time.reason == JUST_NOW
            else time
            for time in date_evenings(self.times)
            if time.type in ("date", "time", "duration")
        )
        placed = [(self.analysis.token_at(time.start), time) for time in times]
        return join_ranges(self.analysis, placed, published)

    @cached_property
    def time_at(self) -> dict[int, TimeExpression]:
        """These by the token where each begins."""
        return dict(self.time_tokens)

    @cached_property
    def durations(self) -> dict[int, TimeExpression]:
        """The lengths of time, by the token where each begins."""
        lengths = (time for time in self.times if time.type == "duration")
        return {self.analysis.token_at(time.start): time for time in lengths}

    @cached_property
    def time_frames(self) -> dict[int, TimeFrame]:
        """What the words before each of these make of it, by token."""
        return {token: read_frame(self, token, time) for token, time in self.time_tokens}

    @cached_property
    def _timed(self) -> set[int]:
        found: set[int] = set()
        for time in self.times:
            index = max(0, self.analysis.token_at(time.start))
            while index < len(self.tokens) and self.tokens[index].start < time.end:
                found.add(index)
                index += 1
        return found

    def in_time(self, index: int) -> bool:
        """Whether token i belongs to a temporal expression."""
        return index in self._timed

    @cached_property
    def quantity_tokens(self) -> list[tuple[int, Quantity]]:
        """The counts, each with the token where it begins."""
        return [(self.analysis.token_at(count.start), count) for count in self.quantities]

    @cached_property
    def content_starts(self) -> list[int]:
        """The tokens with which what speakers say begins, in order."""
        starts = (span[0] for statement in self.statements for span in statement.content)
        return sorted(self.analysis.token_at(start) for start in starts)

    @cached_property
    def counts(self) -> dict[int, Quantity]:
        """The counts by the token where each begins."""
        return dict(self.quantity_tokens)


def is_verb(key: str) -> bool:
    """Whether a folded word is a known verb form."""
    return key in load_verbs() or key in load_light_verbs()


def find_between(starts: list[int], first: int, last: int) -> range:
    """Return the positions in a sorted list whose values lie in `[first, last)`."""
    return range(bisect_left(starts, first), bisect_left(starts, last))
