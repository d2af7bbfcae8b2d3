"""Terms and the work list in a real browser: a mouse, a keyboard, large letters, no script."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.bootstrap import open_database
from bot.casework.melding_status import MeldingStatus, MeldingStep
from bot.casework.terms import Deadlines, day_of
from bot.casework.weging import Besluit, Weging
from bot.conversation.conversation import Conversation, Modus, Status
from bot.reference.holidays import Calendar
from bot.settings import read_settings
from tests.e2e.conftest import Served
from tests.e2e.test_browser import assert_accessible, go, press
from tests.e2e.test_desk_work import at_desk, browser, office

__all__ = ["browser", "office"]

TODAY = day_of(datetime.now(UTC))
CALENDAR = Calendar()
LATE = CALENDAR.last_workdays(TODAY, 2)
HOW_LATE = Deadlines(CALENDAR).clock(LATE, TODAY).words  # on a working day "2 werkdagen te laat"
NAMES = [{"wie": "Saar Voorbeeld"}, {"wie": "haar zoon van 6"}]


@pytest.fixture(scope="module")
def stocked(office: Served) -> Served:
    """An office that weighed five meldingen in the last two weeks, with three that are open: one
    too late, one for today and one for later."""
    database = open_database(read_settings({"ADVIESLIJN_DATA": str(office.data)}))
    with database() as work:
        noor = work.staff.by_login("noor")
        assert noor
        long_ago = datetime.now(UTC) - timedelta(days=40)
        for number in range(5):
            of = submitted(work, long_ago, TODAY - timedelta(days=30))
            at = datetime.now(UTC) - timedelta(days=3 + number)
            work.wegingen.add(
                Weging(of, 1, Besluit.GEEN_VERVOLG, "een goede reden", noor.id, "Noor", at)
            )
            work.wegingen.add_step(of, MeldingStep(MeldingStatus.BESLOTEN, at, noor.id, "Noor"))
        for before in (LATE, TODAY, TODAY + timedelta(days=8)):
            of = submitted(work, datetime.now(UTC) - timedelta(days=2), before)
            for person in NAMES:
                due = TODAY + timedelta(days=20)
                work.informing.add(of, person["wie"], TODAY - timedelta(days=2), due)
    return office


def submitted(work: Any, at: datetime, before: date) -> int:
    conversation = Conversation(
        id=uuid4(),
        started_at=at,
        last_at=at,
        status=Status.GESLOTEN,
        modus=Modus.MELDING,
        ended_at=at,
    )
    work.conversations.add(conversation, b"hash")
    document = {"versie": 2, "antwoorden": {"betrokkenen": NAMES}}
    return int(work.meldingen.add(conversation.id, document, at, before).id)


@pytest.fixture
def noor(browser: Browser, stocked: Served) -> Iterator[Page]:
    page = at_desk(browser, stocked, "noor")
    yield page
    go(page.context)


def test_the_list_says_in_words_what_is_late_and_leads_to_the_file(noor: Page) -> None:
    expect(noor.locator("#queue")).to_contain_text(HOW_LATE)
    noor.get_by_role("link", name="Werklijst voor vandaag").click()
    expect(noor.get_by_role("heading", level=1)).to_contain_text("Werklijst voor")

    late = noor.get_by_role("region", name=re.compile("^Te laat"))
    expect(late).to_contain_text(HOW_LATE)
    expect(noor.get_by_role("region", name=re.compile("^Vandaag"))).to_contain_text("vandaag")
    expect(noor.get_by_role("region", name=re.compile("^Later"))).to_contain_text("informeren")
    expect(noor.locator("main")).to_contain_text("zijn 5 meldingen voor het eerst gewogen")
    expect(noor.locator("main")).to_contain_text("0,5 per werkdag")
    expect(noor.locator("main")).to_contain_text("als het zo doorgaat klaar op")
    expect(noor.locator("main")).not_to_contain_text("Saar")
    assert_accessible(noor)

    late.get_by_role("link").first.click()
    expect(noor.get_by_role("heading", name="Termijnen")).to_be_visible()
    expect(noor.locator("aside")).to_contain_text(HOW_LATE)
    assert_accessible(noor)


def open_file(page: Page, part: str) -> None:
    page.get_by_role("link", name="Werklijst voor vandaag").click()
    region = page.get_by_role("region", name=re.compile(f"^{part}"))
    region.get_by_role("link").first.click()


def test_informing_is_put_off_and_recorded_with_the_keyboard_alone(noor: Page) -> None:
    open_file(noor, "Vandaag")
    person = noor.get_by_role("region", name="Saar Voorbeeld")
    person.get_by_text("Stel uit").first.focus()
    noor.keyboard.press("Enter")
    why = person.get_by_label("Waarom is uitstel nodig voor de veiligheid?")
    noor.keyboard.press("Tab")  # the day, which is filled in
    for _ in range(6):
        if why.evaluate("one => one === document.activeElement"):
            break
        noor.keyboard.press("Tab")
    expect(why).to_be_focused()
    noor.keyboard.type("kort")
    noor.keyboard.press("Tab")
    noor.keyboard.press("Enter")
    expect(noor.get_by_role("alert").filter(has_text="Schrijf op waarom")).to_be_visible()
    expect(why).to_have_attribute("aria-invalid", "true")
    expect(why).to_have_value("kort")
    assert_accessible(noor)

    why.focus()
    noor.keyboard.press("Control+A")
    noor.keyboard.type("De vader weet nog niet waar zij is.")
    noor.keyboard.press("Tab")
    noor.keyboard.press("Enter")
    until = (TODAY + timedelta(days=34)).strftime("%d-%m-%Y")
    expect(person).to_contain_text(f"Uitgesteld tot en met {until}")

    person.get_by_text("Is geïnformeerd").first.focus()
    noor.keyboard.press("Enter")
    person.get_by_label("Hoe", exact=True).focus()
    noor.keyboard.type("In een")
    person.get_by_role("button", name="Leg vast: geïnformeerd").focus()
    noor.keyboard.press("Enter")
    expect(person).to_contain_text("Geïnformeerd op")
    expect(person).to_contain_text("in een gesprek")
    expect(person.get_by_text("Dit klopt niet")).to_be_visible()


def test_nothing_falls_off_the_page_at_twice_the_size(noor: Page) -> None:
    noor.set_viewport_size({"width": 640, "height": 512})  # 1280 by 1024 at 200 %
    open_file(noor, "Te laat")
    for address in (noor.url, f"{noor.url.split('/balie')[0]}/balie/werklijst"):
        noor.goto(address)
        wide = noor.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, address
        assert_accessible(noor)


def test_it_works_without_javascript_and_the_words_are_sealed(
    browser: Browser, stocked: Served
) -> None:
    page = at_desk(browser, stocked, "noor", java_script_enabled=False)
    open_file(page, "Te laat")
    page.locator("summary", has_text="Voeg iemand toe").click()
    page.get_by_label("Wie moet ook worden geïnformeerd?").fill("tante Wil Verzonnen")
    press(page, "Voeg toe")

    expect(page.get_by_role("region", name="tante Wil Verzonnen")).to_contain_text("nog ")
    with sqlite3.connect(stocked.data / "advieslijn.db") as file:
        rows = file.execute("select * from informatieplichten").fetchall()
    assert len(rows) >= 7
    assert "Verzonnen" not in repr(rows)
    go(page.context)
