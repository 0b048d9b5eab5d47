"""How a word becomes its lemma, as a label that holds for many words.

What the word and its lemma have longest in common stays; what is before and after it is replaced.
يقولون (they say) becomes قال by: cut one letter in front; behind ق put ال for ولون. The scheme is
that of UDPipe's lemma rules (Straka 2018), over letters without vowel signs.
"""

from difflib import SequenceMatcher
from typing import NamedTuple


class LemmaRule(NamedTuple):
    """Letters cut and put at the front, letters cut and put at the back; or a whole lemma."""

    cut_front: int = 0
    put_front: str = ""
    cut_back: int = 0
    put_back: str = ""
    whole: str | None = None


SAME = LemmaRule()


def make_rule(word: str, lemma: str) -> LemmaRule:
    """Return the label under which `word` has `lemma`."""
    match = SequenceMatcher(None, word, lemma, autojunk=False).find_longest_match()
    if match.size == 0:
        return LemmaRule(whole=lemma)
    return LemmaRule(
        match.a,
        lemma[: match.b],
        len(word) - match.a - match.size,
        lemma[match.b + match.size :],
    )


def apply_rule(word: str, rule: LemmaRule) -> str:
    """Return the lemma of a word; the word itself where the rule cuts more than there is."""
    if rule.whole is not None:
        return rule.whole
    if rule.cut_front + rule.cut_back >= len(word):
        return word
    return rule.put_front + word[rule.cut_front : len(word) - rule.cut_back] + rule.put_back
