"""A visitor who reads English."""

from __future__ import annotations

from bot.services.ports import Option, Reply
from tests.web.conftest import Site
from tests.web.test_chat_pages import get, post, start

NUMBERS = "Is er nu iemand in gevaar?"


async def test_english_is_chosen_on_the_first_page_and_stays(site: Site) -> None:
    _, page = await get(site)
    assert 'href="/?taal=en"' in page

    status, _ = await get(site, "/?taal=en")
    _, page = await get(site)

    assert status == 303
    assert '<html lang="en">' in page
    assert "only understands Dutch" in page
    assert 'href="/?taal=nl"' in page


async def test_messages_and_buttons_are_english_and_stored_in_dutch(site: Site) -> None:
    await get(site, "/?taal=en")
    site.brain.replies.insert(
        0, Reply((NUMBERS,), {}, {}, "direct_gevaar", (Option("nee", "Nee"), Option("ja", "Ja")))
    )
    await post(site, "/", {"start": "ja"})

    _, page = await get(site)

    assert "Is anyone in danger now?" in page
    assert 'value="nee">No<' in page
    [kept] = [m for found in site.storage.rows.messages.values() for m in found]
    assert kept.text == NUMBERS


async def test_what_a_visitor_types_is_not_translated(site: Site) -> None:
    await get(site, "/?taal=en")
    token = await start(site)

    await post(site, "/", {"token": token, "tekst": "advies"})
    _, page = await get(site)

    assert '<p class="al-message__text" dir="auto">advies</p>' in page


async def test_112_is_told_in_english_also_when_storage_is_down(site: Site) -> None:
    await get(site, "/?taal=en")
    token = await start(site)
    site.storage.down = True

    _, page, _ = await post(
        site, "/", {"token": token, "tekst": "hij staat nu met een mes voor mij"}
    )

    assert "Is there danger now? Call 112." in page


async def test_the_api_speaks_the_language_that_is_asked_for(site: Site) -> None:
    path, headers = await site.open()

    async with site.web.post(
        f"{path}/berichten?taal=en", json={"tekst": ""}, headers=headers
    ) as answer:
        error = await answer.json()

    assert "empty" in error["fout"]


async def test_a_language_that_we_do_not_have_is_dutch(site: Site) -> None:
    status, page = await get(site, "/?taal=xx")

    assert status == 200
    assert '<html lang="nl">' in page


async def test_quick_exit_forgets_the_language_too(site: Site) -> None:
    await get(site, "/?taal=en")
    await start(site)

    await post(site, "/weg", {})
    _, page = await get(site)

    assert '<html lang="nl">' in page
