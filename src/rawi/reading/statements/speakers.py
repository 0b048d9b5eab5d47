"""The entity behind the phrase that names a source."""

from bisect import bisect_right
from functools import cache

from rawi.language.names import load_name_words
from rawi.lexica.tables import load_table
from rawi.model import BODIES, Mention
from rawi.reading.statements.noun_phrases import Phrase, skip_each
from rawi.reading.statements.particles import has_role_bare, is_exactly, load_particles
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import load_many, source_kind
from rawi.reading.titles import Title
from rawi.text.normalise import fold
from rawi.text.tokens import strip_article

# Letters back in which a definite noun (الوزارة) finds the name that it stands for.
_REACH = 3000
# A quotation of more words is speech.
_MAX_QUOTED_NAME = 5
# Tokens of a title with its body between a name and the relative pronoun that goes with it.
_TITLE_REACH = 12
# Speakers and titles back in which a description finds whom it repeats.
_RECALLED = 40
# Tokens back in which a document is told of that is gone on from (أصدر X بيانا. وحسب البيان).
_ISSUED_REACH = 80
# Tokens behind a document within which ل, عن or the genitive names whose it is (بيان صادر عن X).
_OWNER_REACH = 4
_OF = frozenset({"عن", "الي", "باسم"})
# Beginnings of words that no genitive follows: an article, a verb in the present.
_NO_CONSTRUCT = ("ال", "ي", "ت", "وي", "وت")


@cache
def _load_same_words() -> dict[str, tuple[str, ...]]:
    """Return folded word of an office -> the words that it stands for."""
    rows = load_table("statements/same_words")
    return {fold(row["form"]): tuple(fold(row["means"]).split()) for row in rows}


def _spell(word: str) -> tuple[str, ...]:
    """Return the words that a folded word without article is compared by."""
    country = load_name_words().nationalities.get("ال" + word)
    return (country,) if country else _load_same_words().get(word, (word,))


class Voices:
    """Who has spoken so far in an article, for phrases that only describe a speaker."""

    def __init__(self, scene: Scene, titles: list[Title]) -> None:
        self._scene = scene
        self._titles = sorted(
            (title for title in titles if title.person is not None), key=lambda title: title.end
        )
        self._known: list[tuple[frozenset[str], str | None]] = []
        self._lasts: dict[int | None, str | None] = {None: None}
        self._within: int | None = None
        self.previous: str | None = None
        self.at = 0  # the token of the last cue that was read

    @property
    def last(self) -> str | None:
        """Return who spoke last within the statement that was entered; None for nobody known."""
        return self._lasts[self._within]

    @last.setter
    def last(self, entity: str | None) -> None:
        self._lasts[self._within] = entity

    def turn_to(self, entity: str | None) -> None:
        """Let whom the article has just told of be who speaks next; None changes nothing."""
        if entity is not None:
            self.last = entity

    def enter(self, within: int | None, speaker: str | None) -> None:
        """Go on within a statement, said by its speaker until another one speaks there.

        Who is quoted inside what somebody says is not who goes on behind it: قال الوزير إن
        المدير طالب بكذا. وأضاف (the minister).
        """
        self._within = within
        self._lasts.setdefault(within, speaker)

    def lift(self, within: int | None) -> None:
        """Let who spoke last go on within another statement too: نقلت الوكالة عنه قوله. وأضاف."""
        self._lasts[within] = self.last

    def resolve(self, phrase: Phrase | None) -> str | None:
        """Return the entity that speaks; without a phrase, the one who spoke last."""
        if phrase is None:
            return self.last
        entity = self._find(phrase)
        if self.last is not None and self.last != entity:
            self.previous = self.last
        self.last = entity
        self._known.append((self._words(phrase), entity))
        return entity

    def recall_quoted(self) -> str | None:
        """Return who spoke before the one who quotes him: نقلت الصحيفة عنه قوله."""
        self.last = self.previous or self.last
        return self.last

    def recall_many(self) -> str | None:
        """Return who spoke last if a verb in the plural can go on from it, else None."""
        if self.last is None:
            return None
        return self.last if self._scene.entities[self.last].name.endswith(("ون", "ين")) else None

    def _words(self, phrase: Phrase) -> frozenset[str]:
        """Return what a phrase is made of, offices and states in one spelling.

        رئيس الوزراء is رئيس الحكومة, الرئيس السوداني is رئيس السودان.
        """
        words: set[str] = set()
        for index in range(phrase.first, phrase.last):
            token = self._scene.tokens[index]
            if token.kind == "word":
                words.update(_spell(strip_article(token.key)))
            if index in self._scene.named:
                country = self._scene.entities.country_of(self._scene.named[index][0].entity)
                words.update(filter(None, [country]))
        return frozenset(words)

    def _find(self, phrase: Phrase) -> str | None:
        tokens, named = self._scene.tokens, self._scene.named
        first = skip_each(self._scene, *phrase)
        phrase = Phrase(first, phrase.last)
        while first < phrase.last and tokens[first].kind == "mark":
            first += 1
        mentions = list(
            dict.fromkeys(named[index][0] for index in range(first, phrase.last) if index in named)
        )
        kind = source_kind(tokens[first]) if first < phrase.last else None
        people = [mention for mention in mentions if mention.type == "person"]
        if people and (self._belongs_to(first, people[0]) or self._is_near(first, people[0])):
            people = people[1:]
            if not people:
                return self._recall(phrase)
        if people and kind != "body":
            return people[0].entity
        if not mentions or (kind == "person" and tokens[first].start < mentions[0].start):
            return self._recall(phrase)
        if first in named and self._is_joint(Phrase(first, phrase.last)):
            return None
        if kind == "body" and first not in named and mentions[0].type in ("place", "person"):
            return None
        return mentions[0].entity

    def _belongs_to(self, first: int, person: Mention) -> bool:
        """Whether people of a person's speak: عائلة فلان, محامي فلان, عدد من مؤيدي فلان."""
        tokens, named = self._scene.tokens, self._scene.named
        start = self._scene.analysis.token_at(person.start)
        if start == first or person.start > tokens[start].start:
            return False
        head = tokens[start - 1]
        if start - 1 in named or head.kind != "word" or head.key.startswith("ال"):
            return False
        if start - 1 == first or has_role_bare(head, "belonging"):
            return is_exactly(head, "belonging")
        # The plural in the genitive: مؤيدي, مقربي.
        return head.key.endswith("ي") and head.key[:-1] + "و" in load_particles()["belonging"]

    def _is_near(self, first: int, person: Mention) -> bool:
        """Whether somebody close to a person speaks: مصدر مقرب من فلان."""
        start = self._scene.analysis.token_at(person.start)
        if start < first + 2:
            return False
        near, before = self._scene.tokens[start - 2 : start]
        return before.key == "من" and has_role_bare(near, "close")

    def _is_joint(self, phrase: Phrase) -> bool:
        """Whether two names are joined at the head: تركيا وروسيا, «كذا» و«كذا»."""
        named, tokens = self._scene.named, self._scene.tokens
        after = named[phrase.first][1]
        if (
            after + 1 < phrase.last
            and tokens[after].kind == "mark"
            and tokens[after + 1].key == "و"
        ):
            return True
        if after >= phrase.last or after not in named:
            return False
        return self._scene.text[self._scene.tokens[after].start : named[after][0].start] == "و"

    def _recall(self, phrase: Phrase) -> str | None:
        """Return who was described before in the words of a definite phrase without a name."""
        words = self._words(phrase)
        if self._is_definite(phrase):
            person = source_kind(self._scene.tokens[phrase.first]) == "person"
            for known, entity in reversed(self._known[-_RECALLED:]):
                if words <= known and (person or entity is not None):
                    return entity
            holder = self._recall_holder(words, self._scene.tokens[phrase.first].start)
            if holder is not None:
                return holder
        token = self._scene.tokens[phrase.first]
        bare = strip_article(token.key)
        if bare in load_particles()["ownwords"]:
            own = phrase.last - phrase.first > 1  # بيان الوزارة
            return self.last if own else self._recall_issuer(phrase.first)
        if is_exactly(token, "honour"):
            return self.last
        if len(words) == 1 and source_kind(token) is None:
            return self._recall_surname(words)
        if not token.key.startswith("ال") or phrase.last - phrase.first > 2:
            return None
        return self._recall_name(bare, phrase) or self._recall_person(phrase)

    def _is_titled(self, phrase: Phrase) -> bool:
        """Whether ل behind a description gives its body (المسؤول الإعلامي لغرفة عمليات X)."""
        if phrase.last >= len(self._scene.tokens):
            return False
        return any(form.proclitics == "ل" for form in self._scene.tokens[phrase.last].forms)

    def _recall_issuer(self, index: int) -> str | None:
        """Return whose a document is: of him who spoke last, or who has issued one since.

        أصدرت كتيبة كذا بيانا. وحسب البيان: hers, not of who spoke before. None where one is told of
        since that is nobody's known.
        """
        sentence = self._scene.analysis.sentence_of(self.at)
        since = min(self.at, self._scene.sentence_bounds(index)[0])
        for place in range(index - 1, max(since, index - _ISSUED_REACH) - 1, -1):
            token = self._scene.tokens[place]
            if token.key.startswith("ال") or place in self._scene.named:
                continue
            if not any(
                form.key.removesuffix("ا") in load_particles()["ownwords"] for form in token.forms
            ):
                continue
            start, end = self._scene.sentence_bounds(place)
            owner = self._find_owner(place, end)
            if owner is not None:
                return owner
            issuer = self.find_subject(place, start)
            if issuer is None and self._scene.analysis.sentence_of(place) == sentence:
                return self.last
            return issuer
        return self.last

    def _find_owner(self, place: int, end: int) -> str | None:
        """Return who is named behind a document as whose it is (بيان صادر عن X, بيان لـX)."""
        for index in range(place + 1, min(end, place + 1 + _OWNER_REACH)):
            if index not in self._scene.named:
                continue
            mention, token = self._scene.named[index][0], self._scene.tokens[index]
            before = self._scene.tokens[index - 1].key
            own = index == place + 1 or (mention.start > token.start and token.key[0] == "ل")
            own = own or before in _OF or self._scene.tokens[index - 2].key in _OF
            return mention.entity if own and mention.type != "place" else None
        return None

    def _recall_person(self, phrase: Phrase) -> str | None:
        """Return the person who spoke last, if a definite noun can mean him: المسؤول, القائد."""
        token = self._scene.tokens[phrase.first]
        many = token.key.endswith(("ون", "ين", "ات")) or strip_article(token.key) in load_many()
        many = many or has_role_bare(token, "several")
        single = source_kind(token) == "person" and not many and not self._is_titled(phrase)
        if not single or self.last is None:
            return None
        return self.last if self._scene.entities[self.last].type == "person" else None

    def _recall_surname(self, words: frozenset[str]) -> str | None:
        """Return who spoke before under a longer name: شاهين, behind محمد شاهين."""
        known = reversed(self._known[-_RECALLED:])
        return next((entity for name, entity in known if entity and words < name), None)

    def _is_definite(self, phrase: Phrase) -> bool:
        """Whether a phrase speaks of somebody known: المسؤول, رئيس الوزراء, not مسؤول محلي."""
        tokens = self._scene.tokens[phrase.first : phrase.last]
        return any(token.key.startswith(("ال", "لل")) for token in tokens)

    def _recall_holder(self, words: frozenset[str], offset: int) -> str | None:
        """Return who was named before with a title that a phrase repeats."""
        place = bisect_right(self._titles, offset, key=lambda title: title.end)
        for title in reversed(self._titles[max(0, place - _RECALLED) : place]):
            first = self._scene.analysis.token_at(title.start)
            last = self._scene.analysis.token_at(title.end - 1) + 1
            if len(words) > 1 and words <= self._words(Phrase(first, last)):
                return title.person
        return None

    def _recall_name(self, bare: str, phrase: Phrase) -> str | None:
        """Return the nearest entity named before whose name begins with a word (الوزارة).

        A nisba of its own tells another body: الحكومة الفلمنكية is not الحكومة البلجيكية.
        """
        entities, last = self._scene.entities, self._scene.tokens[phrase.last - 1].key
        offset = self._scene.tokens[phrase.first].start
        other = phrase.last - phrase.first == 2 and bare.endswith("ه")
        other = other and last.startswith("ال") and last.endswith("يه")
        for mention in reversed(entities.mentions_in(max(0, offset - _REACH), offset)):
            if other and last not in fold(mention.text).split():
                continue
            if mention.type in BODIES and self._is_called(mention, bare):
                return mention.entity
        return None

    def _is_called(self, mention: Mention, bare: str) -> bool:
        """Whether a name, or the noun before it (تنظيم داعش), begins with a word."""
        if strip_article(fold(mention.text.split()[0])) == bare:
            return True
        before = self._scene.analysis.token_at(mention.start) - 1
        if before >= 0 and self._scene.is_mark(before):
            before -= 1
        return before >= 0 and any(form.key == bare for form in self._scene.tokens[before].forms)

    def find_subject(self, index: int, start: int) -> str | None:
        """Return the first who is named in `[start, index)` without a preposition before him."""
        named = self._scene.named
        place = self._skip_topics(start, index)
        governed = -1  # where a name behind a preposition ended, which و may go on with
        while place < index:
            if place not in named:
                place += 1
                continue
            mention, last = named[place]
            letters = self._scene.text[self._scene.tokens[place].start : mention.start]
            before = self._scene.tokens[place - 1] if place > start else None
            plain = letters in ("", "و") and not (before and is_exactly(before, "preposition"))
            plain = plain and not (letters == "و" and governed == place)  # في العراق وسوريا
            governed = governed if plain else last
            if plain and self._may_act(place, start, index):
                return mention.entity
            place = last
        return None

    def find_person(self, start: int, index: int) -> str | None:
        """Return the person named last in `[start, index)`."""
        named = self._scene.named
        for place in range(index - 1, start - 1, -1):
            if place in named and named[place][0].type == "person":
                return named[place][0].entity
        return None

    def _may_act(self, place: int, start: int, index: int) -> bool:
        """Whether a name can be whom a verb at `index` goes on from.

        Not one that is quoted where the verb is not, nor a place in the genitive (أبناء درعا).
        """
        quotation = self._scene.quoted[place]
        if quotation is not None and quotation.last < index:
            words = quotation.last - quotation.first - 1
            if words > _MAX_QUOTED_NAME:
                return False
        mention, _ = self._scene.named[place]
        if mention.type != "place" or place == start:
            return True
        before = self._scene.tokens[place - 1]
        noun = before.kind == "word" and not before.key.startswith(_NO_CONSTRUCT)
        return not noun or before.key.endswith("ت") or is_exactly(before, "complementiser")

    def _skip_topics(self, start: int, index: int) -> int:
        """Return the token behind what a sentence is about: وحول الهجوم على الجيش، قال إن."""
        place = start
        while place < index:
            token = self._scene.tokens[place]
            first = token.forms[-1] if token.key[0] in "وف" else token.forms[0]
            if first.key not in load_particles()["topic"]:
                return place
            comma = next((i for i in range(place, index) if self._scene.is_comma(i)), None)
            if comma is None:
                return place
            place = comma + 1
        return place

    def find_antecedent(self, index: int) -> str | None:
        """Return who is named before a relative pronoun at `index`.

        Behind a comma, he who says something is the person named before a place or a body that
        goes with his title: فلان آمر كتيبة المدينة، الذي قال.
        """
        named = self._scene.named
        place = index - 1
        while place > 0 and self._scene.is_mark(place):
            place -= 1
        if place not in named:
            return None
        mention = named[place][0]
        if mention.type == "place" and self._scene.tokens[index].key == "الذي":
            start, _ = self._scene.sentence_bounds(index)
            for before in range(place - 1, max(start, place - _TITLE_REACH) - 1, -1):
                if before in named and named[before][0].type == "person":
                    return named[before][0].entity
        if mention.type == "place" and self._is_setting(place):
            return None
        return mention.entity

    def _is_setting(self, place: int) -> bool:
        """Whether a place only tells where somebody is: المقاومة في محافظة إب، التي أعلنت."""
        near = self._scene.tokens[max(0, place - 2) : place]
        return any(token.key == "في" for token in near)
