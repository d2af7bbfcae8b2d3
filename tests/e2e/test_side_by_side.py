"""A colleague with several conversations at once, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.conftest import Served, Server
from tests.e2e.test_browser import FLAGS, SLOW, assert_accessible, go, person, press, say, start

ACUTE = "hij slaat me nu met een stok en de deur zit op slot"
WIDE = {"width": 1440, "height": 900}
ZOOMED = {"width": 640, "height": 430}  # 1280 by 860 at 200 %
DRAFT = "dit heb ik nog niet verstuurd"
SAID_WRITING = """
window.said = 0;
new MutationObserver(() => {
  if (document.getElementById('typing-said').textContent) window.said += 1;
}).observe(document.getElementById('typing-said'), { childList: true });
"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=SLOW)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def office(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Server(tmp_path_factory.mktemp("side")) as running:
        yield running


@pytest.fixture
def desk(browser: Browser, office: Served) -> Iterator[Page]:
    page = person(browser, viewport=WIDE).new_page()
    page.goto(f"{office.url}/balie")
    page.get_by_label("Inlognaam").fill("balie")
    page.get_by_label("Wachtwoord").fill(office.password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Wachten")).to_be_visible()
    yield page
    page.goto(f"{office.url}/balie")
    while page.locator("#queue a", has_text="bij jou").count():
        page.locator("#queue a", has_text="bij jou").first.click()
        page.get_by_label("Uitkomst").select_option("Anders")
        press(page, "Sluit het gesprek")
    go(page.context)


@pytest.fixture
def phones(browser: Browser) -> Iterator[list[Page]]:
    contexts = [person(browser) for _ in range(2)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        go(context)


def take(desk: Page, phone: Page, office: Served) -> str:
    """A visitor asks for a person, and the colleague takes over; the id of the conversation."""
    start(phone, office)
    say(phone, "kan ik een mens spreken")
    desk.locator("#queue a", has_text="Wil een mens").last.click()
    press(desk, "Neem gesprek over")
    expect(phone.locator("#log")).to_contain_text("Je praat nu met een medewerker")
    return desk.url.rsplit("/", 1)[1]


def test_two_conversations_at_once_on_one_page(
    desk: Page, phones: list[Page], office: Served
) -> None:
    first, second = (take(desk, phone, office) for phone in phones)
    desk.get_by_role("link", name="Naast elkaar").click()
    desk.evaluate("window.same = true")

    for id, phone, text in ((first, phones[0], "Dag een."), (second, phones[1], "Dag twee.")):
        desk.locator(f"#gesprek-{id}").get_by_role("textbox").fill(text)
        desk.locator(f"#gesprek-{id}").get_by_role("button", name="Verstuur").click()
        expect(phone.locator("#log")).to_contain_text(text)
    expect(phones[0].locator("#log")).not_to_contain_text("Dag twee.")
    desk.locator(f"#gesprek-{first}").get_by_role("textbox").fill(DRAFT)
    say(phones[1], "het gaat om mijn dochter")

    expect(desk.locator(f"#gesprek-{second} .al-log")).to_contain_text("mijn dochter")
    expect(desk.locator(f"#gesprek-{first} .al-log")).not_to_contain_text("mijn dochter")
    expect(desk.locator(f'[data-own="{second}"]')).to_have_attribute("data-count", "1")
    expect(desk.locator(f"#gesprek-{first}").get_by_role("textbox")).to_have_value(DRAFT)
    expect(desk.locator(f"#gesprek-{first}")).to_be_visible()
    assert desk.evaluate("window.same") is True
    assert_accessible(desk)


def test_danger_in_the_conversation_that_is_not_on_the_screen_is_told_at_once(
    desk: Page, phones: list[Page], office: Served
) -> None:
    first, second = (take(desk, phone, office) for phone in phones)
    desk.goto(f"{office.url}/balie/gesprekken/{first}")
    for phone in phones:
        expect(phone.get_by_label("Je bericht")).to_be_visible()

    say(phones[1], "mag ik nog iets vragen")
    expect(desk.locator("#news")).to_contain_text("Nieuw bericht in Gesprek")
    say(phones[1], ACUTE)

    expect(desk.locator("#alarm")).to_contain_text("Gevaar in jouw gesprek")
    expect(desk.locator("#alarm a")).to_have_attribute("href", f"/balie/gesprekken/{second}")
    desk.goto(f"{office.url}/balie/naast")
    expect(desk.locator("#alarm")).to_contain_text("Gevaar in jouw gesprek")
    desk.locator(f"#gesprek-{second}").get_by_role("textbox").fill("Ben je nu veilig?")
    desk.locator(f"#gesprek-{second}").get_by_role("button", name="Verstuur").click()
    expect(desk.locator("#alarm a")).to_have_count(0)


def test_the_visitor_sees_that_somebody_writes_and_hears_it_once(
    desk: Page, phones: list[Page], office: Served
) -> None:
    phone = phones[0]
    take(desk, phone, office)
    phone.evaluate(SAID_WRITING)
    seen: list[str] = []
    phone.on("request", lambda request: seen.append(request.url))

    field = desk.get_by_label("Bericht aan de bezoeker")
    field.press_sequentially(DRAFT, delay=150)  # longer than the pause between two signals

    expect(phone.locator("#typing")).to_have_text("Een medewerker is aan het typen")
    assert_accessible(phone)
    expect(phone.locator("#typing")).to_be_empty()  # some seconds after the last key
    assert phone.evaluate("window.said") == 1
    assert DRAFT not in phone.content()
    field.press("Enter")
    expect(phone.locator("#log")).to_contain_text(DRAFT)
    expect(phone.locator("#typing-said")).to_be_empty()


def test_a_visitor_who_drops_out_comes_back_and_leaves(
    desk: Page, phones: list[Page], office: Served
) -> None:
    phone = phones[0]
    id = take(desk, phone, office)
    say(phone, ACUTE)
    there = desk.locator('[data-piece="bezoeker"]')
    expect(there).to_have_text("De bezoeker is verbonden.")
    desk.get_by_label("Bericht aan de bezoeker").fill("Ik ben er.")
    press(desk, "Verstuur")
    expect(desk.locator("#alarm a")).to_have_count(0)

    phone.goto("about:blank")
    expect(there).to_contain_text("niet verbonden sinds")
    expect(desk.locator("#alarm")).to_contain_text("Er was gevaar, en de bezoeker")
    phone.goto(f"{office.url}/")
    expect(there).to_contain_text("De bezoeker is terug sinds")
    expect(desk.locator("#alarm a")).to_have_count(0)
    phone.get_by_role("button", name="Sluit website direct").click()

    expect(there).to_contain_text("De bezoeker is weggegaan om")
    expect(desk.locator("#gesprek")).to_contain_text("Dit gesprek is afgesloten.")
    assert id in desk.url


def test_by_keyboard_alone_and_at_200_percent_one_is_shown_at_a_time(
    desk: Page, phones: list[Page], office: Served
) -> None:
    first, second = (take(desk, phone, office) for phone in phones)
    desk.set_viewport_size(ZOOMED)
    desk.goto(f"{office.url}/balie/naast")
    expect(desk.locator(f"#gesprek-{first}")).to_be_visible()
    expect(desk.locator(f"#gesprek-{second}")).to_be_hidden()

    desk.keyboard.press("Alt+Shift+Digit2")
    expect(desk.locator(f"#gesprek-{second}")).to_be_visible()
    expect(desk.locator(f"#gesprek-{first}")).to_be_hidden()
    expect(desk.locator(f"#tekst-{second}")).to_be_focused()
    desk.keyboard.type("Met het toetsenbord.")
    say(phones[0], "bent u er nog")
    expect(desk.locator("#news")).to_contain_text("Nieuw bericht in Gesprek")
    desk.keyboard.press("Enter")
    expect(phones[1].locator("#log")).to_contain_text("Met het toetsenbord.")
    desk.locator(f'[data-own="{first}"]').focus()
    desk.keyboard.press("Enter")

    expect(desk.locator(f"#tekst-{first}")).to_be_focused()
    expect(desk.locator(f"#gesprek-{first} .al-log")).to_contain_text("bent u er nog")
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(desk)
    desk.goto(f"{office.url}/balie/gesprekken/{first}")
    desk.keyboard.press("Alt+Shift+Digit2")
    expect(desk).to_have_url(re.compile(second))
    desk.set_viewport_size(WIDE)


def test_without_javascript_it_is_pages_with_links(
    browser: Browser, desk: Page, phones: list[Page], office: Served
) -> None:
    first, second = (take(desk, phone, office) for phone in phones)
    say(phones[1], "ik wacht op antwoord")
    cookies = desk.context.cookies()
    context = person(browser, viewport=ZOOMED, java_script_enabled=False)
    context.add_cookies(cookies)
    plain = context.new_page()
    plain.goto(f"{office.url}/balie/naast")

    plain.locator(f'[data-own="{second}"]').click()
    expect(plain.locator(f"#gesprek-{second}")).to_be_visible()
    expect(plain.locator(f"#gesprek-{first}")).to_be_hidden()
    plain.locator(f"#tekst-{second}").fill("Zonder script.")
    plain.locator(f"#gesprek-{second}").get_by_role("button", name="Verstuur").click()

    expect(plain.locator(f"#gesprek-{second} .al-log")).to_contain_text("Zonder script.")
    expect(phones[1].locator("#log")).to_contain_text("Zonder script.")
    go(context)
