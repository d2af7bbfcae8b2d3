"""Standard answers, the next question and answers of a conversation, as plain forms at the desk."""

from __future__ import annotations

import html
import re

import pytest

from bot.casework.standard_answers import standard_answers
from bot.melding.fields import fields_by_name
from tests.fakes import saying
from tests.web.conftest import Site
from tests.web.test_desk_pages import Visitor, act, page_of, sign_in

AGES = fields_by_name()["leeftijden"].label
KNOWN = {"direct_gevaar": "nee", "rol": "omstander", "wens": "advies", "leeftijden": [4, 7]}


@pytest.fixture
async def taken(site: Site) -> str:
    """A conversation that the colleague who signed in has."""
    await sign_in(site)
    visitor = Visitor(site)
    id = await visitor.open()
    site.brain.replies.append(saying("Dank je.", kinderen="ja", **KNOWN))
    await visitor.say("Ze zijn 4 en 7. Mijn zus is bang.")
    await act(site, id, "openen", leesreden="overleg")
    await act(site, id, "overnemen")
    return id


def draft_in(page: str) -> str:
    found = re.search(r'<textarea[^>]*id="tekst"[^>]*>(.*?)</textarea>', page, re.S)
    assert found
    return html.unescape(found[1])


def said(site: Site) -> list[str]:
    return [m.text for m in next(iter(site.storage.rows.messages.values()))]


async def test_who_has_the_conversation_sees_all_texts_and_what_is_not_asked_yet(
    site: Site, taken: str
) -> None:
    page = await page_of(site, f"/balie/gesprekken/{taken}")

    assert all(f'value="{one.id}"' in page for one in standard_answers())
    assert "Nog niet gevraagd" in page
    assert 'name="vraag" value="wat_gebeurd"' in page
    assert 'id="veld-leeftijden"' in page
    assert 'id="veld-betrokkenen"' not in page  # only a melding may hold it
    assert 'id="veld-wens"' not in page


async def test_who_does_not_have_it_sees_none_of_that(site: Site, taken: str) -> None:
    await act(site, taken, "teruggeven")

    page = await page_of(site, f"/balie/gesprekken/{taken}")

    assert "Gegevens" in page
    for part in ("Standaardantwoorden", "Nog niet gevraagd", "Gegevens verbeteren"):
        assert part not in page


async def test_choosing_a_text_puts_it_behind_what_was_typed_and_sends_nothing(
    site: Site, taken: str
) -> None:
    before = said(site)

    status, page = await act(
        site, taken, "concept", tekst="Dag, ik ben er weer.", standaard="kinderen"
    )

    assert status == 200
    assert draft_in(page).startswith("Dag, ik ben er weer.\nZijn er kinderen bij")
    assert said(site) == before


async def test_a_text_can_be_had_in_english(site: Site, taken: str) -> None:
    _, page = await act(site, taken, "concept", tekst="", standaard="kinderen", engels="ja")

    assert draft_in(page).startswith("Are there any children")


async def test_a_text_that_is_not_there_leaves_what_was_typed(site: Site, taken: str) -> None:
    _, page = await act(site, taken, "concept", tekst="hallo", standaard="bestaat_niet")

    assert draft_in(page) == "hallo"


async def test_searching_shows_what_fits_and_keeps_what_was_typed(site: Site, taken: str) -> None:
    _, page = await act(site, taken, "concept", tekst="hallo", zoek="kindertelefoon")

    assert 'value="jij_als_kind"' in page
    assert 'value="gevaar_nu"' not in page
    assert "1 tekst<" in page
    assert draft_in(page) == "hallo"


async def test_a_gap_is_seen_and_refused_with_what_was_typed_still_there(
    site: Site, taken: str
) -> None:
    _, page = await act(site, taken, "concept", tekst="", standaard="uitzoeken")
    text = draft_in(page)
    before = said(site)

    status, page = await act(site, taken, "antwoord", tekst=text)

    assert "[vul in: hoeveel]" in text
    assert status == 422
    assert "Vul eerst in wat tussen [ en ] staat" in page
    assert draft_in(page) == text
    assert said(site) == before
    assert (await act(site, taken, "antwoord", tekst="Het duurt 5 minuten."))[0] == 200


async def test_the_next_question_is_put_in_the_field_or_skipped(site: Site, taken: str) -> None:
    _, page = await act(site, taken, "concept", tekst="", vraag="wat_gebeurd")
    assert draft_in(page).startswith("Wat is er gebeurd?")

    _, page = await act(site, taken, "veld", veld="wat_gebeurd", wat="overslaan")

    assert 'name="vraag" value="wat_gebeurd"' not in page
    assert 'name="vraag" value="om_wie"' in page


async def test_an_answer_is_corrected_and_the_earlier_one_stays_to_be_seen(
    site: Site, taken: str
) -> None:
    status, page = await act(site, taken, "veld", veld="leeftijden", wat="bewaar", waarde="4 en 8")

    assert status == 200
    assert "4 en 8 jaar" in page
    assert "opgeschreven door Medewerker Balie" in page
    assert f"Wat er eerder stond: {AGES}" in page
    assert "4 en 7 jaar" in page


async def test_an_answer_is_confirmed_and_taken_away(site: Site, taken: str) -> None:
    _, page = await act(site, taken, "veld", veld="leeftijden", wat="bevestig")
    assert "bevestigd door Medewerker Balie" in page

    _, page = await act(site, taken, "veld", veld="leeftijden", wat="verwijder")
    assert "weggehaald door Medewerker Balie" in page
    assert "nog geen antwoord" in page


async def test_what_is_no_answer_is_said_at_the_field(site: Site, taken: str) -> None:
    status, page = await act(site, taken, "veld", veld="leeftijden", wat="bewaar", waarde="oud")

    assert status == 422
    assert re.search(r'id="fout-leeftijden"[^>]*role="alert">Ik zie geen leeftijd', page)
    assert 'aria-describedby="vraag-leeftijden fout-leeftijden" aria-invalid="true"' in page
    assert re.search(r'id="waarde-leeftijden"[^>]*>oud</textarea>', page)


async def test_the_places_that_it_can_be_are_named(site: Site, taken: str) -> None:
    _, page = await act(site, taken, "veld", veld="gemeente", wat="bewaar", waarde="Bergen")

    assert "Er zijn meer plaatsen die zo heten. Kies: Bergen (L.)" in page


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("melder_naam", "Dit mag je pas opschrijven bij een melding."),
        ("wens", "Dit kan alleen iemand zelf kiezen."),
        ("bestaat_niet", "Dit gegeven is er niet."),
    ],
)
async def test_what_may_not_be_written_down_is_said(
    site: Site, taken: str, field: str, why: str
) -> None:
    status, page = await act(site, taken, "veld", veld=field, wat="bewaar", waarde="Ria Vos")

    assert status == 422
    assert why in page


async def test_a_name_is_left_out_and_the_colleague_is_told(site: Site, taken: str) -> None:
    _, page = await act(
        site, taken, "veld", veld="om_wie", wat="bewaar", waarde="mijn zus, ze heet Ingrid Kropveld"
    )

    assert "Dit is weggelaten: [naam]." in page
    assert "Kropveld" not in page


async def test_a_message_that_was_being_typed_is_not_lost(site: Site, taken: str) -> None:
    _, page = await act(
        site, taken, "veld", veld="leeftijden", wat="bevestig", tekst="Ik ben halverwege"
    )

    assert draft_in(page) == "Ik ben halverwege"


async def test_that_there_is_no_answer_can_be_chosen(site: Site, taken: str) -> None:
    _, page = await act(
        site, taken, "veld", veld="leeftijden", wat="bewaar", waarde="4", geen="weet_niet"
    )

    assert f"{AGES}</strong>: Weet ik niet" in page


async def test_what_a_colleague_types_is_escaped(site: Site, taken: str) -> None:
    _, page = await act(site, taken, "veld", veld="om_wie", wat="bewaar", waarde="<b>mijn zus</b>")

    assert "<b>mijn zus" not in page
    assert "&lt;b&gt;mijn zus" in page
