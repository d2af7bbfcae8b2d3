"""What people type is shown as they typed it: in a real browser it never becomes page or script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.e2e.conftest import Served, Server
from tests.e2e.test_browser import DESK, FLAGS, go, person, start

# Each in another context: element, attribute, address, style, template, comment, encodings. Whole
# addresses would be masked.
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "<svg onload=alert(3)></svg>",
    '"><script>alert(4)</script>',
    "'><img src=x onerror=alert(5)>",
    "</p></div></main><script>alert(6)</script>",
    "</textarea><script>alert(7)</script>",
    "</title><script>alert(8)</script>",
    "</script><script>alert(9)</script>",
    "<!--<img src=x onerror=alert(10)>-->",
    "<iframe src=javascript:alert(11)></iframe>",
    "<a href=javascript:alert(12)>klik</a>",
    "<body onload=alert(13)>",
    "<details open ontoggle=alert(14)>",
    "<input autofocus onfocus=alert(15)>",
    "<math><mtext><style><img src=x onerror=alert(16)></style></mtext></math>",
    "<svg><animate onbegin=alert(17) attributeName=x dur=1s></svg>",
    "<object data=data:text/html;base64,PHNjcmlwdD5hbGVydCgxOCk8L3NjcmlwdD4=></object>",
    "<base href=/elders/>",
    "<meta http-equiv=refresh content=0;url=/elders/>",
    "<link rel=stylesheet href=/elders.css>",
    "<style>*{background:url(/elders)}</style>",
    "<form action=/elders/><button>Verstuur</button></form>",
    "{{7*7}}${7*7}<%= 7*7 %>{% raw %}",
    "&lt;script&gt;alert(25)&lt;/script&gt;",
    "\\u003cscript\\u003ealert(26)\\u003c/script\\u003e",
    "%3Cscript%3Ealert(27)%3C/script%3E",
    "javascript:alert(28)//",
    "';alert(29);//\";alert(29);//`${alert(29)}`",
    "]]><script>alert(30)</script>",
]
SLOW = 20_000  # ms, for the first message of a server that has just started
CAPTURED = "<img src=x onerror=alert(31)>"
ELEMENTS = ", ".join(
    "script img svg iframe a object base meta link style form input details math".split()
)


class Watched:
    """A page of which every sign that something typed became page is written down."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.signs: list[str] = []
        page.on("dialog", lambda dialog: (self.signs.append("dialog"), dialog.dismiss()))
        page.on("pageerror", lambda error: self.signs.append(f"error {error}"))
        page.on("console", self._heard)
        page.on("request", lambda request: self._asked(request.url))

    def _heard(self, said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            self.signs.append(said.text)

    def _asked(self, url: str) -> None:
        if "/elders" in url or url.endswith("/x"):
            self.signs.append(url)

    def shows(self, where: str, text: str) -> None:
        """Literally, with nothing made of it."""
        place = self.page.locator(where).filter(has_text=text).last
        expect(place).to_contain_text(text)
        assert text in place.inner_text()
        assert place.locator(ELEMENTS).count() == 0, text

    def is_quiet(self) -> None:
        self.page.wait_for_timeout(300)
        assert self.signs == []


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def apart(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own: these conversations would stand in the queue of other tests."""
    with Server(tmp_path_factory.mktemp("xss")) as running:
        yield running


def batches() -> list[str]:
    """A few payloads to a message, so that the limit of messages is not reached."""
    return ["\n".join(PAYLOADS[at : at + 3]) for at in range(0, len(PAYLOADS), 3)]


def test_in_the_chat_it_stays_text_live_and_after_loading_again(
    browser: Browser, apart: Served
) -> None:
    context = person(browser)
    seen = Watched(context.new_page())
    start(seen.page, apart)

    for text in batches():
        before = seen.page.locator("#log > *").count()
        seen.page.get_by_label("Je bericht").fill(text)
        seen.page.get_by_role("button", name="Verstuur").click()
        expect(seen.page.locator("#log > *").nth(before)).to_be_visible(timeout=SLOW)
        expect(seen.page.locator("#status")).to_have_text("", timeout=SLOW)
    for payload in PAYLOADS:
        seen.shows(".al-message--bezoeker .al-message__text", payload)
    seen.page.reload()
    for payload in PAYLOADS:
        seen.shows(".al-message--bezoeker .al-message__text", payload)

    seen.is_quiet()
    go(context)


def told(served: Served) -> tuple[str, dict[str, str]]:
    """A conversation of which what happened was captured: its path and the headers that open it."""
    opened = requests.post(f"{served.url}/api/v1/gesprekken", timeout=30).json()
    path = f"{served.url}/api/v1/gesprekken/{opened['gesprek']}"
    headers = {"Authorization": f"Bearer {opened['sleutel']}"}
    for said in (
        {"keuze": "nee"},
        {"keuze": "omstander"},
        {"keuze": "advies"},
        {"tekst": f"mijn buurman schreeuwt {CAPTURED} tegen zijn zoon"},
        {"tekst": "hij staat nu met een mes voor mijn deur"},
    ):
        answer = requests.post(f"{path}/berichten", json=said, headers=headers, timeout=30)
        assert answer.status_code == 200, answer.text
    return path, headers


def test_on_the_desk_it_stays_text_live_and_after_loading_again(
    browser: Browser, apart: Served
) -> None:
    path, headers = told(apart)
    context = person(browser, viewport=DESK)
    seen = Watched(context.new_page())
    seen.page.goto(f"{apart.url}/balie")
    seen.page.get_by_label("Inlognaam").fill("balie")
    seen.page.get_by_label("Wachtwoord").fill(apart.password)
    seen.page.get_by_role("button", name="Log in").click()
    seen.page.locator("#queue a").first.click()
    expect(seen.page.locator("#log")).to_contain_text("met een mes voor mijn deur")

    for text in batches():
        said = {"tekst": text}
        requests.post(f"{path}/berichten", json=said, headers=headers, timeout=30)
    for payload in PAYLOADS:
        seen.shows(".al-message--bezoeker .al-message__text", payload)
    seen.shows("#facts .al-value", CAPTURED)
    seen.page.reload()
    for payload in PAYLOADS:
        seen.shows(".al-message--bezoeker .al-message__text", payload)
    seen.shows("#facts .al-value", CAPTURED)

    seen.is_quiet()
    go(context)
