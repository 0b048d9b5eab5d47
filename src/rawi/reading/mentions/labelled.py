"""Joining the names of a model of the user's choosing with those of the word lists.

The rule: what the word lists know firmly stays as they have it; elsewhere the model's names go
before the rules' fair and weak guesses that overlap with them; what only the rules found stays. A
body that the rules take for an armed group is one, for models know no such kind. Conjunctions and
prepositions that are written together with a name are cut off as the rules cut them.
"""

from rawi.language.analysis import Analysis
from rawi.language.namers import Found, Namer
from rawi.language.names import load_name_words
from rawi.model import MentionType
from rawi.reading.mentions.names import FAIR, FIRM, Proposal
from rawi.text.tokens import Form, Token

_PREPOSITIONS = frozenset(("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل"))


def join_found(analysis: Analysis, rules: list[Proposal], namer: Namer) -> list[Proposal]:
    """Return the proposals of the rules and of a model, those that go before the others firm.

    Args:
        analysis: The text.
        rules: What the finders propose.
        namer: The model.
    """
    firm = [proposal for proposal in rules if proposal.trust == FIRM]
    held = {index for proposal in firm for index in range(proposal.first, proposal.last)}
    others = [proposal for proposal in rules if proposal.trust != FIRM]
    starts: dict[int, list[Proposal]] = {}
    for proposal in rules:
        starts.setdefault(proposal.first, []).append(proposal)
    found = [
        _propose(analysis, name, starts.get(name.first, []))
        for name in namer.find(analysis)
        if not held.intersection(range(name.first, name.last))
    ]
    taken = {index for proposal in found for index in range(proposal.first, proposal.last)}
    free = [p for p in others if not taken.intersection(range(p.first, p.last))]
    return [*firm, *found, *free]


def _propose(analysis: Analysis, name: Found, rules: list[Proposal]) -> Proposal:
    """Return what a model found as a proposal, its first token without its proclitics."""
    token = analysis.tokens[name.first]
    alike = next((rule for rule in rules if rule.last == name.last), None)
    skip = rules[0].skip if rules else _find_skip(token)
    kind = _find_type(token, name.type, alike, skip)
    known = alike if alike is not None and alike.type == kind else None
    return Proposal(
        name.first,
        name.last,
        skip,
        kind,
        FIRM,
        known.canonical if known is not None else None,
        known.country if known is not None else None,
    )


def _find_skip(token: Token) -> int:
    """Return the length of the proclitics of a name that no rule has found.

    They are cut only where the rest is sure to be a word: with the article (والجيش, للجيش), or a
    given name of the lists (وأحمد, not وليد).
    """
    given = load_name_words().given
    if token.forms[0].key in given:
        return 0
    return next((form.skip for form in token.forms if _is_host(form, given)), 0)


def _is_host(form: Form, given: dict[str, int]) -> bool:
    if form.proclitics not in _PREPOSITIONS:
        return False
    return form.key.startswith("ال") or form.key in given


def _find_type(token: Token, kind: MentionType, alike: Proposal | None, skip: int) -> MentionType:
    """Return the kind of a name: of a body, whether it is armed, as the rules see it."""
    if kind != "organization":
        return kind
    if alike is not None and alike.trust >= FAIR and alike.type == "armed_group":
        return "armed_group"
    key = next((form.key for form in token.forms if form.skip == skip), token.key)
    heads = load_name_words().heads.lookup(key)
    types = {head.type for head in heads}
    return "armed_group" if types == {"armed_group"} else "organization"
