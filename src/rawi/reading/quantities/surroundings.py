"""What the words around a count show of it: whose it is, whether it is a count of people at all."""

from rawi.reading.quantities.counts import Count, read_count
from rawi.reading.quantities.people import has_role, load_effects, load_nouns
from rawi.text.tokens import Token

_QUOTES = frozenset('«“"')


class Surroundings:
    """The tokens of a text, asked about the words beside a count.

    Args:
        tokens: Those of the text.
        names: The tokens in which names begin.
        times: The token after each temporal expression by its first token.
        within: The tokens of names behind their first.
    """

    def __init__(
        self,
        tokens: list[Token],
        names: frozenset[int],
        times: dict[int, int],
        within: frozenset[int],
    ) -> None:
        self._tokens = tokens
        self._names = names
        self._times = times
        self._within = within

    def has(self, index: int) -> bool:
        """Whether there is a token at an index: false behind the last."""
        return index < len(self._tokens)

    def is_offspring(self, count: Count) -> bool:
        """Whether those counted are the children of somebody told of: وهو أب لخمسة أطفال."""
        index = count.first - 1
        if "ل" not in count.proclitics:
            if index < 1 or self._tokens[index].key != "ل":
                return False
            index -= 1
        return index >= 0 and has_role(self._tokens, index, "parent")

    def is_same(self, before: Count, count: Count) -> bool:
        """Whether a second noun in the accusative shares the number before: 12 شابا وفتاة."""
        if count.head != "one" or before.head != "noun" or (before.low or 0) < 11:
            return False
        nouns = self._tokens[before.last - 2].key not in load_nouns()
        accusative = self._tokens[count.first].key.endswith(("ا", "ه"))
        return accusative and nouns and self._tokens[before.last - 1].key.endswith("ا")

    def is_led(self, count: Count) -> bool:
        """Whether a total's verb or إلى stands right before a count."""
        return has_role(self._tokens, count.first - 1, "through") or count.proclitics in ("ل", "ب")

    def is_named(self, count: Count) -> bool:
        """Whether a person described is definite: a name or a definite noun goes on with it."""
        if has_role(self._tokens, count.first, "one_of"):
            return False
        for index in range(count.last, min(count.last + 3, len(self._tokens))):
            token = self._tokens[index]
            if token.text in _QUOTES and index + 1 in self._names:
                return True
            if token.kind == "mark" or has_role(self._tokens, index, "behind"):
                return False
            if index in self._names:
                return True
            if index in self._times or token.key.startswith(("ي", "ب")):
                return False
            if index == count.last and token.key.startswith("ال") and count.head == "one":
                return (
                    not self._tokens[count.last - 1].key.startswith("ال")
                    and count.low == 1
                    and (count.last == count.first + 1)
                )
        return False

    def is_adjective(self, count: Count) -> bool:
        """Whether a word that could be a person goes on with the noun before it: جنود عراقيين."""
        before = self._tokens[count.first - 1] if count.first and not count.proclitics else None
        if count.first - 1 in self._within or count.first - 1 in self._names:
            return False  # اعتقل الجيش السوري قياديا: the name ends there
        noun = load_nouns().get(before.key) if before is not None else None
        return noun is not None and noun.numbers != ("counted",)

    def is_either(self, count: Count) -> bool:
        """Whether a form is dual or plural, and nothing tells which: مدنيين."""
        token = self._tokens[count.first]
        if count.last > count.first + 1 and self._tokens[count.first + 1].key.startswith("اثن"):
            return False
        nouns = load_nouns()
        form = next((each for each in token.forms if each.skip == count.skip), None)
        noun = nouns.get(form.key) if form is not None else None
        return noun is not None and "many" in noun.numbers

    def counts_things(self, count: Count) -> bool:
        """Whether a bare number counts what follows it: 5 منازل."""
        if not self.has(count.last):
            return False
        token = self._tokens[count.last]
        if token.kind != "word":
            return token.text in ("%", "٪", ":")
        if count.last in self._times or has_role(self._tokens, count.last, "behind"):
            return False
        if load_effects().match(self._tokens, count.last) is not None:
            return False
        return not token.key.startswith(("ب", "ل", "و", "ف", "ي"))

    def is_subject(self, count: Count) -> bool:
        """Whether one person behind a verb did it, and those behind him suffered it.

        قتل مسلح 38 سائحا: the gunman killed the 38.
        """
        behind = read_count(self._tokens, count.last) if self.has(count.last) else None
        if behind is None or behind.proclitics:
            return False
        return behind.head in ("noun", "other") or (
            behind.head == "one" and self._tokens[behind.first].key.endswith("ا")
        )

    def may_wait(self, count: Count) -> bool:
        """Whether a count that nothing governs yet may be governed by what stands behind it."""
        if count.head == "bare":
            if has_role(self._tokens, count.last, "tally"):
                return self.is_led(count)  # يرتفع إلى 216 تعداد من قتلوا
            if not self.has(count.last) or not self._tokens[count.last].key.endswith("وا"):
                return False
            return load_effects().match(self._tokens, count.last) is not None
        if count.head in ("one", "two"):
            if count.head == "two" and self.is_either(count):
                return False
            return not self.is_named(count) and not self.is_adjective(count)
        return count.head != "more"

    def ends_clause(self, index: int) -> bool:
        """Whether a verb before a token has no object: a preposition or another verb follows."""
        if not self.has(index) or has_role(self._tokens, index, "behind"):
            return True
        effect = load_effects().match(self._tokens, index)
        return effect is not None and effect.proclitics == "و"

    def has_object(self, index: int) -> bool:
        """Whether a count is the object of the verb before a token, خلاله or فيه aside."""
        if has_role(self._tokens, index, "within"):
            index += 1
        if not self.has(index) or self._tokens[index].kind == "mark":
            return False
        count = read_count(self._tokens, index)
        return count is not None and count.head in ("noun", "of", "other") and not count.proclitics
