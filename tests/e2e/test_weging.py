"""Weighing a melding and keeping a zaak, in a real browser: keyboard, zoom, two colleagues."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Served
from tests.e2e.test_browser import assert_accessible, go, press
from tests.e2e.test_desk_work import at_desk, browser, noor, office, sam
from tests.e2e.test_from_sentence_to_melding import CONVERSATION

__all__ = ["browser", "noor", "office", "sam"]
ZOOMED = {"width": 640, "height": 430}  # a screen of 1280 by 860 at 200 %
TYPED = {
    "bekend": "De opa hoorde van de oudste dat haar vader haar sloeg.",
    # The melder did not say who is a child: the colleague puts that right.
    "volwassenen-0-wie": "hun vader Mark",
    "volwassenen-0-veiligheid": "Hij zegt dat het hem te veel wordt.",
    "volwassenen-1-wie": "",
    "kinderen-0-wie": "Lotte en Fleur",
    "kinderen-0-veiligheid": "Ze zijn bang als hij thuiskomt.",
    "onveiligheid_reden": "Het gebeurt elke maand wel een keer.",
    "eerder-0-waar": "eigen regio",
    "eerder-0-door": "Noor",
    "eerder-0-gevonden": "niets",
    "reden": "De school kent het gezin en ziet geen zorgen.",
}
PICTURES = os.environ.get("TEST_PICTURES")


def shot(page: Page, name: str) -> None:
    """To look at, when a folder for it is given."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.fixture
def melding(office: Served) -> UUID:
    """The conversation of a melding that a visitor submitted."""
    opened = requests.post(f"{office.url}/api/v1/gesprekken", timeout=60).json()
    path = f"{office.url}/api/v1/gesprekken/{opened['gesprek']}/berichten"
    headers = {"Authorization": f"Bearer {opened['sleutel']}"}
    for said, _ in CONVERSATION:
        turn = requests.post(path, json=said, headers=headers, timeout=60).json()
    assert turn["ingediend"]
    return UUID(opened["gesprek"])


def weging_of(page: Page, office: Served, melding: UUID) -> None:
    page.goto(f"{office.url}/balie/meldingen/{melding}/weging")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Weging van melding")


def tab_to(page: Page, place: str) -> None:
    """Only by pressing Tab."""
    for _ in range(120):
        if page.evaluate("document.activeElement.id || document.activeElement.value") == place:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{place} cannot be reached with the keyboard")


def type_in(page: Page, place: str, text: str) -> None:
    tab_to(page, place)
    page.keyboard.press("Control+A")
    page.keyboard.press("Backspace")
    page.keyboard.type(text)


def fill(page: Page, besluit: str = "GEEN_VERVOLG", **changed: str) -> None:
    for place, text in {**TYPED, **changed}.items():
        page.locator(f"[id='{place}']").fill(text)
    page.get_by_label("Structurele onveiligheid", exact=True).check()
    page.locator("#besluit").select_option(besluit)


def assert_nothing_is_cut_off(page: Page) -> None:
    wide = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide[0] <= wide[1]


def test_with_the_keyboard_alone_a_melding_is_weighed_and_a_second_colleague_agrees(
    noor: Page, sam: Page, office: Served, melding: UUID
) -> None:
    weging_of(noor, office, melding)
    for place, text in TYPED.items():
        if place == "onveiligheid_reden":
            tab_to(noor, "onveiligheid-ACUUT")
            noor.keyboard.press("ArrowDown")
        if place != "reden":
            type_in(noor, place, text)
    tab_to(noor, "besluit")
    noor.keyboard.type("Geen vervolg")
    type_in(noor, "reden", TYPED["reden"])
    tab_to(noor, "vastleggen")
    noor.keyboard.press("Enter")
    expect(noor.get_by_text("Een andere collega moet dit bevestigen.")).to_be_visible()
    expect(noor.locator("main")).to_contain_text("Stand: In beoordeling")
    assert_accessible(noor)

    sam.reload()
    sam.locator("#queue a", has_text="voorstel van Noor").last.focus()
    sam.keyboard.press("Enter")
    expect(sam.get_by_role("heading", name="Voorstel: Geen vervolg")).to_be_visible()
    shot(sam, "voorstel")
    assert_accessible(sam)
    tab_to(sam, "akkoord-ja")
    sam.keyboard.press("Space")
    type_in(sam, "tweede_reden", "Ik zie het ook zo.")
    sam.keyboard.press("Tab")
    sam.keyboard.press("Enter")

    expect(sam.locator("main")).to_contain_text("Stand: Besloten")
    expect(sam.locator("main")).to_contain_text("bevestigd door Sam: Ik zie het ook zo.")
    sam.get_by_role("link", name="versie 1").click()
    expect(sam.locator("main")).to_contain_text("Ze zijn bang als hij thuiskomt.")
    expect(sam.locator("main")).to_contain_text("Structurele onveiligheid")
    assert_accessible(sam)
    shot(sam, "weging_printen")


def test_what_is_missing_stands_in_one_list_that_leads_to_the_fields(
    noor: Page, office: Served, melding: UUID
) -> None:
    weging_of(noor, office, melding)
    shot(noor, "weging_leeg")
    noor.locator("#reden").fill(TYPED["reden"])
    press(noor, "Leg weging vast")

    summary = noor.locator("#fouten")
    expect(summary).to_be_focused()
    assert_accessible(noor)
    shot(noor, "weging_fouten")
    summary.get_by_role("link", name="Schrijf op wat er bekend is.").press("Enter")
    expect(noor.locator("#bekend")).to_be_focused()
    expect(noor.locator("#bekend")).to_have_attribute("aria-invalid", "true")
    expect(noor.locator("#reden")).to_have_value(TYPED["reden"])
    assert noor.title().startswith("Fout: ")


@pytest.mark.parametrize("script", [True, False])
def test_at_200_percent_and_without_javascript_nothing_is_lost(
    browser: Browser, office: Served, melding: UUID, script: bool
) -> None:
    page = at_desk(browser, office, "noor", java_script_enabled=script)
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    weging_of(page, office, melding)
    fill(page, "VOORWAARDEN_VERVOLG")
    press(page, "Nog een zoekvraag")
    page.locator("[id='eerder-1-waar']").fill("andere regio")
    page.locator("[id='eerder-1-door']").fill("Noor")
    page.locator("[id='eerder-1-gevonden']").fill("een advies van vorig jaar")
    expect(page.locator("#bekend")).to_have_value(TYPED["bekend"])
    if script:
        assert_nothing_is_cut_off(page)
        assert_accessible(page)
        shot(page, "weging_200")
    press(page, "Bewaar als concept")
    expect(page.locator("main")).to_contain_text("Jouw concept is bewaard")
    expect(page.locator("[id='eerder-1-gevonden']")).to_have_value("een advies van vorig jaar")
    press(page, "Leg weging vast")
    expect(page.locator("main")).to_contain_text("Stand: Besloten")
    go(page.context)


def test_a_zaak_keeps_meldingen_people_and_history_together(
    noor: Page, office: Served, melding: UUID
) -> None:
    weging_of(noor, office, melding)
    press(noor, "Zet in zaak")
    expect(noor.get_by_role("heading", level=1)).to_contain_text("Zaak ")

    noor.get_by_text("Voeg iemand toe").click()
    form = noor.locator("form", has=noor.locator("#wie-nieuw"))
    form.get_by_label("Wie", exact=True).fill("oma Riet")
    form.get_by_role("button", name="Voeg toe").click()
    noor.get_by_label("Nieuwe notitie").fill("Ik bel morgen de school.")
    press(noor, "Bewaar notitie")

    page: Any = noor.locator("main")
    for said in ("oma Riet", "Ik bel morgen de school.", "Zaak gemaakt (Noor)", "de melder"):
        expect(page).to_contain_text(said)
    noor.get_by_text("met de zin waar ze uit komen").click()
    expect(page).to_contain_text("6 en 9 jaar")
    assert_accessible(noor)
    shot(noor, "zaak")
    noor.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    assert_nothing_is_cut_off(noor)
    noor.get_by_role("link", name="Zaken").click()
    expect(noor.get_by_role("heading", name="Zaken")).to_be_visible()
    assert_accessible(noor)
    noor.goto(f"{office.url}/balie/meldingen/{melding}/document")
    expect(noor.locator("main")).to_contain_text("Gerrit Wolters")
    assert_accessible(noor)
