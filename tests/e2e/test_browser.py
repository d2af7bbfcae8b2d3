"""Chat and desk in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import (
    APIResponse,
    Browser,
    BrowserContext,
    Page,
    Route,
    expect,
    sync_playwright,
)

from tests.e2e.conftest import Served

SECRET = "hij gooit altijd met borden als hij boos is"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SLOW = 15_000  # ms; the first message to a server on a busy machine takes some seconds
PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 860}


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=SLOW)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


def person(browser: Browser, **more: Any) -> BrowserContext:
    """A browser of somebody, with nothing kept from another."""
    return browser.new_context(**{"viewport": PHONE, "reduced_motion": "reduce", **more})


def go(context: BrowserContext) -> None:
    """Closes the pages first: a context that closes them while they still load can hang."""
    for page in context.pages:
        page.wait_for_load_state()
        page.close()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = person(browser)
    yield context.new_page()
    go(context)


@pytest.fixture
def desk(browser: Browser, served: Served) -> Iterator[Page]:
    """A colleague who has just signed in."""
    context = person(browser, viewport=DESK)
    page = context.new_page()
    page.goto(f"{served.url}/balie")
    page.get_by_label("Inlognaam").fill("balie")
    page.get_by_label("Wachtwoord").fill(served.password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Wachten")).to_be_visible()
    yield page
    page.goto(f"{served.url}/balie")
    page.get_by_role("button", name="Log uit").click()
    expect(page.get_by_label("Wachtwoord")).to_be_visible()
    go(context)


def start(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/")
    page.get_by_role("button", name="Start de chat").click()
    expect(page.locator("#log")).to_contain_text("computerprogramma")


def say(page: Page, text: str) -> None:
    page.get_by_label("Je bericht").fill(text)
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator("#log")).to_contain_text(text)


def arrive(page: Page, under_way: list[tuple[Route, APIResponse]]) -> None:
    """Hands the page the answer that was held back, once the server has given it."""
    for _ in range(200):
        if under_way:
            break
        page.wait_for_timeout(50)
    ((route, answer),) = under_way
    route.fulfill(response=answer)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


# ── the chat ─────────────────────────────────────────────────────────────────────────────────


def test_a_visitor_chats_by_buttons_and_words_without_reloading(
    phone: Page, served: Served
) -> None:
    errors: list[str] = []
    phone.on("pageerror", lambda error: errors.append(str(error)))
    phone.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    start(phone, served)
    phone.evaluate("window.same = true")

    press(phone, "Nee")
    press(phone, "Ik maak me zorgen om iemand anders")
    press(phone, "Ik wil advies")
    say(phone, "mijn oude buurman wordt uitgescholden door zijn zoon")
    expect(phone.locator("#log")).to_contain_text("Ik heb al opgeschreven: ‘mijn oude buurman’")
    expect(phone.locator("#log")).to_contain_text("Zijn er kinderen bij betrokken")
    expect(phone.locator("#log")).not_to_contain_text("Om wie gaat het?")

    assert phone.evaluate("window.same") is True
    assert errors == []


def test_danger_shows_a_big_number_at_once(phone: Page, served: Served) -> None:
    start(phone, served)

    say(phone, "hij slaat me nu en de deur zit op slot")

    danger = phone.locator(".al-message--gevaar")
    expect(danger).to_contain_text("Bel 112")
    expect(danger.get_by_role("link", name="Bel 112")).to_have_attribute("href", "tel:112")


def test_an_empty_message_is_explained_and_the_field_keeps_the_focus(
    phone: Page, served: Served
) -> None:
    start(phone, served)

    press(phone, "Verstuur")

    expect(phone.get_by_text("Je bericht is leeg")).to_be_visible()
    expect(phone.get_by_label("Je bericht")).to_be_focused()
    expect(phone.get_by_label("Je bericht")).to_have_attribute("aria-invalid", "true")


def test_without_a_connection_the_words_stay_and_the_number_is_shown(
    phone: Page, served: Served
) -> None:
    start(phone, served)
    phone.context.set_offline(True)

    phone.get_by_label("Je bericht").fill("dit mag niet wegraken")
    press(phone, "Verstuur")

    expect(phone.locator("#fout")).to_contain_text("bel 112")
    expect(phone.get_by_label("Je bericht")).to_have_value("dit mag niet wegraken")


def test_words_typed_while_the_former_are_under_way_stay(phone: Page, served: Served) -> None:
    """On a slow line the message is in the conversation before the answer to sending it is back."""
    start(phone, served)
    under_way: list[tuple[Route, APIResponse]] = []
    phone.route(f"{served.url}/", lambda route: under_way.append((route, route.fetch())))
    say(phone, SECRET)
    phone.get_by_label("Je bericht").fill("en gisteren ook")

    arrive(phone, under_way)

    expect(phone.locator("#status")).to_be_empty()
    expect(phone.get_by_label("Je bericht")).to_have_value("en gisteren ook")


def test_after_a_lost_connection_nothing_is_missing_and_nothing_doubled(
    phone: Page, served: Served
) -> None:
    start(phone, served)
    press(phone, "Nee")
    expect(phone.locator("#log")).to_contain_text("Gaat het om jezelf")
    phone.context.set_offline(True)
    phone.wait_for_timeout(300)
    phone.context.set_offline(False)
    press(phone, "Het gaat om mijzelf")

    expect(phone.locator("#log")).to_contain_text("Wil je advies", timeout=10_000)
    numbers = phone.eval_on_selector_all(
        "#log [data-number]", "all => all.map(e => +e.dataset.number)"
    )
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_a_visitor_types_is_never_run(phone: Page, served: Served) -> None:
    phone.on("dialog", lambda dialog: pytest.fail("a script of a visitor ran"))
    start(phone, served)

    say(phone, "<img src=x onerror=alert(1)><script>alert(2)</script>")
    phone.reload()

    expect(phone.locator("#log")).to_contain_text("onerror=alert(1)")
    assert phone.locator("#log img").count() == 0


def test_stopping_leaves_only_the_last_words(phone: Page, served: Served) -> None:
    start(phone, served)
    say(phone, SECRET)
    say(phone, "ik wil stoppen")
    press(phone, "Ja, stop")

    expect(phone.locator("#log")).to_contain_text("gestopt en gewist")
    expect(phone.locator("#log")).not_to_contain_text(SECRET)
    phone.reload()
    expect(phone.get_by_role("button", name="Start de chat")).to_be_visible()


def test_the_browser_keeps_nothing(phone: Page, served: Served) -> None:
    start(phone, served)
    say(phone, SECRET)

    assert phone.title() == "Chat"
    assert phone.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert phone.evaluate("document.cookie") == ""
    assert phone.evaluate("history.length") <= 2
    (cookie,) = phone.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["expires"] == -1
    assert cookie["sameSite"] == "Strict"


@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 400), (640, 360), (1280, 800)])
def test_exit_and_field_fit_on_every_screen(
    browser: Browser, served: Served, width: int, height: int
) -> None:
    context = person(browser, viewport={"width": width, "height": height})
    page = context.new_page()
    start(page, served)
    press(page, "Nee")
    press(page, "Ik maak me zorgen om iemand anders")
    press(page, "Ik wil advies")
    expect(page.locator("#log")).to_contain_text("Wat is er gebeurd?")

    # The longest name of a stage leaves room for the way out.
    page.evaluate("modus.textContent = modus.dataset.contact")

    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    for what in (page.get_by_role("button", name="Sluit website direct"), page.locator("#tekst")):
        what.scroll_into_view_if_needed()
        expect(what).to_be_in_viewport()
    go(context)


# ── quick exit, layer by layer ───────────────────────────────────────────────────────────────


def begin_with_a_secret(page: Page, served: Served, neutral: str) -> None:
    page.goto(f"{neutral}eerder")
    start(page, served)
    say(page, SECRET)


def assert_nothing_left(page: Page, served: Served) -> None:
    assert SECRET not in page.content()
    assert "Je bericht" not in page.content()


@pytest.mark.parametrize("how", ["click", "shift"])
def test_quick_exit_leaves_nothing_behind_back_or_forward(
    phone: Page, served: Served, neutral: str, how: str
) -> None:
    begin_with_a_secret(phone, served, neutral)

    if how == "click":
        press(phone, "Sluit website direct")
    else:
        for _ in range(3):
            phone.keyboard.press("Shift")
    phone.wait_for_url(neutral)

    assert "referrer none" in phone.content()
    phone.go_back()
    assert phone.url == f"{neutral}eerder"
    assert_nothing_left(phone, served)
    phone.go_forward()
    assert phone.url == neutral
    phone.goto(f"{served.url}/")
    assert_nothing_left(phone, served)
    expect(phone.get_by_role("button", name="Start de chat")).to_be_visible()
    assert phone.context.cookies() == []


def test_the_page_is_empty_before_the_neutral_site_answers(
    phone: Page, served: Served, neutral: str
) -> None:
    begin_with_a_secret(phone, served, neutral)
    phone.route(f"{neutral}**", lambda route: None)  # never answers

    milliseconds = phone.evaluate(
        """() => new Promise(done => {
            const began = performance.now();
            new MutationObserver(() => {
                if (!document.body.firstChild) { done(performance.now() - began); }
            }).observe(document.body, {childList: true});
            document.querySelector('.al-exit button').click();
        })"""
    )

    assert milliseconds < 100  # the promise to the visitor (decision 0005), not a speed test


def test_when_the_beacon_is_lost_the_tombstone_ends_the_visit(
    phone: Page, served: Served, neutral: str
) -> None:
    begin_with_a_secret(phone, served, neutral)
    phone.route("**/weg*", lambda route: route.abort())

    press(phone, "Sluit website direct")
    phone.wait_for_url(neutral)
    phone.unroute("**/weg*")
    phone.goto(f"{served.url}/")

    assert_nothing_left(phone, served)
    expect(phone.get_by_role("button", name="Start de chat")).to_be_visible()


def test_the_test_of_quick_exit_can_fail(phone: Page, served: Served, neutral: str) -> None:
    """With `location.href` instead of `replace`, and no beacon and tombstone, Back shows it all."""

    def weaken(route: Any) -> None:
        script = route.fetch().text()
        weaker = script.replace("location.replace(form.", "location.assign(form.")
        assert weaker != script
        route.fulfill(status=200, content_type="text/javascript", body=weaker)

    phone.route("**/exit.js", weaken)
    phone.add_init_script(
        "navigator.sendBeacon = () => true;"
        "Object.defineProperty(document, 'cookie', {set() {}, get() { return ''; }});"
    )
    begin_with_a_secret(phone, served, neutral)
    press(phone, "Sluit website direct")
    phone.wait_for_url(neutral)
    phone.go_back()

    expect(phone.locator("#log")).to_contain_text(SECRET)


def test_other_tabs_leave_too(browser: Browser, served: Served, neutral: str) -> None:
    context = person(browser)
    first, second = context.new_page(), context.new_page()
    begin_with_a_secret(first, served, neutral)
    second.goto(f"{served.url}/")
    expect(second.locator("#log")).to_contain_text(SECRET)

    press(first, "Sluit website direct")

    second.wait_for_url(neutral, timeout=5_000)
    go(context)


def test_quick_exit_and_the_chat_work_without_javascript(
    browser: Browser, served: Served, neutral: str
) -> None:
    context = person(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.url}/")
    press(page, "Start de chat")
    press(page, "Nee")
    say(page, SECRET)

    press(page, "Sluit website direct")
    page.wait_for_url(neutral)
    for _ in range(6):
        if page.go_back() is None:
            break
        assert_nothing_left(page, served)
    go(context)


# ── the desk ─────────────────────────────────────────────────────────────────────────────────


def test_a_colleague_sees_danger_arrive_takes_over_and_talks_live(
    browser: Browser, desk: Page, phone: Page, served: Served
) -> None:
    start(phone, served)
    say(phone, "mijn vriend staat nu met een hamer op de deur te slaan")
    expect(phone.locator("#log")).to_contain_text("Ik vraag een medewerker")

    expect(desk.locator("#queue a").first).to_contain_text("Direct gevaar")
    desk.locator("#queue a", has_text="Direct gevaar").last.click()
    expect(desk.locator("#log")).to_contain_text("met een hamer")
    press(desk, "Neem gesprek over")
    expect(phone.locator("#log")).to_contain_text("Je praat nu met een medewerker")

    desk.get_by_label("Bericht aan de bezoeker").fill("Hallo, ben je op een veilige plek?")
    press(desk, "Verstuur")
    expect(phone.locator("#log")).to_contain_text("ben je op een veilige plek?")
    say(phone, "ja ik zit bij de buren")
    expect(desk.locator("#log")).to_contain_text("ja ik zit bij de buren")

    said = phone.locator(".al-message--bot").count()
    say(phone, "dankjewel dat je er bent")
    phone.wait_for_timeout(500)
    assert phone.locator(".al-message--bot").count() == said

    press(desk, "Geef terug aan het programma")
    expect(phone.locator("#log")).to_contain_text("De medewerker is niet meer in dit gesprek")
    say(phone, "wat kost dit gesprek eigenlijk")
    expect(phone.locator("#log")).to_contain_text("Deze chat is gratis")


def test_a_colleague_sees_fields_with_their_sentences_as_they_come(
    desk: Page, phone: Page, served: Served
) -> None:
    start(phone, served)
    press(phone, "Nee")
    press(phone, "Ik maak me zorgen om iemand anders")
    say(phone, "kan ik een mens spreken")
    expect(phone.locator("#log")).to_contain_text("Ik heb een medewerker gevraagd")
    name = desk.locator("#queue a", has_text=re.compile("Wil een mens")).last
    name.click()
    expect(desk.locator("#facts")).to_contain_text("Ik maak me zorgen om iemand anders")

    press(phone, "Ik wil advies")

    expect(desk.locator("#facts")).to_contain_text("Wat wil je")
    expect(desk.locator("#facts")).to_contain_text("bevestigd")
    press(desk, "Neem gesprek over")
    desk.get_by_label("Uitkomst").select_option("Advies gegeven")
    press(desk, "Sluit het gesprek")
    expect(phone.locator("body")).to_contain_text("afgesloten")


# ── accessibility ────────────────────────────────────────────────────────────────────────────

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_has_an_accessibility_violation(
    browser: Browser, served: Served, width: int
) -> None:
    # The checker is a script of its own, which our policy would refuse.
    context = person(browser, viewport={"width": width, "height": 740}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{served.url}/")
    assert_accessible(page)
    start(page, served)
    assert_accessible(page)
    say(page, "hij slaat me nu en de deur zit op slot")
    expect(page.locator(".al-message--gevaar")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Je bericht").fill("")
    press(page, "Verstuur")
    expect(page.locator("#fout")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{served.url}/bestaat-niet")
    assert_accessible(page)
    page.goto(f"{served.url}/balie/inloggen")
    assert_accessible(page)
    go(context)


def test_the_desk_has_no_accessibility_violation(
    browser: Browser, served: Served, phone: Page
) -> None:
    start(phone, served)
    say(phone, "hij staat nu met een mes voor de deur")
    context = person(browser, viewport=DESK, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{served.url}/balie")
    page.get_by_label("Inlognaam").fill("balie")
    page.get_by_label("Wachtwoord").fill(served.password)
    press(page, "Log in")
    assert_accessible(page)
    page.locator("#queue a").first.click()
    expect(page.locator("#log")).to_be_visible()
    assert_accessible(page)
    press(page, "Log uit")
    go(context)
