"""A colleague signs in by the organisation's own provider, in a real browser.

The provider is another site than ours (`localhost` and `127.0.0.1`), as it is in an organisation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from bot.settings import COME_BACK
from tests.e2e.conftest import Served, Server, free_port, given_to
from tests.e2e.test_browser import FLAGS
from tests.provider import PASSWORD, Provider

LOGIN = "noor@voorbeeld.nl"


@pytest.fixture(scope="module")
def desk(
    model: Path, provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A desk where an administrator made an account for Noor, and passwords are off."""
    folder, port = tmp_path_factory.mktemp("by-provider"), free_port()
    settings = provider.settings(f"http://127.0.0.1:{port}{COME_BACK}")
    provider.add("noor", LOGIN)
    provider.add("buiten", "buiten@voorbeeld.nl")
    given = given_to(folder / "var", LOGIN, "Noor")
    with Server(folder, port, ADVIESLIJN_LOCAL_ACCOUNTS="0", **settings) as running:
        yield replace(running, password=given)


@pytest.fixture
def page(chromium: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser.new_page()
        browser.close()


def sign_in(page: Page, desk: Served, login: str) -> None:
    page.goto(f"{desk.url}/balie")
    page.get_by_role("link", name="Log in via je organisatie").click()
    page.locator("#username").fill(login)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="OK").click()
    page.get_by_role("button", name="Continue").click()


def test_the_first_time_the_password_of_the_administrator_is_asked(
    page: Page, desk: Served
) -> None:
    sign_in(page, desk, "noor")
    expect(page.get_by_role("heading", name="Koppel je account")).to_be_visible()

    page.get_by_label("Wachtwoord van de balie").fill("een verkeerd wachtwoord")
    page.get_by_role("button", name="Koppel en log in").click()
    expect(page.get_by_role("alert")).to_contain_text("klopt niet")
    page.get_by_label("Wachtwoord van de balie").fill(desk.password)
    page.get_by_role("button", name="Koppel en log in").click()

    expect(page.get_by_role("heading", name="Wachten")).to_be_visible()


def test_a_colleague_comes_on_the_desk_by_the_provider(page: Page, desk: Served) -> None:
    errors: list[str] = []
    page.on(
        "console",
        lambda said: errors.append(said.text) if desk.url in said.location["url"] else None,
    )

    sign_in(page, desk, "noor")

    expect(page.get_by_role("heading", name="Wachten")).to_be_visible()
    assert page.url == f"{desk.url}/balie"
    (cookie,) = page.context.cookies(desk.url)  # of the way there nothing is left
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    page.get_by_role("button", name="Log uit").click()
    expect(page.get_by_role("link", name="Log in via je organisatie")).to_be_visible()
    assert errors == []


def test_back_in_the_browser_signs_nobody_in_again(page: Page, desk: Served) -> None:
    came_back: list[str] = []
    page.on(
        "request",
        lambda sent: came_back.append(sent.url) if f"{COME_BACK}?" in sent.url else None,
    )
    sign_in(page, desk, "noor")
    expect(page.get_by_role("heading", name="Wachten")).to_be_visible()
    page.get_by_role("button", name="Log uit").click()
    expect(page.get_by_role("link", name="Log in via je organisatie")).to_be_visible()

    page.goto(came_back[0])

    expect(page.get_by_role("alert")).to_contain_text("niet gelukt")
    page.goto(f"{desk.url}/balie")
    expect(page.get_by_role("link", name="Log in via je organisatie")).to_be_visible()


def test_who_has_no_account_reads_what_to_do(page: Page, desk: Served) -> None:
    sign_in(page, desk, "buiten")

    expect(page.get_by_role("alert")).to_contain_text("Vraag het aan je beheerder.")
    assert page.context.cookies(desk.url) == []
    log = desk.logged()
    assert "buiten" not in log
    assert PASSWORD not in log
