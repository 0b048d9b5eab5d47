"""The web: feeds, sitemaps and pages by their addresses, fetched politely."""

from rawi.source.web.settings import Web
from rawi.source.web.states import FetchState, FileState, MemoryState, Validators

__all__ = ["FetchState", "FileState", "MemoryState", "Validators", "Web"]
