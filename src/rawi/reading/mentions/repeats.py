"""Short forms of names that the article has given in full: one decision a name, everywhere."""

from rawi.language.analysis import Analysis
from rawi.language.names import load_name_words
from rawi.reading.mentions.names import FAIR, WEAK, Proposal


def find_repeats(analysis: Analysis, found: list[Proposal]) -> list[Proposal]:
    """Propose every further occurrence of a found place, and of a person's family name."""
    words = load_name_words()
    short: dict[str, Proposal] = {}
    for proposal in found:
        if proposal.trust < FAIR:
            continue
        last = analysis.tokens[proposal.last - 1].key
        single = proposal.last - proposal.first == 1
        if proposal.type == "person" and not single and last not in words.given:
            short.setdefault(last, proposal)
        elif proposal.type in ("place", "person") and single:
            key = analysis.tokens[proposal.first].key
            if not proposal.skip:
                short.setdefault(key, proposal)
    taken = {index for proposal in found for index in range(proposal.first, proposal.last)}
    repeats = []
    for index, token in enumerate(analysis.tokens):
        if index in taken or token.kind != "word":
            continue
        for form in token.forms:
            full = short.get(form.key)
            if full is not None and form.key not in words.ordinary | words.stops:
                repeats.append(Proposal(index, index + 1, form.skip, full.type, WEAK))
                break
    return repeats
