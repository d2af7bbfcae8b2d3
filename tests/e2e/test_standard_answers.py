"""A colleague drafts a message and corrects answers while talking, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.e2e.conftest import Served
from tests.e2e.test_browser import (
    DESK,
    FLAGS,
    SLOW,
    assert_accessible,
    go,
    person,
    press,
    say,
    start,
)

ZOOMED = {"width": DESK["width"] // 2, "height": DESK["height"] // 2}  # as at 200 %
MESSAGE = "Bericht aan de bezoeker"
MOST_TABS = 250


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=SLOW)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = person(browser)
    yield context.new_page()
    go(context)


def at_desk(browser: Browser, served: Served, *, script: bool = True) -> Page:
    page = person(browser, viewport=DESK, java_script_enabled=script).new_page()
    page.goto(f"{served.url}/balie")
    page.get_by_label("Inlognaam").fill("balie")
    page.get_by_label("Wachtwoord").fill(served.password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Wachten")).to_be_visible()
    return page


def taken(desk: Page, phone: Page, served: Served) -> None:
    """A visitor tells something, asks for a person, and is taken over."""
    start(phone, served)
    press(phone, "Nee")
    press(phone, "Ik maak me zorgen om iemand anders")
    press(phone, "Ik wil advies")
    say(phone, "mijn oude buurman wordt uitgescholden door zijn zoon")
    expect(phone.locator("#log")).to_contain_text("Ik heb al opgeschreven: ‘mijn oude buurman’")
    say(phone, "kan ik een mens spreken")
    expect(phone.locator("#log")).to_contain_text("Ik heb een medewerker gevraagd")
    desk.reload()
    desk.locator("#queue a", has_text="Wil een mens").last.click()
    press(desk, "Neem gesprek over")
    expect(phone.locator("#log")).to_contain_text("Je praat nu met een medewerker")


def close(desk: Page) -> None:
    desk.get_by_label("Uitkomst").select_option("Advies gegeven")
    press(desk, "Sluit het gesprek")
    expect(desk.get_by_role("heading", name="Kies een gesprek")).to_be_visible()
    go(desk.context)


def tab_to(page: Page, wanted: Locator) -> None:
    """With the Tab key alone, from where the focus is."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard does not get there")


def summary(page: Page, text: str) -> Locator:
    return page.locator("summary", has_text=text).first


def test_a_standard_answer_is_found_changed_and_sent_with_the_keyboard(
    browser: Browser, phone: Page, served: Served
) -> None:
    desk = at_desk(browser, served)
    taken(desk, phone, served)
    field = desk.get_by_label(MESSAGE)
    field.fill("Dag.")

    desk.locator("h1").click()  # from the top of the conversation
    tab_to(desk, summary(desk, "Standaardantwoorden"))
    desk.keyboard.press("Enter")
    tab_to(desk, desk.get_by_label("Zoek een standaardantwoord"))
    desk.keyboard.type("uitzoeken")
    expect(desk.locator("#gevonden")).to_have_text("1 tekst")
    assert_accessible(desk)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_value(
        "Dag.\nIk zoek dit voor je uit. Dat duurt ongeveer [vul in: hoeveel] minuten. "
        "Wil je zo lang in de chat blijven?\n"
        "Wordt het intussen gevaarlijk? Wacht dan niet op mij en bel 112."
    )
    expect(phone.locator("#log")).not_to_contain_text("Ik zoek dit voor je uit")

    desk.keyboard.press("End")
    desk.keyboard.press("Enter")  # sends, but not with a gap in it
    expect(desk.locator("#fout")).to_contain_text("Vul eerst in")
    expect(phone.locator("#log")).not_to_contain_text("Ik zoek dit voor je uit")
    desk.keyboard.type("10")  # the gap was selected
    desk.keyboard.press("Enter")

    expect(phone.locator("#log")).to_contain_text("Dat duurt ongeveer 10 minuten.")
    expect(field).to_have_value("")
    close(desk)


def test_the_next_question_and_the_answers_with_the_keyboard(
    browser: Browser, phone: Page, served: Served
) -> None:
    desk = at_desk(browser, served)
    taken(desk, phone, served)
    field = desk.get_by_label(MESSAGE)
    question = desk.locator(".al-next__item").first.locator("strong").text_content()

    put = desk.get_by_role("button", name=f"Zet in het bericht: {question}")
    desk.locator("h1").click()
    tab_to(desk, summary(desk, "Nog niet gevraagd"))
    desk.keyboard.press("Enter")
    tab_to(desk, put)
    desk.keyboard.press("Enter")
    expect(field).to_have_value(question)
    expect(phone.locator(".al-message--medewerker")).to_have_count(0)

    about = desk.locator("#veld-om_wie summary")
    tab_to(desk, about)
    desk.keyboard.press("Enter")
    confirm = desk.get_by_role("button", name="Bevestig: Om wie gaat het")
    tab_to(desk, confirm)
    assert_accessible(desk)
    desk.keyboard.press("Enter")
    expect(desk.locator("#facts")).to_contain_text("bevestigd door")
    expect(desk.get_by_label(MESSAGE)).to_have_value(question)  # what was typed is still there

    desk.locator("h1").click()
    tab_to(desk, desk.locator("#veld-om_wie summary"))
    desk.keyboard.press("Enter")
    tab_to(desk, desk.locator("#waarde-om_wie"))
    desk.keyboard.press("Control+A")
    desk.keyboard.type("mijn oude buurman, hij heet Wim Kropveld")
    tab_to(desk, desk.get_by_role("button", name="Bewaar: Om wie gaat het"))
    desk.keyboard.press("Enter")
    expect(desk.locator("aside")).to_contain_text("Dit is weggelaten: [naam]")
    expect(desk.locator("#facts")).to_contain_text("opgeschreven door")
    expect(desk.locator("#facts")).not_to_contain_text("Kropveld")
    expect(desk.locator("#facts")).to_contain_text("Wat er eerder stond")

    desk.get_by_label(MESSAGE).fill("")
    press(desk, "Geef terug aan het programma")
    expect(phone.locator("#log")).to_contain_text("Je praat weer met het programma")
    say(phone, "nee, geen kinderen")
    expect(phone.locator("#log")).not_to_contain_text("Om wie gaat het?")
    go(desk.context)


def test_it_all_fits_at_twice_the_size(browser: Browser, phone: Page, served: Served) -> None:
    desk = at_desk(browser, served)
    taken(desk, phone, served)
    desk.set_viewport_size(ZOOMED)
    summary(desk, "Standaardantwoorden").click()
    summary(desk, "Nog niet gevraagd").click()
    desk.locator("#veld-om_wie summary").click()

    wide = desk.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0
    expect(desk.get_by_role("button", name="Bewaar: Om wie gaat het")).to_be_visible()
    assert_accessible(desk)
    close(desk)


def test_all_of_it_works_without_javascript(browser: Browser, phone: Page, served: Served) -> None:
    desk = at_desk(browser, served, script=False)
    taken(desk, phone, served)
    desk.get_by_label(MESSAGE).fill("Dag.")

    summary(desk, "Standaardantwoorden").click()
    desk.get_by_label("Zoek een standaardantwoord").fill("kinderen")
    desk.get_by_label("Zoek een standaardantwoord").press("Enter")  # searches, and sends nothing
    expect(desk.get_by_label(MESSAGE)).to_have_value("Dag.")
    expect(phone.locator("#log")).not_to_contain_text("Dag.")
    desk.get_by_label("In het Engels").check()
    desk.get_by_role("button", name="Vragen naar kinderen").click()
    expect(desk.get_by_label(MESSAGE)).to_have_value(
        "Dag.\nAre there any children, or is anybody pregnant? How old are the children? "
        "Where are they now?"
    )
    press(desk, "Verstuur")
    expect(phone.locator("#log")).to_contain_text("Are there any children")

    desk.locator("#veld-om_wie summary").click()
    press(desk, "Bevestig: Om wie gaat het")
    expect(desk.locator("#facts")).to_contain_text("bevestigd door")
    close(desk)
