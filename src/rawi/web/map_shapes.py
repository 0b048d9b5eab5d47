"""What the map answers with."""

from datetime import date

from pydantic import BaseModel

from rawi.model import Precision


class Place(BaseModel):
    """A place with the incidents that most accounts put there.

    Attributes:
        key: What the incidents of the place are asked for by.
        names: How accounts name it, the commonest first.
        precision: How large it is: the point is the middle of an area of that kind.
        differing: Incidents of it of which other accounts give another place.
    """

    key: str
    names: list[str]
    latin: str | None
    lat: float
    lon: float
    country: str | None
    precision: Precision
    incidents: int
    differing: int
    earliest: date | None
    latest: date | None


class MapView(BaseModel):
    """Incidents by place.

    Attributes:
        total: Incidents that the filters choose.
        unlocated: Those with a place whose coordinates are not known.
        unnamed: Those without a place.
        places: The places of the others, those of most incidents first.
        more_places: Places left out because there are too many.
        tiles: Address of raster tiles, where one is configured.
    """

    total: int
    unlocated: int
    unnamed: int
    places: list[Place]
    more_places: int
    tiles: str | None
