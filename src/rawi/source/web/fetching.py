"""Fetching an address as a polite guest: robots.txt, pauses, conditional requests, limits."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from rawi.errors import SourceError
from rawi.source.items import format_time
from rawi.source.web.settings import Web
from rawi.source.web.states import Validators
from rawi.source.web.transports import UnsafeAddressError, make_transport

_MAX_REDIRECTS = 5
_MAX_ROBOTS = 500_000
# A site that asks for longer pauses than this would hold up the run; it is left out.
_MAX_DELAY = 60.0
_ACCEPT = "text/html, application/xhtml+xml, application/xml, application/pdf;q=0.9, */*;q=0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent: `url` after redirects, `media` without parameters, `obtained` in UTC."""

    url: str
    data: bytes
    media: str
    charset: str | None
    obtained: str
    validators: Validators


class _RedirectedTo(Exception):  # noqa: N818  # no error, a turn of the way
    """The server points to another address."""


class Fetcher:
    """Fetches addresses one after another.

    Args:
        web: How.
        max_bytes: Limit of one answer.
        named: Host that the user named, which may be a private one.
        clock: Seconds that only grow.
        sleep: Waits for some seconds.
    """

    def __init__(
        self,
        web: Web,
        max_bytes: int,
        *,
        named: str | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._web = web
        self._max_bytes = max_bytes
        self._clock = clock
        self._sleep = sleep
        self._robots: dict[str, Protego | SourceError] = {}
        self._next: dict[str, float] = {}
        self._client = httpx.Client(
            transport=make_transport(private=web.private, named=named),
            headers={"User-Agent": web.user_agent, "Accept": _ACCEPT},
            timeout=web.timeout,
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self._client.close()

    def fetch(self, url: str, *, fresh: bool = False) -> Answer:
        """Return what lies at an address.

        Args:
            url: The address.
            fresh: Whether it is fetched even if it has not changed since it was kept.

        Raises:
            SourceError: it may not or cannot be fetched, or has not changed (`not modified`).
        """
        first = url
        for _ in range(_MAX_REDIRECTS + 1):
            self._check(url)
            try:
                return self._get(url, first, self._max_bytes, fresh=fresh)
            except _RedirectedTo as turn:
                url = urljoin(url, str(turn))
            except UnsafeAddressError as error:
                raise _fail(
                    first, f"{error}; such addresses are not fetched", "unsafe address"
                ) from error
            except httpx.TimeoutException as error:
                raise _fail(
                    first, f"no answer within {self._web.timeout:g} s", "timeout"
                ) from error
            except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
                raise _fail(first, f"cannot be fetched ({error})", "no connection") from error
        raise _fail(first, f"more than {_MAX_REDIRECTS} redirects", "no connection")

    def _describe(self, url: str, error: Exception) -> SourceError:
        """Return the error of an address that could not be reached."""
        what, reason = self._explain(error)
        return _fail(url, what, reason)

    def _explain(self, error: Exception) -> tuple[str, str]:
        """Return what is wrong with a connection, and the reason that is counted."""
        if isinstance(error, UnsafeAddressError):
            return f"{error}; such addresses are not fetched", "unsafe address"
        if isinstance(error, httpx.TimeoutException):
            return f"no answer within {self._web.timeout:g} s", "timeout"
        return f"cannot be fetched ({error})", "no connection"

    def _check(self, url: str) -> None:
        """Refuse an address that is none on the web, or that its site keeps programs away from."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _fail(url, "is no http or https address", "unsafe address")
        robots = self._load_robots(f"{parts.scheme}://{parts.netloc}")
        if isinstance(robots, SourceError):
            raise _fail(url, str(robots), robots.reason, skipped=robots.skipped)
        if not robots.can_fetch(url, self._web.user_agent):
            raise _fail(url, "its site's robots.txt forbids it", "robots", skipped=True)

    def _load_robots(self, site: str) -> Protego | SourceError:
        """Return a site's rules (without a file, none), or why they are not known."""
        if site not in self._robots:
            self._robots[site] = self._fetch_robots(site)
        return self._robots[site]

    def _fetch_robots(self, site: str) -> Protego | SourceError:
        url = f"{site}/robots.txt"
        for _ in range(_MAX_REDIRECTS + 1):
            try:
                answer = self._get(url, url, _MAX_ROBOTS, fresh=True)
                return Protego.parse(answer.data.decode("utf-8", "replace"))
            except _RedirectedTo as turn:
                url = urljoin(url, str(turn))
                if urlsplit(url).scheme not in ("http", "https"):
                    break
            except SourceError as error:
                if error.reason in ("not found", "forbidden"):
                    return Protego.parse("")
                break
            except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
                what, reason = self._explain(error)
                return SourceError(what, reason=reason)
        return SourceError(
            "its site's robots.txt cannot be read, so nothing is fetched. Try later",
            reason="robots",
            skipped=True,
        )

    def _wait(self, url: str) -> None:
        """Wait until the next request to a host is due."""
        host = urlsplit(url).netloc
        robots = self._robots.get(f"{urlsplit(url).scheme}://{host}")
        asked = robots.crawl_delay(self._web.user_agent) if isinstance(robots, Protego) else None
        delay = max(self._web.delay, float(asked or 0))
        if delay > _MAX_DELAY:
            raise _fail(
                url, f"its site asks for {delay:g} s between requests", "robots", skipped=True
            )
        now = self._clock()
        due = self._next.get(host, now)
        if due > now:
            self._sleep(due - now)
        self._next[host] = max(due, now) + delay

    def _get(self, url: str, first: str, limit: int, *, fresh: bool) -> Answer:
        self._wait(url)
        known = None if fresh else self._web.state.load(first)
        headers = {}
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        with self._client.stream("GET", url, headers=headers) as response:
            if response.has_redirect_location:
                raise _RedirectedTo(response.headers.get("Location", ""))
            _check_status(response, url)
            data = self._read(response, url, limit)
            return Answer(
                url=url,
                data=data,
                media=response.headers.get("Content-Type", "").split(";")[0].strip().lower(),
                charset=response.charset_encoding,
                obtained=format_time(time.time()),
                validators=Validators(
                    etag=response.headers.get("ETag"),
                    last_modified=response.headers.get("Last-Modified"),
                ),
            )

    def _read(self, response: httpx.Response, url: str, limit: int) -> bytes:
        """Return the body, no more than the limit and no longer than the time allowed."""
        end = self._clock() + self._web.total_seconds
        pieces, size = [], 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > limit:
                raise _fail(url, f"more than {limit:,} bytes; raise --max-size", "too large")
            if self._clock() > end:
                raise _fail(url, f"more than {self._web.total_seconds:g} s", "timeout")
            pieces.append(piece)
        return b"".join(pieces)


def _check_status(response: httpx.Response, url: str) -> None:
    """Refuse an answer that is not the page.

    Raises:
        SourceError: saying what the server said.
    """
    code = response.status_code
    if code == 304:
        raise _fail(url, "has not changed since it was fetched", "not modified", skipped=True)
    if code in (404, 410):
        raise _fail(url, f"there is no such page ({code})", "not found")
    if code in (401, 403, 451):
        raise _fail(url, f"the server refuses it ({code})", "forbidden")
    if code == 429:
        raise _fail(url, "the server asks for a pause (429). Try later", "server error")
    if code != 200:
        raise _fail(url, f"the server answers {code}", "server error")


def _fail(url: str, what: str, reason: str, *, skipped: bool = False) -> SourceError:
    shown = url if url.isprintable() else ascii(url)
    return SourceError(f"{shown[:300]}: {what}", reason=reason, skipped=skipped)
