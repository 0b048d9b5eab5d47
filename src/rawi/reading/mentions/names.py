"""A name found in the text, and a finder's proposal of one."""

from functools import cache
from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.language.names import load_name_words
from rawi.language.phrases import PhraseTable
from rawi.lexica.tables import load_table
from rawi.model import MentionType

# How far a proposal is trusted: firm ones win over weak ones, whatever their length.
WEAK, FAIR, FIRM = 1, 2, 3
# A name in quotation marks behind the noun of a force is that of the force: كتيبة "أبو سليم".
QUOTED = 4


class Name(NamedTuple):
    """A name found in the text, before it is known whom it names.

    Attributes:
        start: Offset of its first code point (behind any proclitic).
        end: Offset after its last.
        type: What kind of thing it names.
        canonical: What the lexicon calls the thing named; None for a name that is not listed.
        country: ISO 3166 country of the thing named, where the lexicon gives it.
    """

    start: int
    end: int
    type: MentionType
    canonical: str | None = None
    country: str | None = None


class Proposal(NamedTuple):
    """A finder's proposal: tokens `[first, last)` name something.

    Attributes:
        first: Its first token.
        last: The token after its last one.
        skip: Code points of the first token before the name (its proclitics).
        type: What kind of thing is named.
        trust: WEAK, FAIR or FIRM.
        canonical: What the lexicon calls it, if it is listed.
        country: ISO 3166 country, if the lexicon gives it.
    """

    first: int
    last: int
    skip: int
    type: MentionType
    trust: int
    canonical: str | None = None
    country: str | None = None


@cache
def _load_no_names() -> PhraseTable[str]:
    return PhraseTable((row["form"], row["form"]) for row in load_table("names/no_names"))


def drop_no_names(analysis: Analysis, proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals without those inside a phrase that names nothing: مسقط رأسه."""
    inside: dict[int, int] = {}
    for match in _load_no_names().iter_matches(analysis.tokens):
        for index in range(match.first, match.last):
            inside[index] = match.last
    return [p for p in proposals if inside.get(p.first, 0) < p.last]


def join_proposals(analysis: Analysis, proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals that hold, in order, none overlapping: the most trusted, the longest.

    Of equal ones the first in the list wins, so the order of the finders decides. A man known by
    one word is not he who has it for first name: هادي, هادي العبد الله.
    """
    full = {p.first for p in proposals if _is_full(analysis, p)}
    proposals = [p for p in proposals if not (_is_known_man(p) and p.first in full)]
    ranked = sorted(
        enumerate(proposals), key=lambda item: (-item[1].trust, item[1].first - item[1].last)
    )
    taken = bytearray(len(analysis.tokens))
    kept = []
    for _, proposal in ranked:
        if not any(taken[proposal.first : proposal.last]):
            taken[proposal.first : proposal.last] = b"\x01" * (proposal.last - proposal.first)
            kept.append(proposal)
    return sorted(kept)


def _is_full(analysis: Analysis, proposal: Proposal) -> bool:
    """Whether a proposal is a person, his family name being sure: الزوي, العبد الله."""
    if proposal.type != "person" or proposal.trust < FAIR or proposal.last - proposal.first < 2:
        return False
    first, last = analysis.tokens[proposal.first], analysis.tokens[proposal.last - 1]
    words = load_name_words()
    nisba = (
        last.key.startswith("ال") and last.key.endswith("ي") and last.key not in words.adjectives
    )
    return first.key in words.given and (nisba or last.key in words.servants)


def _is_known_man(proposal: Proposal) -> bool:
    """Whether a proposal is a listed person of one word."""
    single = proposal.last - proposal.first == 1 and proposal.skip == 0
    return proposal.type == "person" and single and proposal.canonical is not None


def make_name(analysis: Analysis, proposal: Proposal) -> Name:
    """Return the name that a proposal stands for, as offsets."""
    tokens = analysis.tokens
    return Name(
        tokens[proposal.first].start + proposal.skip,
        tokens[proposal.last - 1].end,
        proposal.type,
        proposal.canonical,
        proposal.country,
    )
