"""A real identity provider: Glewlwyd, as Debian packages it, in a process of its own.

It has one client (Advieslijn) and the people that a test adds. People sign in there on its own page
in a browser, or, where the page is not what is tested, by its API.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from bot.settings import COME_BACK, SIGNED_OUT

CLIENT, SECRET = "advieslijn", "geheim-van-de-test"
PASSWORD = "wachtwoord van de organisatie"
SCOPES = ["openid", "profile", "email"]
TABLES = Path("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3")
PAGES = Path("/usr/share/glewlwyd/webapp")
PAGE_SETTINGS = Path("/usr/share/glewlwyd/templates/config.json")
STARTS_WITHIN = 30  # seconds, on a busy machine
SETTINGS = """
port={port}
bind_address="127.0.0.1"
external_url="{url}"
login_url="login.html"
api_prefix="api"
static_files_path="{folder}/pages/"
static_files_mime_types=({{extension=".html" mime_type="text/html"}},
  {{extension=".js" mime_type="application/javascript"}},
  {{extension=".css" mime_type="text/css"}}, {{extension=".json" mime_type="application/json"}})
log_mode="console"
log_level="INFO"
cookie_secure=0
session_key="SESSION"
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="/usr/lib/glewlwyd/user"
user_middleware_module_path="/usr/lib/glewlwyd/user_middleware"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
hash_algorithm="SHA512"
database={{type="sqlite3" path="{folder}/provider.db"}};
"""


class _Stays(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class Browser:
    """Somebody at the API of the provider, with cookies."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()), _Stays)

    def ask(self, method: str, path: str, content: Any = None) -> Any:
        data = None if content is None else json.dumps(content).encode()
        headers = {"Content-Type": "application/json"}
        request = Request(f"{self._url}/api{path}", data, headers, method=method)  # noqa: S310
        with self._opener.open(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")

    def redirected(self, address: str) -> str:
        """Where this address sends the browser."""
        try:
            answer: HTTPResponse = self._opener.open(address, timeout=10)
        except HTTPError as moved:
            return moved.headers["Location"]
        raise AssertionError(f"no redirect but {answer.status}")


class Provider:
    """A started provider; `url` is on another host name than our own pages: another site."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self._port = int(probe.getsockname()[1])
        self.url = f"http://localhost:{self._port}"
        self.issuer = f"{self.url}/api/oidc"
        self._browsers: dict[str, Browser] = {}
        self._log = folder / "provider.log"
        self._prepare(folder)
        self.process = self._started(folder)
        self._wait()
        self._admin = Browser(self.url)
        self._admin.ask("POST", "/auth/", {"username": "admin", "password": "password"})
        self._configure()

    def settings(self, redirect: str) -> dict[str, str]:
        """Of Advieslijn, to which the provider may send browsers back from now on."""
        known = self._admin.ask("GET", f"/client/{CLIENT}")
        known["redirect_uri"] = [*known["redirect_uri"], redirect]
        known["backchannel_logout_uri"] = redirect.replace(COME_BACK, SIGNED_OUT)
        self._admin.ask("PUT", f"/client/{CLIENT}", known)
        return {
            "ADVIESLIJN_OIDC_ISSUER": self.issuer,
            "ADVIESLIJN_OIDC_CLIENT_ID": CLIENT,
            "ADVIESLIJN_OIDC_CLIENT_SECRET": SECRET,
            "ADVIESLIJN_OIDC_REDIRECT": redirect,
            # When a code is exchanged this provider does not know any more when that was.
            "ADVIESLIJN_OIDC_MAX_AGE_MINUTES": "0",
        }

    def add(self, login: str, email: str = "", verified: bool = True) -> None:
        """Somebody with an account there, who lets Advieslijn know who it is."""
        about = {"username": login, "name": login.title(), "email": email, "password": PASSWORD}
        more = {"verified": str(int(verified)), "scope": SCOPES, "enabled": True}
        self._admin.ask("POST", "/user/", {**about, **more})
        granting = Browser(self.url)
        granting.ask("POST", "/auth/", {"username": login, "password": PASSWORD})
        granting.ask("PUT", f"/auth/grant/{CLIENT}", {"scope": " ".join(SCOPES)})

    def rename(self, login: str, email: str) -> None:
        """Somebody gets another e-mail address there."""
        known = self._admin.ask("GET", f"/user/{login}")
        self._admin.ask("PUT", f"/user/{login}", {**known, "email": email})

    def sign_in(self, login: str, address: str) -> str:
        """Signs in at the address that Advieslijn sent a browser to; where it is sent back to."""
        browser = self._browsers.setdefault(login, Browser(self.url))
        browser.ask("POST", "/auth/", {"username": login, "password": PASSWORD})
        return browser.redirected(f"{address}&g_continue")

    def once_more(self, login: str, address: str) -> str:
        """By the session that the browser has there."""
        return self._browsers[login].redirected(f"{address}&g_continue")

    def sign_out(self, login: str, session: str) -> None:
        """Everywhere where somebody signed in by this session; the provider tells so itself."""
        self._browsers[login].ask("DELETE", f"/oidc/session/{session}")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()

    # ── starting ─────────────────────────────────────────────────────────────────────────────

    def _prepare(self, folder: Path) -> None:
        with sqlite3.connect(folder / "provider.db") as database:
            database.executescript(TABLES.read_text(encoding="utf-8"))
        # It serves no links, and as packaged the settings of its pages are a folder.
        left_out = shutil.ignore_patterns("config.json")
        shutil.copytree(PAGES, folder / "pages", ignore=left_out)
        shutil.copy(PAGE_SETTINGS, folder / "pages" / "config.json")
        settings = SETTINGS.format(port=self._port, url=self.url, folder=folder)
        (folder / "provider.conf").write_text(settings, encoding="utf-8")

    def _started(self, folder: Path) -> subprocess.Popen[bytes]:
        somebody: dict[str, Any] = {}
        if os.geteuid() == 0:
            somebody = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            for path in [folder, *folder.rglob("*")]:
                shutil.chown(path, "nobody", "nogroup")
        with self._log.open("w") as log:
            command = ["glewlwyd", "-c", str(folder / "provider.conf")]
            return subprocess.Popen(command, stdout=log, stderr=log, **somebody)

    def _wait(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                socket.create_connection(("127.0.0.1", self._port), 1).close()
                return
            except OSError as error:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.process.kill()
                    log = self._log.read_text(encoding="utf-8")
                    raise AssertionError(f"the provider did not start:\n{log}") from error
                time.sleep(0.1)

    def _configure(self) -> None:
        backend = self._admin.ask("GET", "/mod/user/database")
        backend["parameters"]["data-format"]["verified"] = {
            "multiple": False, "read": True, "write": True,
            "profile-read": False, "profile-write": False,
        }  # fmt: skip
        self._admin.ask("PUT", "/mod/user/database", backend)
        clients = self._admin.ask("GET", "/mod/client/database")
        written = {"multiple": False, "read": True, "write": True}
        clients["parameters"]["data-format"]["backchannel_logout_uri"] = written
        self._admin.ask("PUT", "/mod/client/database", clients)
        for scope in SCOPES[1:]:
            about = {"name": scope, "display_name": scope, "password_required": True, "scheme": {}}
            self._admin.ask("POST", "/scope/", about)
        self._admin.ask("POST", "/mod/plugin/", self._plugin())
        self._admin.ask("PUT", "/mod/reload/")
        client = {
            "client_id": CLIENT,
            "name": "Advieslijn",
            "confidential": True,
            "client_secret": SECRET,
            "token_endpoint_auth_method": ["client_secret_basic"],
            "redirect_uri": ["https://nergens.invalid/"],
            "authorization_type": ["code"],
            "enabled": True,
            "scope": [],
        }
        self._admin.ask("POST", "/client/", client)

    def _plugin(self) -> dict[str, Any]:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        ways = ("token", "id-token", "none", "password", "client", "refresh", "device")
        verified = {"boolean-value-true": "1", "boolean-value-false": "0"}
        parameters = {
            "iss": self.issuer,
            "jwt-type": "rsa",
            "jwt-key-size": "256",
            "key": private.decode(),
            "cert": public.decode(),
            "jwks-show": True,
            "subject-type": "public",
            "access-token-duration": 300,
            "refresh-token-duration": 300,
            "refresh-token-rolling": False,
            "code-duration": 60,
            "allow-non-oidc": False,
            "auth-type-code-enabled": True,
            **{f"auth-type-{way}-enabled": False for way in ways},
            "session-management-allowed": True,
            "session-cookie-name": "SESSION_OIDC",
            "session-cookie-expiration": 86400,
            "back-channel-logout-allowed": True,
            "front-channel-logout-allowed": False,
            "pkce-allowed": True,
            "pkce-method-plain-allowed": False,
            "pkce-required": True,
            "name-claim": "mandatory",
            "email-claim": "mandatory",
            "scope-claim": "no",
            "claims": [
                {"name": "preferred_username", "user-property": "username", "type": "string",
                 "mandatory": True},
                {"name": "email_verified", "user-property": "verified", "type": "boolean",
                 "mandatory": True, **verified},
            ],
        }  # fmt: skip
        return {"module": "oidc", "name": "oidc", "display_name": "OIDC", "parameters": parameters}


@contextmanager
def started() -> Iterator[Provider]:
    with tempfile.TemporaryDirectory() as folder:
        provider = Provider(Path(folder))
        try:
            yield provider
        finally:
            provider.stop()
