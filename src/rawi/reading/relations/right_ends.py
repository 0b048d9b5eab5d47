"""The name behind a trigger, which a title, a common noun or a pronoun may stand for."""

from rawi.language.phrases import PhraseMatch
from rawi.model import BODIES
from rawi.reading.relations.triggers import Side, Trigger, load_nouns, load_triggers
from rawi.reading.titles import Title
from rawi.reading.titles.names import QUOTES, Names
from rawi.reading.titles.offices import (
    load_anaphors,
    load_body_words,
    load_nationalities,
)
from rawi.text.normalise import fold
from rawi.text.tokens import THIRD_PERSON, Token

# التابعة لقيادة غرفة عمليات كذا: so many words may stand before a name.
_MAX_GAP = 5
# شقيق الراعي الراحل فلان: so many words may stand between kin.
_MAX_WORDS = 2


class RightEnds:
    """Finds the right ends of ties in one text."""

    def __init__(self, names: Names, titles: list[Title]) -> None:
        self.names = names
        self._titles = {t.start: t for t in reversed(titles) if t.person is not None}

    def find(self, match: PhraseMatch[Trigger], trigger: Trigger, index: int) -> Side | None:
        """Return the name behind a trigger, or behind its preposition at a token."""
        tokens = self.names.tokens
        if index >= len(tokens) or not self._same_sentence(match.first, index):
            return None
        if "adverb" in trigger.takes:
            return self._find_nation(index) if tokens[index].key.endswith("ا") else None
        pronoun = self._find_pronoun(index, trigger)
        behind = self._skip_to_preposition(trigger.takes, index)
        if pronoun is not None or behind is None:
            return pronoun
        start, apart = behind
        skipped = apart or trigger.takes == {"-"}
        found = self.find_name(start, trigger, skipped=skipped)
        if found is None and "nation" in trigger.takes and index not in self.names.inside:
            return self._find_nation(index)
        if found is None and "unnamed" in trigger.right_kinds:
            return self._describe_right(start, trigger, skipped=skipped)
        return found

    def _find_nation(self, index: int) -> Side | None:
        """Return the country of an adverb (المدعومة إيرانيا) or adjective (بدعم إيراني)."""
        token = self.names.tokens[index]
        country = load_nationalities().get(token.key)
        entity = self.names.find_country(country) if country is not None else None
        return Side(entity, token.start, token.end) if entity is not None else None

    def _skip_to_preposition(self, takes: frozenset[str], index: int) -> tuple[int, bool] | None:
        """Return the token behind a preposition, and whether that is a token of its own.

        Adjectives and adverbs may stand before it.

        دعمها الكامل لكذا, المدعومة عسكريا من كذا.
        """
        for position in range(index, min(index + _MAX_WORDS + 1, len(self.names.tokens))):
            start = self.skip_preposition(takes, position)
            if start is not None:
                return start, start > position
            key = self.names.tokens[position].key
            skipped = is_adjective(key) or _is_adverb(key)
            if position in self.names.inside or key in load_triggers() or not skipped:
                return None
        return None

    def skip_preposition(self, takes: frozenset[str], index: int) -> int | None:
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
        parts = {(take, take + pronoun) for take in trigger.takes for pronoun in THIRD_PERSON}
        if trigger.left == "touching" or token.key not in {word for _, word in parts}:
            return None
        before = self._find_antecedent_end(index)
        first = self.names.sentence_first(index)
        entity = self.names.find_before(before, BODIES & trigger.right_kinds, first=first)
        return Side(entity, token.start, token.end) if entity is not None else None

    def is_pronoun(self, side: Side) -> bool:
        """Whether a right end is a pronoun: who belongs there follows it (ينتمي إليها كثيرون)."""
        first = self.names.analysis.token_at(side.start)
        return first not in self.names.starting and self.find_title(first) is None

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

    def find_name(self, index: int, trigger: Trigger, *, skipped: bool) -> Side | None:
        """Return the first name at a token, or behind titles, quotation marks, common nouns."""
        names, words = self.names, load_body_words().keys() | load_nouns("skip")
        adjectives = _MAX_WORDS if trigger.predicate == "kin_of" else int(trigger.left == "before")
        for position in range(index, min(index + _MAX_GAP, len(names.tokens))):
            token = names.tokens[position]
            if self.is_called(position) or self._is_of(position, index):
                continue
            title = self.find_title(position)
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
            if form is not None and self._is_skipped(form.proclitics, trigger, skipped=skipped):
                skipped = True
            elif adjectives and is_adjective(token.key):
                adjectives -= 1
            elif token.text not in QUOTES and not (
                trigger.predicate == "kin_of" and _is_comma(token)
            ):
                return self._find_anaphor(position, trigger)
        return None

    def _is_of(self, position: int, first: int) -> bool:
        """Whether a token belongs to كل من, or is من behind a common noun (عناصر من كذا)."""
        tokens = self.names.tokens
        if tokens[position].key == "كل":
            return position + 1 < len(tokens) and tokens[position + 1].key == "من"
        if tokens[position].key != "من" or position == first:
            return False
        before = tokens[position - 1]
        return before.key == "كل" or before.find_form(load_nouns("skip")) is not None

    def is_called(self, position: int) -> bool:
        """Whether a token says that a name is only called so: ما يسمى, مايسمى."""
        keys = [token.key for token in self.names.tokens[max(0, position - 1) : position + 2]]
        key = self.names.tokens[position].key
        called = load_nouns("so_called")
        if key == "ما":
            return keys[-1] in called
        return key.removeprefix("ما") in called and (key.startswith("ما") or keys[0] == "ما")

    def _is_skipped(self, proclitics: str, trigger: Trigger, *, skipped: bool) -> bool:
        """Whether a common noun may stand before the name, with its proclitics.

        The first behind a trigger has the preposition; و joins a second (من قيادات وعناصر كذا).
        """
        if not proclitics:
            return True
        return proclitics == "و" if skipped else proclitics in trigger.takes

    def find_title(self, position: int) -> Title | None:
        """Return the title of a person that begins in a token, None where none does."""
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

    def _describe_right(self, index: int, trigger: Trigger, *, skipped: bool) -> Side | None:
        """Return the described group behind a trigger (الداعمة للجماعات المسلحة)."""
        tokens = self.names.tokens
        form = tokens[index].find_form(load_nouns("group")) if index < len(tokens) else None
        if form is None or index in self.names.inside:
            return None
        if form.proclitics and (skipped or form.proclitics not in trigger.takes):
            return None
        last = index + 1
        while last <= min(index + _MAX_WORDS, len(tokens) - 1) and last not in self.names.inside:
            if not tokens[last].key.startswith("ال"):
                break
            last += 1
        return Side(None, tokens[index].start + form.skip, tokens[last - 1].end)

    def _same_sentence(self, first: int, second: int) -> bool:
        analysis = self.names.analysis
        return analysis.sentence_of(first) == analysis.sentence_of(second)


def is_adjective(key: str) -> bool:
    """Whether a word may qualify a name before it: definite, and no plural of people."""
    return key.startswith("ال") and len(key) > 4 and not key.endswith(("ون", "ين"))


def _is_adverb(key: str) -> bool:
    """Whether a word says in what way: عسكريا, حاليا."""
    return key in load_nouns("relative") or (key.endswith("يا") and len(key) > 4)


def _is_comma(token: Token) -> bool:
    """Whether a token is a comma, which may stand before the name of kin (عمه، فلان)."""
    return token.text in ("،", ",")
