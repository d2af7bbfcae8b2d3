"""Colleagues in a real browser: a second factor, an administrator, an auditor, and a reason."""

from __future__ import annotations

import re
import time

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import OWN, Served
from tests.e2e.test_browser import (
    DESK,
    assert_accessible,
    browser,
    go,
    person,
    phone,
    press,
    say,
    start,
)

__all__ = ["browser", "phone"]


@pytest.fixture(scope="module")
def colleagues(served: Served) -> Served:
    """An administrator and an auditor, added by the command."""
    for login, name, role in (("bea", "Bea", "beheerder"), ("aad", "Aad", "auditor")):
        served.add(login, name, role)
    return served


def sign_in(page: Page, served: Served, login: str, password: str, code: str = "") -> None:
    page.goto(f"{served.url}/balie/inloggen")
    page.get_by_label("Inlognaam").fill(login)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_label("Code uit je app").fill(code)
    press(page, "Log in")


def sign_out(page: Page) -> None:
    press(page, "Log uit")
    expect(page.get_by_label("Wachtwoord")).to_be_visible()
    page.wait_for_load_state()


def at_desk(browser: Browser) -> Page:
    return person(browser, viewport=DESK, bypass_csp=True).new_page()


def test_an_administrator_adds_a_colleague_who_puts_an_app_beside_the_password(
    browser: Browser, colleagues: Served
) -> None:
    admin, kim = at_desk(browser), at_desk(browser)
    sign_in(admin, colleagues, "bea", OWN)
    assert_accessible(admin)
    admin.get_by_label("Inlognaam").fill("kim")
    admin.get_by_label("Naam, zoals collega’s die zien").fill("Kim <b>de Vries</b>")
    admin.get_by_label("Rol", exact=True).last.select_option("coordinator")
    press(admin, "Voeg toe")
    expect(admin.get_by_role("heading", name="Kim <b>de Vries</b>")).to_be_visible()
    password = admin.locator("#wachtwoord").inner_text()

    sign_in(kim, colleagues, "kim", password)
    expect(kim.get_by_text("eenmalig wachtwoord. Kies nu een eigen")).to_be_visible()
    assert_accessible(kim)
    kim.goto(f"{colleagues.url}/balie")  # nothing else is open yet
    kim.get_by_label("Eenmalig wachtwoord").fill(password)
    kim.get_by_label("Nieuw wachtwoord").fill(password)
    press(kim, "Verander het wachtwoord")
    expect(kim.get_by_role("alert")).to_contain_text("Kies een nieuw wachtwoord")
    kim.get_by_label("Eenmalig wachtwoord").fill(password)
    kim.get_by_label("Nieuw wachtwoord").fill(OWN)
    press(kim, "Verander het wachtwoord")
    kim.get_by_role("link", name="Koppel een app").click()
    assert_accessible(kim)
    app = pyotp.TOTP(kim.locator("#sleutel").inner_text().replace(" ", ""))
    kim.get_by_label("De code die de app nu laat zien").fill("000000")
    press(kim, "Koppel de app")
    expect(kim.get_by_role("alert")).to_contain_text("De code klopt niet")
    assert_accessible(kim)
    used = app.now()
    kim.get_by_label("De code die de app nu laat zien").fill(used)
    press(kim, "Koppel de app")
    recovery = kim.locator("main li").all_inner_texts()
    assert len(recovery) == 10
    assert_accessible(kim)
    kim.get_by_role("link", name=re.compile("ga verder")).click()
    sign_out(kim)

    sign_in(kim, colleagues, "kim", OWN)
    expect(kim.get_by_role("alert")).to_contain_text("klopt niet")
    sign_in(kim, colleagues, "kim", OWN, used)  # seen over the shoulder
    expect(kim.get_by_role("alert")).to_contain_text("klopt niet")
    sign_in(kim, colleagues, "kim", OWN, recovery[0])
    expect(kim.get_by_role("heading", name="Wachten")).to_be_visible()

    section = admin.get_by_role("region", name=re.compile("Kim"))
    section.get_by_role("button", name="Sluit account").click()
    expect(section).to_contain_text("gesloten")
    kim.goto(f"{colleagues.url}/balie")
    expect(kim.get_by_label("Wachtwoord")).to_be_visible()
    go(admin.context)
    go(kim.context)


def test_a_code_of_the_app_opens_the_desk(browser: Browser, colleagues: Served) -> None:
    page = at_desk(browser)
    sign_in(page, colleagues, "aad", OWN)
    page.get_by_role("link", name="Koppel een app").click()
    app = pyotp.TOTP(page.locator("#sleutel").inner_text().replace(" ", ""))
    page.get_by_label("De code die de app nu laat zien").fill(app.now())
    press(page, "Koppel de app")
    page.get_by_role("link", name=re.compile("ga verder")).click()
    sign_out(page)

    # A code works once: the next one is that of half a minute later, which may be given early.
    sign_in(page, colleagues, "aad", OWN, app.at(time.time(), counter_offset=1))

    expect(page.get_by_role("heading", name="Logboek")).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("Aad")
    assert_accessible(page)
    go(page.context)


def test_a_conversation_that_asks_for_nobody_is_opened_for_a_reason(
    browser: Browser, colleagues: Served, phone: Page
) -> None:
    start(phone, colleagues)
    say(phone, "mijn oom telt elke dag het geld van oma na")
    say(phone, "kan ik een mens spreken")
    page = at_desk(browser)
    sign_in(page, colleagues, "balie", colleagues.password)
    say(phone, "kan ik een mens spreken")
    page.locator("#queue a", has_text="Wil een mens").last.click()
    expect(page.locator("#log")).to_contain_text("oom telt elke dag")
    address = page.url
    press(page, "Neem gesprek over")
    page.get_by_label("Uitkomst").select_option("Anders")
    press(page, "Sluit het gesprek")
    other = at_desk(browser)
    sign_in(other, colleagues, "sam", colleagues.add("sam", "Sam"))

    other.goto(address)

    expect(other.get_by_role("heading", level=1)).to_contain_text("waarom open je dit?")
    expect(other.locator("body")).not_to_contain_text("oom telt elke dag")
    assert_accessible(other)
    other.get_by_label("Klacht").check()
    press(other, "Open het gesprek")
    expect(other.locator("#log")).to_contain_text("oom telt elke dag")
    sign_out(other)
    go(page.context)
    go(other.context)


def test_a_script_in_the_chat_does_not_reach_the_desk(browser: Browser, colleagues: Served) -> None:
    """Chat and desk at one address, and a colleague who also opened the chat there: as if something
    had got through everything that keeps scripts out of it."""
    page = at_desk(browser)
    sign_in(page, colleagues, "balie", colleagues.password)
    expect(page.get_by_role("heading", name="Wachten")).to_be_visible()
    page.goto(f"{colleagues.url}/")

    asked = page.evaluate("fetch('/balie').then(answer => answer.status)")
    streamed = page.evaluate(
        "new Promise(done => { const news = new EventSource('/balie/stroom');"
        " news.onmessage = () => done('read'); news.onopen = () => done('open');"
        " news.onerror = () => done('refused'); })"
    )
    framed = page.evaluate(
        "new Promise(done => { const frame = document.createElement('iframe');"
        " frame.src = '/balie'; frame.onload = () => {"
        " try { done(frame.contentDocument ? frame.contentDocument.body.innerText : 'closed'); }"
        " catch (_) { done('closed'); } }; document.body.append(frame); })"
    )
    with page.context.expect_page() as opened:
        page.evaluate("void (window.desk = window.open('/balie'))")
    expect(opened.value.get_by_role("heading", name="Wachten")).to_be_visible()
    seen = page.evaluate(
        "(() => { try { return window.desk.closed ? 'closed' : window.desk.document.title; }"
        " catch (_) { return 'closed'; } })()"
    )

    assert (asked, streamed, seen) == (403, "refused", "closed")
    assert "Wachten" not in framed
    go(page.context)
