"""Short forms of names that the article has given in full: one decision a name, everywhere."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from rawi.language.analysis import Analysis
from rawi.language.names import SURE, NameWords, is_adjacent, is_name_material, load_name_words
from rawi.language.phrases import PhraseTable
from rawi.model import BODIES, MentionType
from rawi.reading.mentions.bare_names import is_bare, is_linked
from rawi.reading.mentions.contested import Listed, count_countries
from rawi.reading.mentions.listed import is_adjective, load_listed, load_states
from rawi.reading.mentions.names import FAIR, FIRM, WEAK, Proposal
from rawi.text.normalise import fold
from rawi.text.tokens import Form, Token

# Letters of a family name that one of them left out still shows.
MIN_FAMILY = 4
# The first word of names like عبد الرحمن, which is also printed as one with what follows.
SERVANT = "عبد"
# So often alone a family name that is a given name too is that person's.
MIN_ALONE = 3
# Types of short forms for which any name that holds the word will do.


def find_repeats(analysis: Analysis, found: list[Proposal]) -> list[Proposal]:
    """Propose what stands for a name found before: a place again, a family name, المرصد."""
    words = load_name_words()
    short: dict[str, Proposal] = {}
    heads: dict[str, Proposal] = {}
    phrases = PhraseTable(_iter_phrases(analysis.tokens, found))
    for proposal in found:
        _add_short(analysis.tokens, proposal, short, words)
        _add_head(analysis.tokens, proposal, heads)
    _add_states(found, heads)
    _add_kingdom(analysis.tokens, found, heads)
    taken = {
        index
        for proposal in found
        if not _is_split_guess(proposal)
        for index in range(proposal.first, proposal.last)
    }
    repeats = []
    ends = {p.last: p for p in found if p.type == "person"}
    families = {
        key: full for key, full in short.items() if full.type == "person" and len(key) >= MIN_FAMILY
    }
    misprints = _make_misprints(families)
    alone = Counter(t.key for i, t in enumerate(analysis.tokens) if i not in taken)
    often = frozenset(key for key in families if alone[key] >= MIN_ALONE)
    for index, token in enumerate(analysis.tokens):
        if index not in taken and token.kind == "word":
            repeat = (
                _find_phrase(analysis.tokens, index, phrases)
                or _find_ending(analysis.tokens, index, short, ends)
                or _find_repeat(analysis.tokens, index, short, words, often=often)
                or _find_head(analysis.tokens, index, heads)
                or _find_misprint(analysis.tokens, index, misprints)
            )
            if repeat is not None:
                repeats.append(repeat)
    return repeats


class _Misprints(NamedTuple):
    """Family names of an article by how they may be misprinted.

    Attributes:
        doubled: With one letter printed twice: االجهيناوي.
        changed: With one letter left out, or two that stand side by side exchanged: حفر for حفتر.
    """

    doubled: dict[str, Proposal]
    changed: dict[str, Proposal]


def _make_misprints(families: dict[str, Proposal]) -> _Misprints:
    doubled: dict[str, Proposal] = {}
    changed: dict[str, Proposal] = {}
    for name, full in families.items():
        for i in range(len(name)):
            doubled.setdefault(name[: i + 1] + name[i:], full)
            changed.setdefault(name[:i] + name[i + 1 :], full)
            changed.setdefault(name[:i] + name[i + 1 : i + 2] + name[i] + name[i + 2 :], full)
    return _Misprints(doubled, changed)


def _find_misprint(tokens: list[Token], index: int, misprints: _Misprints) -> Proposal | None:
    """Return the family name that a word behind a verb of saying misspells: وتابع حفر أن.

    What may be another word is one only where أن follows it.
    """
    words = load_name_words()
    if index == 0 or tokens[index - 1].key not in words.person_cues:
        return None
    key = tokens[index].key
    full = misprints.doubled.get(key) if key not in words.ordinary else None
    if full is None and index + 1 < len(tokens) and tokens[index + 1].key in words.that_cues:
        full = misprints.changed.get(key)
    if full is None:
        return None
    return Proposal(index, index + 1, 0, "person", FAIR, full.canonical, full.country)


def _iter_phrases(tokens: list[Token], found: list[Proposal]) -> Iterator[tuple[str, Proposal]]:
    """Yield the unlisted names of several words, and bodies' without their head, to find again.

    Without its head a name of two nouns stands by itself: لواء نجمة الوادي, نجمة الوادي.
    """
    heads = load_name_words().heads
    for proposal in found:
        yield from ((form, proposal) for form in _iter_served(tokens, proposal))
        size = proposal.last - proposal.first
        if proposal.canonical is not None or proposal.trust < FAIR or size < 2:
            continue
        if proposal.type == "place" or any(
            token.kind != "word" for token in tokens[proposal.first : proposal.last]
        ):
            continue
        keys = [token.key for token in tokens[proposal.first : proposal.last]]
        keys[0] = next(f.key for f in tokens[proposal.first].forms if f.skip == proposal.skip)
        yield " ".join(keys), proposal
        tail = proposal.type != "person" and size == 3 and heads.lookup(keys[0])
        if tail and not keys[1].startswith("ال") and keys[2].startswith("ال"):
            functional = keys[1] in load_name_words().functions
            if not functional:
                yield " ".join(keys[1:]), proposal


def _iter_served(tokens: list[Token], proposal: Proposal) -> Iterator[str]:
    """Yield a family name of two words, which may be printed as one: رامي عبدالرحمن, عبد الرحمن."""
    size, served = proposal.last - proposal.first, load_name_words().servants
    if proposal.type != "person" or proposal.trust < FAIR or size < 2:
        return
    before, last = (token.key for token in tokens[proposal.last - 2 : proposal.last])
    whom = last if before == SERVANT and size > 2 else last.removeprefix(SERVANT)
    if whom in served and (whom != last or before == SERVANT):
        yield from (SERVANT + whom, f"{SERVANT} {whom}")


def _find_phrase(
    tokens: list[Token], index: int, phrases: PhraseTable[Proposal]
) -> Proposal | None:
    """Return the name of several words that was found elsewhere and begins at a token."""
    match = phrases.match(tokens, index)
    if match is None:
        return None
    return Proposal(index, match.last, match.skip, match.entries[0].type, FIRM)


def _find_ending(
    tokens: list[Token], index: int, short: dict[str, Proposal], ends: dict[int, Proposal]
) -> Proposal | None:
    """Return the name that a known family name ends, with more between than where it was first.

    سالم الورفلي, then سالم عمران الورفلي: the same given name stands before.
    """
    full, before = short.get(tokens[index].key), ends.get(index)
    if full is None or before is None or full.type != "person" or full is before:
        return None
    if tokens[before.first].key != tokens[full.first].key or full.last - full.first < 2:
        return None
    return before._replace(
        last=index + 1, trust=FIRM, canonical=full.canonical, country=full.country
    )


def _is_split_guess(proposal: Proposal) -> bool:
    """Whether a name rests on splitting a letter off an unlisted word: باركي, ب + اركي."""
    return proposal.skip > 0 and proposal.canonical is None and proposal.type == "place"


def _add_short(
    tokens: list[Token], proposal: Proposal, short: dict[str, Proposal], words: NameWords
) -> None:
    """Note the one word by which a found name may stand again."""
    if proposal.trust < FAIR:
        return
    last = tokens[proposal.last - 1].key
    single = proposal.last - proposal.first == 1
    if proposal.type == "person" and not single:
        if last not in words.seconds:
            short.setdefault(last, proposal)
        first = tokens[proposal.first]
        if words.given.get(first.key) == SURE:
            short.setdefault(first.key, proposal)
    elif proposal.type in ("place", "person") and single and not proposal.skip:
        short.setdefault(last, proposal)


def _add_head(tokens: list[Token], proposal: Proposal, heads: dict[str, Proposal]) -> None:
    """Note the head of a found name, or its canonical name, under which it may stand again."""
    if proposal.type == "person":
        return
    for token in tokens[proposal.first : proposal.last]:
        heads.setdefault("*" + token.key.removeprefix("ال"), proposal)
    if proposal.last - proposal.first > 1:
        form = next(f for f in tokens[proposal.first].forms if f.skip == proposal.skip)
        heads.setdefault(form.key.removeprefix("ال"), proposal)
    if proposal.type == "place" and proposal.canonical is not None:
        heads.setdefault(fold(proposal.canonical).removeprefix("ال"), proposal)


def _add_states(found: list[Proposal], heads: dict[str, Proposal]) -> None:
    """Note the states of the places found: where Riyadh is named, المملكة is Saudi Arabia."""
    for proposal in found:
        if proposal.type != "place" or proposal.country is None:
            continue
        for adjective in _load_adjectives().get(proposal.country, ()):
            state = load_listed().lookup(adjective)
            if state and state[0].type == "place" and state[0].country == proposal.country:
                named = proposal._replace(canonical=state[0].canonical)
                heads.setdefault(adjective.removeprefix("ال"), named)


def _add_kingdom(tokens: list[Token], found: list[Proposal], heads: dict[str, Proposal]) -> None:
    """Note which state a short form without a name before it means: المملكة.

    It is that of the country of which most is said and named, if it is one; else it stays open.
    """
    for form, states in _load_kingdoms().items():
        if any(head in heads for head in states):
            continue
        if not any(token.find_form((form,)) for token in tokens):
            continue
        weights = count_countries(tokens)
        weights.update(proposal.country or "" for proposal in found)
        ranked = sorted(states.items(), key=lambda item: -weights[item[1].country or ""])
        first, second = (weights[entry.country or ""] for _, entry in ranked[:2])
        if first > second:
            head, entry = ranked[0]
            heads[head] = Proposal(0, 1, 0, "place", FAIR, entry.canonical, entry.country)


@cache
def _load_kingdoms() -> dict[str, dict[str, Listed]]:
    """Return short form -> heads of the states that it may mean, each with the state."""
    found: dict[str, dict[str, Listed]] = {}
    for form, heads in load_name_words().short_forms.items():
        for head, _ in heads:
            for name in (head, "ال" + head):
                state = load_listed().lookup(name)
                if state and name in load_states():
                    found.setdefault(form, {})[head] = state[0]
    return {form: states for form, states in found.items() if len(states) > 1}


@cache
def _load_adjectives() -> dict[str, tuple[str, ...]]:
    """Return country -> its adjectives with the article, folded."""
    found: dict[str, tuple[str, ...]] = {}
    for adjective, country in load_name_words().nationalities.items():
        found[country] = (*found.get(country, ()), adjective)
    return found


def _find_repeat(
    tokens: list[Token],
    index: int,
    short: dict[str, Proposal],
    words: NameWords,
    *,
    often: frozenset[str],
) -> Proposal | None:
    token = tokens[index]
    if "\u064b" in token.text:  # قصفا تركيا: the accusative of an adjective
        return None
    for form in token.forms:
        full = short.get(form.key)
        if full is None or form.key in words.stops:
            continue
        if full.type == "place" and _is_adjective(tokens, index, form, words):
            continue  # الأراضي السعودية
        doubled = token.key not in often and _is_doubled(tokens, form.key, full, words)
        doubtful = form.key in words.ordinary or doubled
        cued = not doubtful or _is_cued(tokens, index, full, words)
        if not cued and not is_bare(tokens, index, full, words):
            continue
        if form.skip and token.key in words.ordinary:
            continue
        first = index if form.skip else _extend_left(tokens, index, full, words)
        skip = form.skip if first == index else 0
        trust = WEAK if form.skip else FIRM
        return Proposal(first, index + 1, skip, full.type, trust, full.canonical, full.country)
    return None


def _is_doubled(tokens: list[Token], key: str, full: Proposal, words: NameWords) -> bool:
    """Whether a family name is a given name too (رياض ياسين), so that alone it needs a cue."""
    size = full.last - full.first
    return (
        full.type == "person"
        and size > 1
        and key in words.given
        and tokens[full.last - 1].key == key
    )


def _is_adjective(tokens: list[Token], index: int, form: Form, words: NameWords) -> bool:
    whole = index > 0 and not form.skip
    return whole and is_adjective(tokens[index - 1], tokens[index], form.key, words)


def _extend_left(tokens: list[Token], index: int, full: Proposal, words: NameWords) -> int:
    """Return where a name begins whose family name is known: سعد (دوابشة)."""
    before = index - 1
    if full.type != "person" or before < 0 or not is_adjacent(tokens, index):
        return index
    if is_linked(tokens, index, full, words):
        return before
    key = tokens[before].key
    given = key in words.given and key not in words.stops
    titled = words.titles.lookup(key) or words.heads.lookup(key) or key in words.nationalities
    # صرحت هانية الزوي behind هنادي الزوي: another of the family.
    said = before > 0 and tokens[before - 1].key in words.person_cues
    rare = said and not titled and not key.startswith("ال") and is_name_material(key)
    return before if given or rare else index


def _is_cued(tokens: list[Token], index: int, full: Proposal, words: NameWords) -> bool:
    """Whether the word before speaks for a name where the word itself is an ordinary one."""
    before = tokens[index - 1].key if index else ""
    if full.type == "person" and tokens[index].key[0] in "لو" and before in words.loyal_cues:
        return True
    if full.type == "person":
        said = index > 0 and tokens[index - 1].find_form(words.person_cues) is not None
        return said or bool(words.titles.lookup(before))
    if full.trust < FIRM or not index:
        return False
    cues = words.target_cues | words.struck_cues
    return before == "في" or tokens[index - 1].find_form(cues) is not None  # وتعرضت الباب


def _is_another(tokens: list[Token], index: int, full: Proposal) -> bool:
    """Whether an adjective of its own makes a short form another body's name.

    التحالف الوطني is not التحالف الدولي, المقاومة الإسلامية not المقاومة الشعبية.
    """
    if full.type not in BODIES or index + 1 >= len(tokens) or not is_adjacent(tokens, index + 1):
        return False
    key = tokens[index + 1].key
    if not key.endswith(("ي", "يه")) or key not in load_name_words().adjectives:
        return False
    return key not in {token.key for token in tokens[full.first : full.last]}


def _find_head(tokens: list[Token], index: int, heads: dict[str, Proposal]) -> Proposal | None:
    """Return the short form of a found name at a token: المرصد, المملكة."""
    words = load_name_words()
    for form in tokens[index].forms:
        for head, type_ in words.short_forms.get(form.key, ()):
            full = heads.get("*" + head if type_ in BODIES else head)
            if full is not None and _is_another(tokens, index, full):
                return None
            if full is not None:
                known = full.type == "place"
                return Proposal(
                    index,
                    index + 1,
                    form.skip,
                    cast(MentionType, type_) if type_ in BODIES else full.type,
                    WEAK,
                    full.canonical if known else None,
                    full.country if known else None,
                )
            if type_ == "place":  # المملكة names a state, whichever it is
                return Proposal(index, index + 1, form.skip, "place", WEAK)
    return None
