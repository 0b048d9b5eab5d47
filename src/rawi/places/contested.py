"""What two states share: a name (عمان, Oman or Amman), or a claim to a place (الجولان)."""

from collections.abc import Mapping, Sequence
from functools import cache

from rawi.lexica.tables import load_table
from rawi.places.atlas import Place, find_other_capital
from rawi.text.normalise import fold


def settle_state(candidates: Sequence[Place], weights: Mapping[str, float]) -> Sequence[Place]:
    """Return the candidates of one country where a state and another's capital share the name.

    عمان is Oman or Amman: the country that the article speaks of more, none where neither.
    """
    state = next((place for place in candidates if place.kind == "country"), None)
    capital = state and find_other_capital(candidates, state)
    if state is None or capital is None:
        return candidates
    one, other = weights.get(state.country, 0.0), weights.get(capital.country, 0.0)
    if one == other:
        return ()
    country = state.country if one > other else capital.country
    return [place for place in candidates if place.country == country]


@cache
def _load_claims() -> dict[str, tuple[str, ...]]:
    rows = load_table("places/disputed")
    return {fold(row["form"]): tuple(row["claimants"].split()) for row in rows}


def find_claimants(key: str) -> tuple[str, ...]:
    """Return the ISO codes of those who claim a place of a folded name; empty if undisputed."""
    return _load_claims().get(key, ())
