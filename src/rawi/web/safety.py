"""Who may ask, and what a page may do: hosts, tokens, origins, and the headers of every answer."""

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from starlette.responses import RedirectResponse, Response

from rawi.web.failures import refuse

LOOPBACK = ("127.0.0.1", "localhost", "::1")
# A page from here may load what lies here and nothing else, run no script of its own text, and be
# framed by nobody. Map tiles and the like come only where an address is configured.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{tiles}; "
    "font-src 'self'; connect-src 'self'{tiles}; worker-src 'self' blob:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
# Writing needs a header that no form and no other site can send without being asked first.
WRITE_HEADER = "X-Rawi"
_COOKIE = "rawi-token"
_READING = ("GET", "HEAD", "OPTIONS")

Next = Callable[[Request], Awaitable[Response]]


def add_safety(app: FastAPI, *, host: str, token: str | None, tiles: str | None = None) -> None:
    """Guard every request of an application and head every answer.

    Args:
        app: The application.
        host: The address that it is bound to; only requests that name it (or, bound to loopback, a
            name of loopback) are answered, so that no other site's name can be made to lead here.
        token: What a request must carry: `Authorization: Bearer TOKEN`, or the cookie that the page
            sets; None where only this machine can ask.
        tiles: Origin of map tiles, where one is configured.
    """
    names = {host.strip("[]"), *LOOPBACK} if host in LOOPBACK else None
    policy = _POLICY.format(tiles=f" {tiles}" if tiles else "")

    @app.middleware("http")
    async def _guard(request: Request, call_next: Next) -> Response:
        if token is not None and _matches(request.query_params.get("token", ""), token):
            return _let_in(request, token)
        refused = _find_refusal(request, names, token)
        answer = refused if refused is not None else await call_next(request)
        answer.headers["Content-Security-Policy"] = policy
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if request.url.path.startswith("/api/"):
            answer.headers["Cache-Control"] = "no-store"
        return answer


def _find_refusal(request: Request, names: set[str] | None, token: str | None) -> Response | None:
    """Return the answer to a request that may not pass, None to one that may."""
    called = urlsplit(f"//{request.headers.get('host', '')}").hostname
    if names is not None and called not in names:
        return refuse(421, f"no host {called!r} here", "Open the address that rawi serve printed")
    if token is not None and request.url.path.startswith("/api/") and not _knows(request, token):
        return refuse(401, "a token is needed", "Open the address that rawi serve printed")
    if request.method not in _READING and not _is_own(request):
        return refuse(403, "this write comes from elsewhere", f"Send the header {WRITE_HEADER}: 1")
    return None


def _let_in(request: Request, token: str) -> Response:
    """Keep the token of the printed address in a cookie, out of the address bar."""
    answer = RedirectResponse(request.url.path, status_code=303)
    answer.set_cookie(_COOKIE, token, httponly=True, samesite="strict")
    return answer


def _knows(request: Request, token: str) -> bool:
    given = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    return _matches(given or request.cookies.get(_COOKIE, ""), token)


def _matches(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode(), token.encode())


def _is_own(request: Request) -> bool:
    """Whether a write comes from our own page, or from a program and no browser."""
    if request.headers.get(WRITE_HEADER) is None:
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
