"""The name before a trigger, or the first of two behind it."""

from rawi.language.phrases import PhraseMatch
from rawi.model import Mention
from rawi.reading.relations.lists import find_joined
from rawi.reading.relations.right_ends import RightEnds, is_adjective
from rawi.reading.relations.triggers import Side, Trigger, load_nouns
from rawi.reading.titles.names import QUOTES, Names
from rawi.reading.titles.offices import load_body_words, load_offices, load_plurals
from rawi.text.normalise import fold

_MARKS = QUOTES | frozenset("،,-–")
# لواء كذا المسلح الذي: so many words may stand behind a name.
_MAX_GAP = 5
# What a pronoun does not stand for: a state is feminine.
_NOT_MEANT = {"ه": frozenset({"place"}), "ها": frozenset({"person"})}
# What a relative word cannot stand for.
_OTHER_GENDER = {"التي": "masculine", "الذي": "feminine"}
_SAME_GENDER = {"masculine": "feminine", "feminine": "masculine"}
# An abbreviation or a translation in brackets is this long at most.
_MAX_BRACKET = 12
# تربط بين ما يسمى مجلس كذا: so many words may stand between a verb and its subject.
_MAX_INNER = 4
# الأكراد السوريون بدعم: so many words may stand behind a described group.
_MAX_WORDS = 1
# من قادة كذا في غارة على البلدة، بينهم: so many words may stand between a body and its members.
_MAX_BETWEEN = 12
# القياديان البارزان في كذا: so many words may stand between members and their body.
_MAX_HEAD = 3


class LeftEnds:
    """Finds the left ends of ties in one text, `rights` the right ones."""

    def __init__(self, names: Names, rights: RightEnds) -> None:
        self.names = names
        self.rights = rights

    def find_left(self, match: PhraseMatch[Trigger], trigger: Trigger) -> Side | None:
        """Return the name before a trigger, as near as the trigger needs it."""
        if trigger.left in ("far", "before", "around"):
            group = self._find_group(match.first)
            if group is not None and trigger.left == "far":
                side = self._describe(group, match, trigger)
                return side and side._replace(end=self.names.tokens[match.first - 1].end)
            return self._find_far(match, trigger)
        if trigger.left == "members":
            return self._find_members(match.first, trigger)
        if trigger.left == "accused" and not self._is_accused(match.first):
            return None
        gap = 0 if trigger.left in ("touching", "accused") else _MAX_GAP
        return self._find_near(match, trigger, gap)

    def _find_members(self, index: int, trigger: Trigger) -> Side | None:
        """Return the body whose members are named behind a token: قتل قادة كذا أمس، هم فلان وفلان.

        None where other people stand between.
        """
        names, others = self.names, load_nouns("people") | load_nouns("group")
        least = max(names.sentence_first(index), index - _MAX_BETWEEN)
        position = index - 1
        while position >= least:
            mention = names.ending.get(position)
            if mention is not None and mention.type in trigger.left_kinds:
                found = self._has_members(mention)
                return Side(mention.entity, mention.start, mention.end) if found else None
            if mention is None and names.tokens[position].find_form(others) is not None:
                return None
            position -= 1
        return None

    def _has_members(self, mention: Mention) -> bool:
        """Whether a plural of members stands before a body (من قادة كذا, قياديان في كذا)."""
        index = self.names.analysis.token_at(mention.start)
        plurals = load_plurals()
        for position in range(index - 1, max(-1, index - _MAX_HEAD - 1), -1):
            for form in self.names.tokens[position].forms:
                if form.key in plurals or (
                    form.key.endswith(("ان", "ين")) and load_offices().lookup(form.key[:-2])
                ):
                    return True
        return False

    def _find_group(self, index: int) -> int | None:
        """Return the token of a described group straight before one, a word or two between.

        الأكراد السوريون بدعم من كذا: it is they who are backed, not who was named before.
        """
        first = self.names.sentence_first(index)
        for position in range(index - 1, max(first, index - _MAX_WORDS - 1) - 1, -1):
            if position in self.names.inside:
                return None
            words = load_nouns("group") | load_nouns("people")
            if self.names.tokens[position].find_form(words) is not None:
                return position
        return None

    def _is_accused(self, index: int) -> bool:
        """Whether a verb of accusing stands before a token in its sentence (اتهم فلانا بدعم)."""
        near = self.names.tokens[self.names.sentence_first(index) : index]
        return any(token.find_form(load_nouns("accusing")) is not None for token in near)

    def _find_far(self, match: PhraseMatch[Trigger], trigger: Trigger) -> Side | None:
        """Return the name said last before a trigger, of the gender of its pronoun (دعمها)."""
        index = match.first
        first = self.names.sentence_first(index) if trigger.left != "before" else None
        entity = self.names.find_before(index, trigger.left_kinds, first=first)
        if entity is None:
            return None
        other = self._find_other_gender(entity, match, trigger)
        if other:
            entity = self.names.find_before(index, trigger.left_kinds - other, first=first)
        if entity is None:
            return None
        if self._speaks_of_another(entity, match):
            return None
        token = self.names.tokens[index]
        return Side(entity, token.start, token.end)

    def _speaks_of_another(self, entity: str, match: PhraseMatch[Trigger]) -> bool:
        """Whether what is told belongs to one whom a clause behind a name only describes.

        قال العقيد فلان إن القتيل كان ينتمي لكذا: the dead man does. Not behind إنه, nor where a
        pronoun goes back (إن استمرار دعمه لكذا).
        """
        names, words = self.names, load_nouns("that")
        if any(_find_pronoun(names.tokens[i].text) for i in range(match.first, match.last)):
            return False
        for position in range(match.first - 1, names.sentence_first(match.first) - 1, -1):
            mention = names.ending.get(position)
            if mention is not None and mention.entity == entity:
                return False
            token = names.tokens[position]
            opens = token.key in words or token.text == ":"
            if opens and position + 1 < match.first:
                return True
        return False

    def _find_other_gender(
        self, entity: str, match: PhraseMatch[Trigger], trigger: Trigger
    ) -> frozenset[str]:
        """Return the kinds that the pronoun of a trigger does not mean, if an entity is of one."""
        if trigger.predicate == "kin_of":
            return frozenset()
        pronoun = _find_pronoun(self.names.tokens[match.last - 1].text)
        kinds = _NOT_MEANT.get(pronoun, frozenset())
        found = self.names.entities[entity]
        called = {fold(name) for name in (found.name, *found.aliases)}
        masculine = called & load_nouns("masculine")
        return kinds if found.type in kinds and not masculine else frozenset()

    def _find_near(self, match: PhraseMatch[Trigger], trigger: Trigger, gap: int) -> Side | None:
        """Return the name that ends before a trigger, adjectives and relative words apart.

        An indefinite adjective without a relative word qualifies no name: what it qualifies is a
        described group, if anything.
        """
        names, relatives = self.names, load_nouns("relative")
        first = names.sentence_first(match.first)
        related = not trigger.adjective or self._is_definite(match)
        word = names.tokens[match.first].key
        bracket = self._find_bracket(match.first - 1, first)
        for position in range(self._skip_where(bracket, first), first - 1, -1):
            token = names.tokens[position]
            mention = names.ending.get(position)
            if mention is not None:
                head = self._find_head(word, trigger, mention)
                if head is not None:
                    return head
                if not related and mention.type == "person" and gap < _MAX_GAP:
                    return None
                # تقدمت قوات كذا مدعومة من كذا: in what state they were, straight behind them.
                state = trigger.predicate == "supports" and trigger.from_right
                related = related or (state and gap == _MAX_GAP)
                return _fit(mention, trigger, related=related, match=match, names=names)
            if token.find_form(load_nouns("group")) is not None:
                return self._describe(position, match, trigger)
            if token.text in _MARKS:
                continue
            gap -= 1
            relative = token.key in relatives
            word = token.key if relative else word
            related = related or relative
            if gap < 0 or not (relative or is_adjective(token.key) or not related):
                return None
        return None

    def _disagrees(self, word: str, mention: Mention) -> bool:
        """Whether a relative word is of another gender than the name before it: حزب كذا، التي."""
        other = _OTHER_GENDER.get(word.removeprefix("و"))
        if other is None:
            return False
        words = set(fold(mention.text).split())
        if words & (load_nouns("masculine") | load_nouns("feminine")):
            return not words & load_nouns(_SAME_GENDER[other])
        start = self.names.analysis.token_at(mention.start)
        while start > 0 and self.names.tokens[start - 1].text in QUOTES:
            start -= 1
        before = self.names.tokens[max(0, start - 1)]
        return before.find_form(load_nouns(other)) is not None

    def _find_head(self, word: str, trigger: Trigger, mention: Mention) -> Side | None:
        """Return the name that one of another gender than a relative word's stands behind.

        جماعة كذا الموالية لتنظيم كذا، التي يقودها فلان: who leads the former.
        """
        if not self._disagrees(word, mention):
            return None
        names = self.names
        index = names.analysis.token_at(mention.start) - 1
        least = max(names.sentence_first(index), index - _MAX_GAP)
        for position in range(index, least - 1, -1):
            found = names.ending.get(position)
            if found is not None:
                fits = found.type in trigger.left_kinds and not self._disagrees(word, found)
                return Side(found.entity, found.start, found.end) if fits else None
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

    def find_inside(
        self, match: PhraseMatch[Trigger], trigger: Trigger
    ) -> tuple[list[Side], int] | None:
        """Return the names straight behind a word, and the token behind all that belongs to them.

        A person may stand there with his title: يقود العميد فلان الكتيبة.
        """
        found = self._find_inner(match, trigger)
        if found is None:
            return None
        side, index = found
        joined = find_joined(self.names, side)
        if joined:
            last = self.names.analysis.token_at(joined[-1].end - 1) + 1
            if self._has_preposition(trigger, last):
                return [side, *joined], last
        return [side], index

    def find_between(
        self, match: PhraseMatch[Trigger], trigger: Trigger
    ) -> tuple[list[Side], Side] | None:
        """Return the two names that و joins behind a trigger: التحالف بين كذا وكذا."""
        first = self.rights.find_name(match.last, trigger, skipped=True)
        if first is None:
            return None
        joined = find_joined(self.names, first)
        if not joined or first.entity is None:
            return None
        return ([first], joined[0]) if self._is_left(first, trigger) else None

    def _is_left(self, side: Side, trigger: Trigger) -> bool:
        entity = self.names.entities[side.entity] if side.entity is not None else None
        return entity is not None and entity.type in trigger.left_kinds

    def _has_preposition(self, trigger: Trigger, index: int) -> bool:
        """Whether the preposition of a trigger stands at a token, for all names before it."""
        if index >= len(self.names.tokens) or trigger.takes == {"-"}:
            return False
        return self.rights.skip_preposition(trigger.takes - {"-"}, index) is not None

    def _find_inner(self, match: PhraseMatch[Trigger], trigger: Trigger) -> tuple[Side, int] | None:
        """Return the first name straight behind a word, and the token behind what belongs to it."""
        names, words = self.names, load_body_words()
        title = self.rights.find_title(match.last) if match.last < len(names.tokens) else None
        if title is not None and "person" in trigger.left_kinds:
            side = Side(title.person, title.start, title.end)
            return side, names.analysis.token_at(title.end - 1) + 1
        position = match.last
        while position < min(match.last + _MAX_INNER, len(names.tokens)):
            mention = names.starting.get(position)
            if mention is not None:
                fits = mention.start == names.tokens[position].start
                if not fits or mention.type not in trigger.left_kinds:
                    return None
                side = Side(mention.entity, mention.start, mention.end)
                return side, self._skip_adjectives(names.lasts[position])
            if names.tokens[position].key not in words and not self.rights.is_called(position):
                return None
            position += 1
        return None

    def _skip_adjectives(self, index: int) -> int:
        """Return the token behind adjectives, and behind adverbs (قيادة وحكومة وشعبا)."""
        tokens, adverbs = self.names.tokens, load_nouns("adverb")
        last = min(index + 2, len(tokens))
        while index < last and index not in self.names.inside and is_adjective(tokens[index].key):
            if tokens[index].find_form(load_nouns("group")) is not None:
                break
            index += 1
        while index + 1 < len(tokens) and tokens[index].find_form(adverbs) is not None:
            joined = [token.find_form(adverbs) for token in tokens[index : index + 2]]
            if not any(form is not None and form.proclitics == "و" for form in joined):
                break
            index += 1
        return index


def _find_pronoun(word: str) -> str:
    """Return the pronoun at the end of a word (دعمها: ها), empty where there is none."""
    return next((pronoun for pronoun in ("ها", "ه") if word.endswith(pronoun)), "")


def _fit(
    mention: Mention, trigger: Trigger, *, related: bool, match: PhraseMatch[Trigger], names: Names
) -> Side | None:
    """Return a name as the left end, if the trigger can be said of it.

    Of a person an indefinite adjective can be said too (فلان مقيم في تونس); a plural is said of
    people, not of the body named before them (قادة الحركة المقيمين في الخارج).
    """
    if mention.type not in trigger.left_kinds:
        return None
    if trigger.adjective and trigger.plural and mention.type != "person":
        return None
    if not related and mention.type != "person":
        return None
    return Side(mention.entity, mention.start, mention.end)
