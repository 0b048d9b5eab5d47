"""Words that put a place in or beside another: قرية في ريف إدلب الجنوبي, على بعد 12 كم غرب سرت."""

from functools import cache
from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.language.numbers import read_number
from rawi.lexica.tables import load_table
from rawi.model import Mention
from rawi.reading.entities import Entities
from rawi.reading.places.features import load_features
from rawi.text.normalise import fold
from rawi.text.tokens import Token

# Words between a name and the place that it is put by: على بعد 20 كيلومترا إلى الشمال من مدينة.
MAX_LINK = 9
# Words of a side behind the place: ريف إدلب الجنوبي الشرقي.
MAX_SIDES = 2
_MARKS = frozenset("،,-–—")
_QUOTES = frozenset('"“”«»')


class Direction(NamedTuple):
    """What a word between two names says: a row of `places/directions`."""

    relation: str
    bearing: float | None
    km: float | None


class Link(NamedTuple):
    """The place that a name is put in or beside.

    Attributes:
        entity: The other place.
        relation: in, wide (in the division or country around it), near, side.
        km: The distance that the text gives, None if it gives none.
        bearing: The side that the text gives, in degrees from north; None if it gives none.
    """

    entity: str
    relation: str
    km: float | None = None
    bearing: float | None = None


@cache
def load_directions() -> dict[str, Direction]:
    """Return the words between names of places by folded form."""
    return {
        fold(row["form"]): Direction(
            row["relation"],
            float(row["bearing"]) if row["bearing"] else None,
            float(row["km"]) if row["km"] else None,
        )
        for row in load_table("places/directions")
    }


class _Path:
    """What was read between a name and the place it is put by, word for word."""

    def __init__(self) -> None:
        self.relation: str | None = None
        self.bearings: list[float] = []
        self._number: float | None = None
        self.km: float | None = None

    def add(self, tokens: list[Token], index: int) -> int | None:
        """Read a word or number; return the token after it, None if it parts two names."""
        number = read_number(tokens, index)
        if number is not None:
            self._number = number.low
            self.relation = _stronger(self.relation, "link")
            return number.last
        step = _read_word(tokens[index])
        if step is None:
            return None
        self.relation = _stronger(self.relation, step.relation)
        if step.bearing is not None:
            self.bearings.append(step.bearing)
        if step.km is not None and self._number is not None:
            self.km = self._number * step.km
        return index + 1

    def end(self, entity: str) -> Link | None:
        """Return the link to the place at the end of the path, None if nothing said of it."""
        if self.relation is None:
            return None
        return Link(entity, self.relation, self.km, _join_bearings(self.bearings))


def find_link(analysis: Analysis, entities: Entities, index: int) -> Link | None:
    """Return the place that the name before a token is put by: سراقب شرقي إدلب, X في محافظة Y."""
    tokens = analysis.tokens
    path = _Path()
    at: int | None = index
    while at is not None and at < min(index + MAX_LINK, len(tokens)):
        token = tokens[at]
        mention = entities.mention_at(token.end - 1)
        if mention is None:
            at = at + 1 if token.text in _QUOTES else path.add(tokens, at)
            continue
        joined = token.start < mention.start and token.text.startswith("و")
        if mention.type != "place" or joined:
            return None
        if token.start < mention.start and "ب" in token.text[:2]:
            path.relation = _stronger(path.relation, "in")
        if path.relation in ("in", "wide"):
            path.bearings += _read_sides(tokens, analysis.token_at(mention.end - 1) + 1)
        return path.end(mention.entity)
    return None


def find_links(analysis: Analysis, entities: Entities, places: list[Mention]) -> dict[str, Link]:
    """Return, by mention, what each place is put in or beside.

    What is said of the last name of a list holds for all: بلدات س وص وع في ريف حماة.

    Args:
        analysis: The article.
        entities: Its entities.
        places: The mentions of places, in order of the text.
    """
    links: dict[str, Link] = {}
    following: Mention | None = None
    for mention in reversed(places):
        after = analysis.token_at(mention.end - 1) + 1
        link = find_link(analysis, entities, after)
        if link is None and following is not None:
            first = analysis.token_at(following.start)
            if _is_list(analysis.tokens, after, first):
                link = links.get(following.id)
        if link is not None and link.entity != mention.entity:
            links[mention.id] = link
        following = mention
    return links


def _is_list(tokens: list[Token], after: int, first: int) -> bool:
    """Whether only commas and و stand between two names."""
    if first == after:
        return tokens[first].key.startswith("و") and any(f.skip for f in tokens[first].forms)
    return first == after + 1 and tokens[after].text in _MARKS


def _read_word(token: Token) -> Direction | None:
    """Return what a word between two names says of them; None for a word that parts them."""
    for form in token.forms:
        if form.proclitics.startswith("و"):
            continue
        direction = load_directions().get(form.key)
        if direction is not None:
            inside = direction.relation == "link" and "ب" in form.proclitics
            return direction._replace(relation="in") if inside else direction
        feature = load_features().get(form.key)
        if feature is not None:
            wide = feature.precision in ("governorate", "region")
            return Direction("wide" if wide else "in", None, None)
    return None


def _read_sides(tokens: list[Token], index: int) -> list[float]:
    """Return the sides that adjectives behind a place give: ريف إدلب الجنوبي الشرقي."""
    found: list[float] = []
    for token in tokens[index : index + MAX_SIDES]:
        direction = load_directions().get(token.key)
        if direction is None or direction.bearing is None or not token.key.startswith("ال"):
            break
        found.append(direction.bearing)
    return found


def _join_bearings(bearings: list[float]) -> float | None:
    """Return the one side that several words give, None for none, or for opposite ones."""
    if not bearings:
        return None
    first, last = bearings[0], bearings[-1]
    if abs(first - last) == 180:
        return None
    if {first, last} == {0.0, 270.0}:
        return 315.0
    return (first + last) / 2


def _stronger(one: str | None, other: str | None) -> str | None:
    """Return which of two relations holds: near and side say more than in."""
    if "distance" in (one, other):
        return "near"
    order = ("near", "side", "wide", "in")
    known = [relation for relation in order if relation in (one, other)]
    return known[0] if known else one
