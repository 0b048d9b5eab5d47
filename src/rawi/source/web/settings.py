"""How the web is read: how often, how much, from where."""

from dataclasses import dataclass, field

from rawi import __version__
from rawi.source.web.states import FetchState, MemoryState

USER_AGENT = f"rawi/{__version__} (reads Arabic news; obeys robots.txt)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """What holds for all that is fetched.

    Attributes:
        user_agent: How the program names itself to servers.
        delay: Least seconds between two requests to one host; a longer Crawl-delay is obeyed.
        timeout: Seconds that a server may take to answer, or between two pieces of an answer.
        total_seconds: Seconds that one answer may take in all.
        max_items: Most pages that are fetched for one feed or sitemap.
        max_sitemaps: Most sitemaps that are read for one sitemap index.
        private: Whether addresses of private networks and of this machine may be fetched.
        follow: Whether the pages are fetched that a feed or sitemap in a file links to.
        state: What is remembered of earlier fetches.
    """

    user_agent: str = USER_AGENT
    delay: float = 1.0
    timeout: float = 20.0
    total_seconds: float = 60.0
    max_items: int = 200
    max_sitemaps: int = 20
    private: bool = False
    follow: bool = False
    state: FetchState = field(default_factory=MemoryState)
