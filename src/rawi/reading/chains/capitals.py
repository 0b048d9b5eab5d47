"""Capitals that stand for their states (أعلنت باريس, "Paris announced")."""

from functools import cache

from rawi.language.analysis import Analysis
from rawi.language.names import load_name_words, load_rows
from rawi.reading.mentions import Name
from rawi.text.normalise import fold


@cache
def _load_capitals() -> dict[str, str]:
    """Return folded capital -> country."""
    return {fold(row["form"]): row["country"] for row in load_rows("places/capitals")}


@cache
def load_states() -> dict[str, str]:
    """Return canonical name of a state -> country."""
    return {row["canonical"]: row["country"] for row in load_rows("places/countries")}


def find_capital_country(name: Name) -> str:
    """Return the code of the country whose capital a name is; empty where it is none."""
    if name.type != "place" or name.canonical is None:
        return ""
    return _load_capitals().get(fold(name.canonical), "")


def acts(analysis: Analysis, name: Name) -> bool:
    """Whether a capital stands where its state acts: beside a verb of saying or doing."""
    index = analysis.token_at(name.start)
    if analysis.tokens[index].start < name.start and analysis.tokens[index].text[0] in "بف":
        return False
    words = load_name_words()
    named = index > 0 and analysis.tokens[index - 1].find_form(words.venues) is not None
    if named and not _is_joined(analysis, name):
        return False  # اتفاق موسكو
    around = analysis.tokens[max(0, index - 1) : index + 2]
    if any(token.key in words.state_cues for token in around):
        return True
    if index and analysis.tokens[index - 1].find_form(words.stance_cues) is not None:
        return True  # قلق الرياض
    # The capitals of powers are named for their states, but where a place is meant.
    before = analysis.tokens[index - 1].key if index else ""
    place = before in words.place_cues or before in words.heads or before in words.place_generics
    power = any(form.key in words.power_cues for form in analysis.tokens[index].forms)
    return power and not place


def _is_joined(analysis: Analysis, name: Name) -> bool:
    """Whether a capital has a partner behind it (مباحثات موسكو وأنقرة, اتفاق أثينا مع الدائنين)."""
    after = analysis.token_at(name.end - 1) + 1
    if after >= len(analysis.tokens):
        return False
    token = analysis.tokens[after]
    return token.key == "مع" or any(form.proclitics == "و" for form in token.forms)
