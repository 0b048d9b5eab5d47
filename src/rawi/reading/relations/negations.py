"""Ties that a text denies: لا ينتمي إلى كذا, نفى دعمه لكذا."""

from rawi.language.phrases import PhraseMatch
from rawi.reading.relations.triggers import Trigger, load_nouns
from rawi.reading.titles.names import Names

# نفى المتحدث باسم الوزارة دعم كذا: a verb of denying stands so many tokens before, at most.
_MAX_BACK = 6


def is_denied(names: Names, match: PhraseMatch[Trigger]) -> bool:
    """Whether a particle of negation stands before a trigger, or a verb of denying shortly so."""
    first = names.sentence_first(match.first)
    if match.first == first:
        return False
    if names.tokens[match.first - 1].find_form(load_nouns("negation")) is not None:
        return True
    if any(trigger.adjective for trigger in match.entries):
        return False
    near = names.tokens[max(first, match.first - _MAX_BACK) : match.first]
    return any(token.find_form(load_nouns("denying")) is not None for token in near)
