"""A name that is a state's and another state's capital's: عمان, Oman or Amman."""

from collections.abc import Mapping, Sequence

from rawi.places.atlas import Place, find_other_capital


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
