"""What guards every request: headers, same origin, tokens in forms, cookies, and limits."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.settings import Settings

# Two years, the least that browsers ask for on their list of sites that are HTTPS only.
HSTS = "max-age=63072000; includeSubDomains"


class Refused(PermissionError):
    """The request did not come from our own page."""


class TooMany(RuntimeError):
    """More requests than a person makes."""


class RateLimit:
    """At most `most` times in `seconds` for each key; keys are kept in memory only."""

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._times: dict[str, deque[float]] = {}

    def check(self, key: str) -> None:
        """Raises TooMany."""
        now = self._clock()
        self._forget(now - self._seconds)
        times = self._times.setdefault(key, deque())
        if len(times) >= self._most:
            raise TooMany
        times.append(now)

    def _forget(self, before: float) -> None:
        for key in list(self._times):
            times = self._times[key]
            while times and times[0] <= before:
                times.popleft()
            if not times:
                del self._times[key]


def security_headers(settings: Settings, *, desk: bool = False) -> dict[str, str]:
    """The desk has another opener policy than the chat, so that a browser keeps windows of the one
    out of reach of the other, also at one address."""
    neutral = urlsplit(settings.neutral_url)
    # Without JavaScript the exit form ends in a redirect to the neutral site, which Chromium
    # blocks unless form-action names it.
    form_action = f"form-action 'self' {neutral.scheme}://{neutral.netloc}"
    only_https = {"Strict-Transport-Security": HSTS} if settings.secure_cookies else {}
    return {
        **only_https,
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self'; connect-src 'self'; worker-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; " + form_action,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Cross-Origin-Opener-Policy": "same-origin" if desk else "same-origin-allow-popups",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Robots-Tag": "noindex",
    }


def form_token(secret: str) -> str:
    """The token that forms carry, made from the cookie's secret: nothing to store."""
    return hashlib.sha256(b"formulier:" + secret.encode()).hexdigest()[:32]


def check_same_origin(request: Request) -> None:
    """Raises Refused when another site sent this request."""
    site = request.headers.get("sec-fetch-site")
    if site:
        if site not in {"same-origin", "none"}:
            raise Refused
        return
    origin = request.headers.get("origin") or request.headers.get("referer")
    if not origin or _host_in(origin) != request.headers.get("host"):
        raise Refused


def page_token(secret: str) -> str:
    """What a page of the desk asks more with, by its script. It stands in an address, and so is not
    the token of forms."""
    return hashlib.sha256(b"pagina:" + secret.encode()).hexdigest()[:32]


def check_own_page(request: Request, secret: str) -> None:
    """Raises Refused when something else than a person in a window asks for a page of the desk: a
    frame, or a script, unless it is the script of a page of the desk. The chat may have the same
    address, and what would be wrong there must not read here."""
    asks = request.headers.get("sec-fetch-dest")  # of older browsers nothing is known
    if request.method != "GET" or asks in (None, "document"):
        return
    given = request.args.get("pagina") or ""
    if not hmac.compare_digest(given.encode(errors="replace"), page_token(secret).encode()):
        raise Refused


def _host_in(address: str) -> str | None:
    try:
        return urlsplit(address).netloc
    except ValueError:  # "http://[", which no browser sends
        return None


def check_form(request: Request, secret: str) -> None:
    """Raises Refused when the form is not one that we gave to this cookie."""
    check_same_origin(request)
    form = request.form or {}
    given = request.headers.get("x-token") or form.get("token") or ""
    # As bytes: of text it takes ASCII only, and what is given can be anything.
    if not hmac.compare_digest(given.encode(errors="replace"), form_token(secret).encode()):
        raise Refused


def address(request: Request) -> str:
    """The visitor's address, for limits only; it is never stored or logged."""
    return str(request.remote_addr or request.ip)


def host_of(request: Request) -> str:
    """The name of the site that was asked for, without a port."""
    return str(request.headers.get("host") or "").rpartition("@")[2].partition(":")[0].lower()


class Cookie:
    """A cookie unreadable for scripts; gone when the browser closes, or kept for some seconds.
    Other sites cannot send it; `by_links` lets them by a link or a redirect."""

    def __init__(
        self, name: str, settings: Settings, seconds: int | None = None, *, by_links: bool = False
    ) -> None:
        self._secure = settings.secure_cookies
        self._seconds = seconds
        self._same_site = "Lax" if by_links else "Strict"
        self.name = f"__Host-{name}" if self._secure else name

    def read(self, request: Request) -> str | None:
        value = request.cookies.get(self.name)
        return str(value) if value and value.isascii() else None  # ours are

    def give(self, response: HTTPResponse, value: str) -> None:
        response.cookies[self.name] = value
        self._attributes(response, self.name)
        response.cookies[self.name]["httponly"] = True
        if self._seconds is not None:
            response.cookies[self.name]["max-age"] = self._seconds

    def take_back(self, response: HTTPResponse) -> None:
        clear_cookie(response, self.name, self._secure)

    def _attributes(self, response: HTTPResponse, name: str) -> None:
        cookie = response.cookies[name]
        cookie["path"] = "/"
        cookie["samesite"] = self._same_site
        if self._secure:
            cookie["secure"] = True


def clear_cookie(response: HTTPResponse, name: str, secure: bool) -> None:
    """Removes a cookie with the attributes it was set with; `__Host-` cookies need them."""
    response.cookies[name] = ""
    cookie = response.cookies[name]
    cookie["path"] = "/"
    cookie["samesite"] = "Strict"
    cookie["max-age"] = 0
    if secure:
        cookie["secure"] = True
