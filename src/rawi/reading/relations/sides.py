"""The two names that a trigger ties: the one before it and the one behind it."""

from typing import NamedTuple

from rawi.language.phrases import PhraseMatch
from rawi.model import Mention
from rawi.reading.relations.triggers import Trigger, load_nouns
from rawi.reading.titles import Title
from rawi.reading.titles.names import QUOTES, Names
from rawi.reading.titles.offices import (
    load_anaphors,
    load_body_words,
    load_nationalities,
)
from rawi.text.normalise import fold
from rawi.text.tokens import Token

_MARKS = QUOTES | frozenset("،,-–")
_PRONOUNS = frozenset({"ه", "ها", "هم", "هما"})
_BODIES = frozenset({"organization", "armed_group"})
# التابعة لقيادة غرفة عمليات كذا: so many words may stand before a name or behind one.
_MAX_GAP = 5
# شقيق الراعي الراحل فلان: so many words may stand between kin.
_MAX_WORDS = 2
# An abbreviation or a translation in brackets is this long at most.
_MAX_BRACKET = 8


class Side(NamedTuple):
    """One end of a tie: an entity, or tokens that describe one, at code points of the text."""

    entity: str | None
    start: int
    end: int


class Sides:
    """Finds both ends of ties in one text."""

    def __init__(self, names: Names, titles: list[Title]) -> None:
        self.names = names
        self._titles = {t.start: t for t in reversed(titles) if t.person is not None}

    def find_right(self, match: PhraseMatch[Trigger], trigger: Trigger, index: int) -> Side | None:
        """Return the name behind a trigger, or behind its preposition at a token."""
        tokens = self.names.tokens
        if index >= len(tokens) or not self._same_sentence(match.first, index):
            return None
        if "adverb" in trigger.takes:
            return self._find_nation(index) if tokens[index].key.endswith("ا") else None
        pronoun = self._find_pronoun(index, trigger)
        start = self._skip_preposition(trigger.takes, index)
        if pronoun is not None or start is None:
            return pronoun
        skipped = start > index or trigger.takes == {"-"}
        found = self._find_name(start, trigger, skipped=skipped)
        if found is None and "nation" in trigger.takes and index not in self.names.inside:
            return self._find_nation(index)
        return found

    def _find_nation(self, index: int) -> Side | None:
        """Return the country of an adverb (المدعومة إيرانيا) or adjective (بدعم إيراني)."""
        token = self.names.tokens[index]
        country = load_nationalities().get(token.key)
        entity = self.names.find_country(country) if country is not None else None
        return Side(entity, token.start, token.end) if entity is not None else None

    def _skip_preposition(self, takes: frozenset[str], index: int) -> int | None:
        """Return the token behind the preposition; the same one where it is joined to the name."""
        tokens = self.names.tokens
        if tokens[index].key in takes:
            return index + 1
        if tokens[index].find_form(load_nouns("preposition_what")) is not None:
            called = tokens[min(index + 1, len(tokens) - 1)].key in load_nouns("so_called")
            return index + 2 if called else None
        joined = any(form.proclitics in takes for form in tokens[index].forms if form.proclitics)
        return index if joined or "-" in takes else None

    def _find_pronoun(self, index: int, trigger: Trigger) -> Side | None:
        """Return what a pronoun behind a trigger means (المسلحة التابعة له)."""
        token = self.names.tokens[index]
        parts = {(take, take + pronoun) for take in trigger.takes for pronoun in _PRONOUNS}
        if token.key not in {word for _, word in parts}:
            return None
        before = self._find_antecedent_end(index)
        first = self.names.sentence_first(index)
        entity = self.names.find_before(before, _BODIES & trigger.right_kinds, first=first)
        return Side(entity, token.start, token.end) if entity is not None else None

    def _find_antecedent_end(self, index: int) -> int:
        """Return the token before which a pronoun's meaning is named.

        What is said to be his (القوات الداعمة لها) is not who is meant.
        """
        for position in range(index - 1, max(-1, index - _MAX_GAP), -1):
            if self.names.tokens[position].find_form(load_nouns("group")) is not None:
                return position
            if position in self.names.inside:
                while position - 1 in self.names.inside and position not in self.names.starting:
                    position -= 1
                return position
        return index

    def _find_name(self, index: int, trigger: Trigger, *, skipped: bool) -> Side | None:
        """Return the first name at a token, or behind titles, quotation marks, common nouns."""
        names, words = self.names, load_body_words().keys() | load_nouns("skip")
        adjectives = _MAX_WORDS if trigger.predicate == "kin_of" else int(trigger.left == "before")
        for position in range(index, min(index + _MAX_GAP, len(names.tokens))):
            token = names.tokens[position]
            title = self._find_title(position)
            if title is not None and "person" in trigger.right_kinds:
                return Side(title.person, title.start, title.end)
            mention = names.starting.get(position)
            if mention is not None:
                proclitics = fold(token.text[: mention.start - token.start])
                fits = (
                    (not proclitics)
                    if skipped
                    else proclitics in trigger.takes or "-" in trigger.takes
                )
                if mention.type not in trigger.right_kinds or not fits:
                    return None
                return Side(mention.entity, mention.start, mention.end)
            form = token.find_form(words)
            if form is not None and (
                not form.proclitics or (not skipped and form.proclitics in trigger.takes)
            ):
                skipped = True
            elif adjectives and _is_adjective(token.key):
                adjectives -= 1
            elif token.text not in QUOTES and not (
                trigger.predicate == "kin_of" and _is_comma(token)
            ):
                return self._find_anaphor(position, trigger)
        return None

    def _find_title(self, position: int) -> Title | None:
        token = self.names.tokens[position]
        starts = (token.start + form.skip for form in token.forms)
        return next((self._titles[start] for start in starts if start in self._titles), None)

    def _find_anaphor(self, position: int, trigger: Trigger) -> Side | None:
        """Return what a definite common noun means (التابعة للتنظيم)."""
        token = self.names.tokens[position]
        form = token.find_form(load_anaphors())
        if form is None:
            return None
        entity = self.names.find_meant(position, load_anaphors()[form.key])
        if entity is not None and self.names.entities[entity].type not in trigger.right_kinds:
            return None
        return Side(entity, token.start, token.end) if entity is not None else None

    def find_left(self, match: PhraseMatch[Trigger], trigger: Trigger) -> Side | None:
        """Return the name before a trigger, as near as the trigger needs it."""
        if trigger.left in ("far", "before", "around"):
            return self._find_far(match.first, trigger)
        if trigger.left == "accused" and not self._is_accused(match.first):
            return None
        gap = 0 if trigger.left in ("touching", "accused") else _MAX_GAP
        return self._find_near(match, trigger, gap)

    def _is_accused(self, index: int) -> bool:
        """Whether a verb of accusing stands before a token in its sentence (اتهم فلانا بدعم)."""
        near = self.names.tokens[self.names.sentence_first(index) : index]
        return any(token.find_form(load_nouns("accusing")) is not None for token in near)

    def _find_far(self, index: int, trigger: Trigger) -> Side | None:
        first = self.names.sentence_first(index) if trigger.left != "before" else None
        entity = self.names.find_before(index, trigger.left_kinds, first=first)
        if entity is None:
            return None
        token = self.names.tokens[index]
        return Side(entity, token.start, token.end)

    def _find_near(self, match: PhraseMatch[Trigger], trigger: Trigger, gap: int) -> Side | None:
        """Return the name that ends before a trigger, adjectives and relative words apart.

        An indefinite adjective without a relative word qualifies no name: what it qualifies is a
        described group, if anything.
        """
        names, relatives = self.names, load_nouns("relative")
        first = names.sentence_first(match.first)
        related = not trigger.adjective or self._is_definite(match)
        bracket = self._find_bracket(match.first - 1, first)
        for position in range(self._skip_where(bracket, first), first - 1, -1):
            token = names.tokens[position]
            mention = names.ending.get(position)
            if mention is not None:
                return _fit(mention, trigger, related=related, match=match, names=names)
            if token.find_form(load_nouns("group")) is not None:
                return self._describe(position, match, trigger)
            if token.text in _MARKS:
                continue
            gap -= 1
            relative = token.key in relatives
            related = related or relative
            if gap < 0 or not (relative or _is_adjective(token.key) or not related):
                return None
        return None

    def _skip_where(self, index: int, first: int) -> int:
        """Return the token before the place where the left name is (الكتيبة في درنة بقيادة)."""
        mention = self.names.ending.get(index)
        if mention is None or mention.type != "place":
            return index
        start = self.names.analysis.token_at(mention.start)
        before = start - 1 if mention.start == self.names.tokens[start].start else start
        word = self.names.tokens[before].key if before > first else ""
        if before == start:  # بدرنة
            return start - 1 if word.startswith("ب") else index
        return before - 1 if word == "في" else index

    def _find_bracket(self, index: int, first: int) -> int:
        """Return the token before the brackets that end at a token, the same one if none do.

        حزب الوفاء (ح و) التابع لكذا: what stands in brackets is said of the name before them.
        """
        tokens = self.names.tokens
        if index < first or tokens[index].text != ")":
            return index
        for position in range(index - 1, max(first, index - _MAX_BRACKET) - 1, -1):
            if tokens[position].text == "(":
                return position - 1 if position > first else index
        return index

    def _describe(
        self, position: int, match: PhraseMatch[Trigger], trigger: Trigger
    ) -> Side | None:
        """Return the described group that heads the words before a trigger."""
        if "unnamed" not in trigger.left_kinds or position in self.names.inside:
            return None
        before = position - 1
        while before >= 0 and self.names.tokens[before].key in load_nouns("relative"):
            before -= 1
        mention = self.names.ending.get(before) if before < position - 1 else None
        if mention is not None and mention.type in trigger.left_kinds:
            return Side(mention.entity, mention.start, mention.end)
        token = self.names.tokens[position]
        form = token.find_form(load_nouns("group"))
        start = token.start + (form.skip if form is not None else 0)
        return Side(None, start, self.names.tokens[match.last - 1].end)

    def _is_definite(self, match: PhraseMatch[Trigger]) -> bool:
        return self.names.tokens[match.first].key.startswith(("ال", "وال"))

    def _same_sentence(self, first: int, second: int) -> bool:
        analysis = self.names.analysis
        return analysis.sentence_of(first) == analysis.sentence_of(second)

    def find_inside(self, match: PhraseMatch[Trigger], trigger: Trigger) -> tuple[Side, int] | None:
        """Return the name straight behind a word, and the token behind all that belongs to it.

        A person may stand there with his title: يقود العميد فلان الكتيبة.
        """
        names, words = self.names, load_body_words()
        title = self._find_title(match.last) if match.last < len(names.tokens) else None
        if title is not None and "person" in trigger.left_kinds:
            side = Side(title.person, title.start, title.end)
            return side, names.analysis.token_at(title.end - 1) + 1
        position = match.last
        while position < min(match.last + 2, len(names.tokens)):
            mention = names.starting.get(position)
            if mention is not None:
                fits = mention.start == names.tokens[position].start
                if not fits or mention.type not in trigger.left_kinds:
                    return None
                side = Side(mention.entity, mention.start, mention.end)
                return side, self._skip_adjectives(names.lasts[position])
            if names.tokens[position].key not in words:
                return None
            position += 1
        return None

    def _skip_adjectives(self, index: int) -> int:
        tokens = self.names.tokens
        last = min(index + 2, len(tokens))
        while index < last and index not in self.names.inside and _is_adjective(tokens[index].key):
            index += 1
        return index


def _fit(
    mention: Mention, trigger: Trigger, *, related: bool, match: PhraseMatch[Trigger], names: Names
) -> Side | None:
    """Return a name as the left end, if the trigger can be said of it.

    Of a person an indefinite adjective can be said too (فلان مقيم في تونس); a plural is said of
    people, not of the body named before them (قادة الحركة المقيمين في الخارج).
    """
    if mention.type not in trigger.left_kinds:
        return None
    if trigger.adjective and names.tokens[match.first].key.endswith(("ون", "ين")):
        return None
    if not related and mention.type != "person":
        return None
    return Side(mention.entity, mention.start, mention.end)


def _is_adjective(key: str) -> bool:
    """Whether a word may qualify a name before it: definite, and no plural of people."""
    return key.startswith("ال") and len(key) > 4 and not key.endswith(("ون", "ين"))


def _is_comma(token: Token) -> bool:
    """Whether a token is a comma, which may stand before the name of kin (عمه، فلان)."""
    return token.text in ("،", ",")
