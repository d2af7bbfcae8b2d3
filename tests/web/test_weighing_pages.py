"""Weging and zaken as plain forms."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.web.conftest import PASSWORD, Site
from tests.web.test_desk_pages import SAME, Visitor, melding_of, page_of, sign_in, visitor

__all__ = ["visitor"]
WHOLE = {
    "doen": "vastleggen", "versie": "1",
    "bekend": "De buren horen elke week ruzie.",
    "aantal-volwassenen": "1", "volwassenen-0-wie": "moeder", "volwassenen-0-veiligheid": "is bang",
    "aantal-kinderen": "1", "kinderen-0-wie": "Daan", "kinderen-0-veiligheid": "verstopt zich",
    "onveiligheid": "STRUCTUREEL", "onveiligheid_reden": "Het gebeurt al een jaar.",
    "aantal-eerder": "1", "eerder-0-waar": "eigen regio", "eerder-0-door": "Noor",
    "eerder-0-gevonden": "niets gevonden",
    "aantal-informatie": "1", "informatie-0-van": "school", "informatie-0-wanneer": "2 maart",
    "informatie-0-wat": "is vaak moe",
    "besluit": "ONDERZOEK", "reden": "Het is nog niet duidelijk genoeg.",
}  # fmt: skip


async def send(site: Site, path: str, **fields: str) -> tuple[int, str]:
    found = re.search(r'name="token" value="(\w+)"', await page_of(site, "/balie/wachtwoord"))
    assert found
    data = {"token": found[1], **fields}
    async with site.web.post(path, data=data, headers=SAME) as answer:
        return answer.status, unescape(await answer.text())


async def weigh(site: Site, id: str, **changed: str) -> tuple[int, str]:
    return await send(site, f"/balie/meldingen/{id}/weging", **{**WHOLE, **changed})


async def as_sam(site: Site) -> None:
    """The same browser, with another colleague."""
    await send(site, "/balie/uitloggen")
    site.services.accounts.add("sam", "Sam", PASSWORD)
    data = {"inlognaam": "sam", "wachtwoord": PASSWORD}
    async with site.web.post("/balie/inloggen", data=data, headers=SAME) as answer:
        assert answer.status == 200


async def test_the_sidebar_links_to_the_form_and_shows_where_the_melding_stands(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)

    page = await page_of(site, f"/balie/gesprekken/{id}")
    assert f'href="/balie/meldingen/{id}/weging"' in page
    assert "Ingediend" in page
    await weigh(site, id)
    page = await page_of(site, f"/balie/gesprekken/{id}")

    assert "Besloten" in page
    assert "versie 1, Medewerker Balie" in page
    assert "Geen meldingen." in page


async def test_a_form_that_was_never_filled_in_chooses_nothing(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)

    page = await page_of(site, f"/balie/meldingen/{id}/weging")

    assert " checked" not in page
    assert " selected" not in page
    assert "Anna" in page  # what the melder told stands beside the form


async def test_a_weging_is_recorded_and_can_be_printed(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)

    status, page = await weigh(site, id)

    assert (status, "versie 1" in page) == (200, True)
    printed = unescape(await page_of(site, f"/balie/meldingen/{id}/wegingen/1"))
    for said in (
        "versie 1", "Medewerker Balie", "verstopt zich", "Structurele onveiligheid",
        "niets gevonden", "is vaak moe", "Onderzoek", "Het is nog niet duidelijk genoeg.",
    ):  # fmt: skip
        assert said in printed, said
    assert "<strong>Structurele onveiligheid</strong></p>" in printed  # apart from its grounds
    melding = unescape(await page_of(site, f"/balie/meldingen/{id}/document"))
    assert "zoals ingediend" in melding
    assert "0612345678" in melding
    async with site.web.get(f"/balie/meldingen/{id}/wegingen/9") as answer:
        assert answer.status == 404


async def test_what_is_missing_stands_in_one_summary_with_links_and_nothing_is_lost(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    missing = {"bekend": "", "kinderen-0-veiligheid": "", "onveiligheid": "", "besluit": ""}

    status, page = await weigh(site, id, **missing)

    assert status == 422
    summary = page.partition('id="fouten"')[2].partition("</ul>")[0]
    places = re.findall(r'href="#([\w-]+)"', summary)
    assert places == ["bekend", "kinderen-0-veiligheid", "onveiligheid-ACUUT", "besluit"]
    for place in places:
        assert f'id="{place}"' in page
        assert f'id="{place}-fout"' in page
    assert "verstopt zich" not in page
    for kept in ("is vaak moe", "Het is nog niet duidelijk genoeg.", "moeder"):
        assert kept in page
    assert not site.storage.rows.wegingen


async def test_a_row_more_keeps_what_was_typed_without_storing_it(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)

    status, page = await weigh(site, id, doen="rij-informatie", besluit="", reden="half af")

    assert status == 200
    assert 'name="informatie-1-van"' in page
    assert 'name="aantal-informatie" value="2"' in page
    assert "half af" in page
    assert "is vaak moe" in page
    assert 'value="STRUCTUREEL" checked' in page
    assert not site.storage.rows.drafts


async def test_a_draft_comes_back_to_its_author_and_is_shown_to_others(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    await weigh(site, id, doen="concept", besluit="", reden="half af")

    page = await page_of(site, f"/balie/meldingen/{id}/weging")
    assert "half af" in page
    assert "Jouw concept is bewaard" in page
    await as_sam(site)
    page = await page_of(site, f"/balie/meldingen/{id}/weging")

    assert "Concept van Medewerker Balie" in page
    assert "verstopt zich" in page
    assert "checked" not in page  # it fills nothing in for Sam


async def test_a_second_colleague_agrees_and_only_then_it_counts(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    _, page = await weigh(site, id, besluit="GEEN_VERVOLG")
    assert "Een andere collega moet dit bevestigen" in page
    where = f"/balie/meldingen/{id}/bevestigen"
    status, page = await send(site, where, versie="1", akkoord="ja")
    assert (status, "Een andere collega moet" in page) == (409, True)
    await as_sam(site)
    overview = await page_of(site)
    assert "Te bevestigen" in overview
    assert "voorstel van Medewerker Balie" in overview

    status, page = await send(site, where, versie="1", akkoord="nee", tweede_reden="")
    assert (status, "waarom je niet akkoord" in page) == (422, True)
    status, page = await send(site, where, versie="1", akkoord="ja")

    assert status == 200
    assert "bevestigd door Sam" in page
    assert "Te bevestigen" not in await page_of(site)


async def test_who_records_what_was_recorded_already_is_told_and_keeps_what_was_typed(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    await weigh(site, id)

    status, page = await weigh(site, id, reden="Mijn eigen lange reden van vandaag.")

    assert status == 409
    assert "Een collega heeft intussen iets vastgelegd" in page
    assert "Mijn eigen lange reden van vandaag." in page
    assert len(site.storage.rows.wegingen) == 1


async def test_a_reason_that_ran_out_is_asked_again_and_what_was_typed_goes_along(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    await weigh(site, id)
    site.clock.pass_(minutes=29)
    await page_of(site, f"/balie/meldingen/{id}/weging")
    site.clock.pass_(minutes=2)
    more = {"versie": "2", "correctie": "De school heeft gebeld."}

    _, page = await weigh(site, id, **more)
    assert "Waarom open je deze melding?" in page
    fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    fields.pop("token")
    assert fields["kinderen-0-veiligheid"] == "verstopt zich"
    where = f"/balie/meldingen/{id}/weging"
    await send(site, where, **{**fields, "leesreden": "nieuwe_melding"})

    first, second = site.storage.rows.wegingen
    assert second.form is not None
    assert second.form.correctie == "De school heeft gebeld."
    assert first.version == 1


async def test_a_colleague_sets_the_steps_by_hand(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    where = f"/balie/meldingen/{id}/stap"

    _, page = await send(site, where, naar="ONTVANGST_BEVESTIGD")
    assert "Ontvangst bevestigd" in page
    status, _ = await send(site, where, naar="AFGESLOTEN", stap_reden="Een goede reden.")
    assert status == 409
    status, _ = await send(site, where, naar="ZOMAAR")
    assert status == 422
    await weigh(site, id)
    status, page = await send(site, where, naar="IN_DIENST", stap_reden="ja")
    assert (status, "Schrijf op waarom" in page) == (422, True)
    _, page = await send(site, where, naar="IN_DIENST", stap_reden="Onderzoek begint vandaag.")

    assert "Onderzoek begint vandaag." in page


async def test_advice_has_no_weging(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await visitor.open()
    await send(site, f"/balie/gesprekken/{id}/openen", leesreden="overleg")

    status, page = await weigh(site, id)

    assert (status, "Dit is een adviesgesprek" in page) == (409, True)


async def test_a_zaak_shows_meldingen_people_documents_and_history(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    assert "een nieuwe zaak" in await page_of(site, f"/balie/meldingen/{id}/weging")

    _, page = await send(site, f"/balie/meldingen/{id}/zaak", zaak="nieuw")

    for said in (
        "Melding M2026-00001", "Ingediend", "met de zin waar ze uit komen", "alles in een keer",
        "Volwassenen", "Kinderen", "Zaak gemaakt (Medewerker Balie)", "ingediend (de melder)",
        f"/balie/meldingen/{id}/document",
    ):  # fmt: skip
        assert said in page, said
    [zaak] = site.storage.rows.zaken
    assert str(zaak) in await page_of(site, "/balie/zaken")
    where = f"/balie/zaken/{zaak}"
    _, page = await send(site, f"{where}/notitie", notitie="Ik bel morgen de school.")
    assert "Ik bel morgen de school." in page
    _, page = await send(
        site, f"{where}/deelnemer", nummer="0", wie="oma Riet", verblijf="bij een zus"
    )
    assert "oma Riet" in page
    status, page = await send(site, f"{where}/deelnemer", nummer="1", wie="Anna", waarom="")
    assert (status, "bij een verandering waarom" in page) == (422, True)
    _, page = await send(
        site, f"{where}/deelnemer", nummer="1", wie="Anna", kind="ja", waarom="leeftijd gehoord"
    )
    assert "eerder, versie 1" in page
    status, page = await send(site, f"{where}/sluiten", sluit_reden="Alles is klaar in dit gezin.")
    assert (status, "kan nog niet dicht" in page) == (422, True)


async def test_a_zaak_without_work_is_opened_for_a_reason(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)
    await send(site, f"/balie/meldingen/{id}/zaak", zaak="nieuw")
    await weigh(site, id)
    [zaak] = site.storage.rows.zaken
    await as_sam(site)

    page = await page_of(site, f"/balie/zaken/{zaak}")
    assert "Waarom open je deze zaak?" in page
    assert "alles in een keer" not in page
    _, page = await send(site, f"/balie/zaken/{zaak}/openen", leesreden="klacht")

    assert "alles in een keer" in page


async def test_the_largest_form_fits_in_a_request(site: Site, visitor: Visitor) -> None:
    """Or a colleague would lose everything to 'too long'."""
    from bot.casework.weging_form import MOST_ROWS, ROWS, row_fields

    await sign_in(site)
    id = await melding_of(site, visitor)
    large = dict.fromkeys(("bekend", "reden"), "Een gewone zin met woorden. " * 70)
    for part in ROWS:
        large[f"aantal-{part}"] = str(MOST_ROWS)
        for row in range(MOST_ROWS):
            names = [f"{part}-{row}-{name}" for name in row_fields(part)]
            large |= dict.fromkeys(names, "een paar woorden " * 20)

    status, _ = await weigh(site, id, **large)

    assert status == 200
    assert len(site.storage.rows.wegingen) == 1


@pytest.mark.parametrize("count", ["99999", "-3", "veel", ""])
async def test_an_odd_number_of_rows_breaks_nothing(
    site: Site, visitor: Visitor, count: str
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)

    status, _ = await weigh(site, id, **{"aantal-informatie": count})

    assert status == 200
