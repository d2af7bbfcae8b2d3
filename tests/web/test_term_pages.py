"""The clock on the desk, the forms of terms, and the work list, over HTTP."""

from __future__ import annotations

from uuid import UUID

import pytest

from bot.casework.informing import InformStepKind
from tests.unit.casework.test_weging_form import WHOLE_FORM
from tests.web.conftest import Site
from tests.web.test_desk_pages import Visitor, act, melding_of, page_of, sign_in, visitor

__all__ = ["visitor"]

WHY = "De vader weet nog niet waar zij verblijft."


async def test_telling_somebody_is_recorded_on_the_page(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    page = await page_of(site, f"/balie/gesprekken/{id}")
    assert "informeren: <span" in page
    assert "uiterlijk 30-03-2026" in page
    assert "Uitstellen mag alleen als dat nodig is om het geweld te stoppen" in page

    fields = {"wat": "gedaan", "wie_nummer": "1", "wanneer": "2026-03-02", "hoe": "brief"}
    await act(site, id, "informeren", **fields, toelichting="Zij belde zelf terug.")
    page = await page_of(site, f"/balie/gesprekken/{id}")

    assert "Geïnformeerd op 02-03-2026: met een brief" in page
    assert "Zij belde zelf terug." in page
    assert "uiterlijk 30-03-2026" not in page
    assert "Zij belde" not in str(site.storage.rows.audit)


async def test_putting_off_needs_a_day_and_a_reason_and_keeps_what_was_typed(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    put_off = {"wat": "uitstel", "wie_nummer": "1"}

    late, page = await act(site, id, "informeren", **put_off, tot="2026-04-14", waarom=WHY)
    short, _ = await act(site, id, "informeren", **put_off, tot="2026-04-13", waarom="nee")

    assert (late, short) == (422, 422)
    assert "hoogstens twee weken na de dag die er nu staat" in page
    assert WHY in page
    await act(site, id, "informeren", **put_off, tot="13-4-2026", waarom=WHY)
    (step,) = site.storage.rows.to_inform[0].steps
    assert (step.kind, str(step.until)) == (InformStepKind.UITGESTELD, "2026-04-13")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"wat": "zomaar"},
        {"wat": "erbij", "wie": "een tante"},
        {"wat": "erbij", "wie": "een tante", "vastgelegd": "2026-02-30"},
        {"wat": "erbij", "wie": "", "vastgelegd": "2026-03-02"},
        {"wat": "gedaan", "wie_nummer": "1", "wanneer": "2026-03-02", "hoe": "duif"},
        {"wat": "terug", "wie_nummer": "1", "waarom": WHY},
    ],
)
async def test_what_cannot_be_is_refused_and_explained(
    site: Site, visitor: Visitor, fields: dict[str, str]
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    before = list(site.storage.rows.to_inform)

    status, page = await act(site, id, "informeren", **fields)

    assert status == 422
    assert 'id="termijn-fout"' in page
    assert site.storage.rows.to_inform == before


@pytest.mark.parametrize("number", ["99", "x", "1" * 40, ""])
async def test_nobody_with_another_number_is_informed(
    site: Site, visitor: Visitor, number: str
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)

    fields = {"wat": "gedaan", "wie_nummer": number, "wanneer": "2026-03-02", "hoe": "brief"}
    status, _ = await act(site, id, "informeren", **fields)

    assert status == 404


async def test_an_investigation_gets_a_clock_and_ends(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    early, _ = await act(site, id, "onderzoek", wanneer="2026-03-02")
    assert early == 409
    staff = site.storage.rows.staff[1]
    await site.services.desk.open(staff, UUID(id))
    await site.services.weighing.record(staff, UUID(id), WHOLE_FORM, 1)
    assert "uiterlijk 11-05-2026" in await page_of(site, f"/balie/gesprekken/{id}")

    refused, _ = await act(site, id, "onderzoek", wanneer="2026-03-03")
    await act(site, id, "onderzoek", wanneer="2026-03-02")

    assert refused == 422
    assert "Onderzoek afgerond op 02-03-2026" in await page_of(site, f"/balie/gesprekken/{id}")


async def test_the_work_list_links_to_each_file_and_says_nothing_of_it(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    site.clock.pass_(minutes=1)

    page = await page_of(site, "/balie/werklijst")

    assert f'href="/balie/gesprekken/{id}"' in page
    assert "Melding M2026-00001" in page
    assert "nog 5 werkdagen" in page
    assert "Er zijn nog te weinig wegingen om iets te voorspellen." in page
    for secret in ("Anna", "0612345678"):
        assert secret not in page
    document = site.storage.rows.meldingen[0].document["antwoorden"]
    assert document["betrokkenen"][0]["wie"] not in page


@pytest.mark.parametrize(("whose", "shown"), [("mij", False), ("niemand", True), ("x", True)])
async def test_the_work_list_is_shown_for_the_one_who_is_chosen(
    site: Site, visitor: Visitor, whose: str, shown: bool
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)

    page = await page_of(site, f"/balie/werklijst?van={whose}")

    assert (f"/balie/gesprekken/{id}" in page) is shown
