"""Where the places that an article names lie."""

from rawi.reading.places.locations import locate_places

__all__ = ["locate_places"]
