"""The visitor's pages as plain forms: everything works without JavaScript."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.reference.helplines import numbers_in
from tests.fakes import saying
from tests.web.conftest import Site

ACUTE = "hij staat nu met een mes voor mijn deur en wil naar binnen"
TIME = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SAME = {"Sec-Fetch-Site": "same-origin"}


async def get(site: Site, path: str = "/", **more: Any) -> tuple[int, str]:
    async with site.web.get(path, allow_redirects=False, **more) as answer:
        return answer.status, await answer.text()


async def post(
    site: Site, path: str, data: Any, headers: dict[str, str] | None = None
) -> tuple[int, str, str]:
    async with site.web.post(
        path, data=data, headers=headers or SAME, allow_redirects=False
    ) as answer:
        return answer.status, await answer.text(), answer.headers.get("Location", "")


async def start(site: Site, open_field: str | None = None) -> str:
    """Starts a chat and returns the token of its forms."""
    site.brain.replies.insert(0, saying("Hallo.", open_field=open_field))
    status, _, location = await post(site, "/", {"start": "ja"})
    assert (status, location) == (303, "/")
    _, page = await get(site)
    found = re.search(r'name="token" value="(\w+)"', page)
    assert found
    return found[1]


async def test_the_start_page_tells_about_danger_the_program_and_quick_exit(site: Site) -> None:
    status, page = await get(site)

    assert status == 200
    assert "Bel 112" in page
    assert "computerprogramma" in page
    assert "Sluit website direct" in page
    assert "<title>Chat</title>" in page


async def test_rights_are_on_the_first_page(site: Site) -> None:
    _, page = await get(site)

    for word in ("opgeslagen", "klacht", "vertrouwenspersoon"):
        assert word in page


async def test_every_number_on_the_pages_is_in_the_table(site: Site) -> None:
    from bot.reference.helplines import is_known_number

    await start(site)
    for path in ("/", "/balie/inloggen", "/bestaat-niet"):
        _, page = await get(site, path)
        text = re.sub(r"<[^>]+>", " ", page)
        for number in numbers_in(re.sub(r"\d\d:\d\d", " ", text)):
            assert is_known_number(number), (path, number)


async def test_a_chat_goes_by_forms_alone(site: Site) -> None:
    token = await start(site)

    status, _, location = await post(site, "/", {"token": token, "tekst": "goedemorgen daar"})
    _, page = await get(site)

    assert (status, location) == (303, "/")
    assert "goedemorgen daar" in page
    assert "Vertel verder." in page


async def test_choices_are_real_buttons(site: Site) -> None:
    token = await start(site, open_field="rol")

    _, page = await get(site)
    assert '<button class="nl-button nl-button--secondary" name="keuze" value="zelf">' in page

    await post(site, "/", {"token": token, "keuze": "zelf"})
    assert site.brain.heard[-1][1] == "rol=zelf"


async def test_acute_danger_shows_a_button_to_call(site: Site) -> None:
    token = await start(site)

    await post(site, "/", {"token": token, "tekst": ACUTE})
    _, page = await get(site)

    assert "al-message--gevaar" in page
    assert 'href="tel:112"' in page


async def test_an_empty_message_is_explained_beside_the_field(site: Site) -> None:
    token = await start(site)

    status, page, _ = await post(site, "/", {"token": token, "tekst": " "})

    assert status == 422
    assert 'aria-invalid="true"' in page
    assert "Je bericht is leeg" in page
    assert "<title>Fout: Chat</title>" in page


async def test_a_refused_text_stays_in_the_field(site: Site) -> None:
    token = await start(site)

    _, page, _ = await post(site, "/", {"token": token, "tekst": "lang " * 1000})

    assert page.count("lang ") >= 1000


async def test_a_form_that_is_not_utf8_is_unreadable(site: Site) -> None:
    token = await start(site)
    body = f"token={token}&tekst=".encode() + b"\xff\xfe"
    headers = {**SAME, "Content-Type": "application/x-www-form-urlencoded", "X-Token": token}

    async with site.web.post("/", data=body, headers=headers) as answer:
        assert answer.status == 422
        assert (await answer.json())["fout"]


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elders.example"}, {}]
)
async def test_a_form_from_another_site_is_refused(site: Site, headers: dict[str, str]) -> None:
    token = await start(site)

    async with site.web.post("/", data={"token": token, "tekst": "x y"}, headers=headers) as answer:
        assert answer.status == 403
    assert not site.brain.heard


async def test_a_form_without_the_right_token_is_refused(site: Site) -> None:
    await start(site)

    status, _, _ = await post(site, "/", {"token": "verkeerd", "tekst": "x y"})

    assert status == 403
    assert not site.brain.heard


async def test_words_of_a_visitor_are_shown_as_text_and_never_as_page(site: Site) -> None:
    token = await start(site)
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>"

    await post(site, "/", {"token": token, "tekst": attack})
    _, page = await get(site)

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


async def test_quick_exit_leads_away_and_erases(site: Site) -> None:
    await start(site)

    status, _, location = await post(site, "/weg", {})
    _, page = await get(site)

    assert status == 303
    assert location == "https://www.buienradar.nl/"
    assert "Start de chat" in page
    assert not any(site.storage.rows.messages.values())


async def test_the_beacon_of_quick_exit_erases_without_leading_away(site: Site) -> None:
    await start(site)

    async with site.web.post("/weg?b=1", headers=SAME) as answer:
        assert answer.status == 204
        assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert not any(site.storage.rows.messages.values())


async def test_the_tombstone_ends_the_visit_when_the_beacon_was_lost(site: Site) -> None:
    await start(site)
    site.web.cookie_jar.update_cookies({"weg": "1"})

    _, page = await get(site)

    assert "Start de chat" in page
    assert not any(site.storage.rows.messages.values())


async def test_another_site_cannot_end_a_visit(site: Site) -> None:
    await start(site)

    status, _, _ = await post(site, "/weg", {}, {"Sec-Fetch-Site": "cross-site"})

    assert status == 403
    assert any(site.storage.rows.messages.values())


async def test_nothing_is_kept_by_a_browser_or_told_to_other_sites(site: Site) -> None:
    await start(site)

    async with site.web.get("/") as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert (
            "form-action 'self' https://www.buienradar.nl"
            in (answer.headers["Content-Security-Policy"])
        )


async def test_the_cookie_is_of_the_session_and_unreadable_for_scripts(site: Site) -> None:
    async with site.web.post("/", data={"start": "ja"}, headers=SAME, allow_redirects=False) as a:
        cookie = next(v for v in a.headers.getall("Set-Cookie") if v.startswith("s="))

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Max-Age" not in cookie
    assert "expires" not in cookie.lower()


async def test_when_storage_is_down_the_page_still_shows_112(site: Site) -> None:
    token = await start(site)
    site.storage.down = True

    status, page, _ = await post(site, "/", {"token": token, "tekst": ACUTE})

    assert status == 503
    assert "Is er nu gevaar? Bel 112." in page
    assert "Traceback" not in page


async def test_stopping_ends_on_a_page_that_says_it_is_erased(site: Site) -> None:
    from bot.melding.route import Request

    token = await start(site)
    site.brain.replies.append(saying(Request.STOPPEN))

    status, page, _ = await post(site, "/", {"token": token, "tekst": "ja stop maar"})

    assert status == 200
    assert "gestopt en gewist" in page


async def put_away(site: Site) -> str:
    """Puts a conversation away and returns its code."""
    from bot.melding.route import Request

    token = await start(site, open_field="stop_zeker")
    site.brain.replies.append(saying(Request.BEWAREN))
    _, page, _ = await post(site, "/", {"token": token, "keuze": "bewaren"})
    found = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}", page)
    assert found
    return found[0]


async def test_who_kept_a_conversation_comes_back_with_the_code(site: Site) -> None:
    code = await put_away(site)
    _, page = await get(site)
    assert "Start de chat" in page

    status, _, location = await post(site, "/", {"start": "code", "code": f" {code.lower()} "})

    assert (status, location) == (303, "/")
    _, page = await get(site)
    assert "Welkom terug" in page
    assert code not in page


async def test_a_code_that_is_not_known_is_told_beside_the_field(site: Site) -> None:
    status, page, _ = await post(site, "/", {"start": "code", "code": "4F7K-0QXM-9TBD"})

    assert status == 404
    assert "Deze code ken ik niet" in page
    assert 'value="4F7K-0QXM-9TBD"' in page
    assert "Start de chat" in page


async def test_without_javascript_too_a_mistake_puts_the_cursor_in_the_field(site: Site) -> None:
    token = await start(site)

    _, page, _ = await post(site, "/", {"token": token, "tekst": ""})

    assert re.search(r'<textarea[^>]*aria-invalid="true"[^>]*autofocus', page)


async def test_an_unknown_page_gives_the_numbers(site: Site) -> None:
    status, page = await get(site, "/bestaat-niet")

    assert status == 404
    assert "Bel 112" in page


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/none.css"])
async def test_nothing_outside_the_static_folder_is_served(site: Site, path: str) -> None:
    status, page = await get(site, path)

    assert status == 404
    assert "create_app" not in page


async def test_two_visitors_do_not_see_each_other(site: Site) -> None:
    token = await start(site)
    await post(site, "/", {"token": token, "tekst": "mijn verhaal hier"})
    site.web.cookie_jar.clear()
    await start(site)

    _, page = await get(site)

    assert "mijn verhaal" not in page


async def submitted(site: Site) -> str:
    """A conversation of which the melding is in; returns the token of its forms."""
    token = await start(site)
    [id] = site.storage.rows.conversations
    with site.storage() as work:
        answers = {"wat_gebeurd": "hij sloeg met een riem", "gemeente": "GM0228"}
        work.meldingen.add(id, {"versie": 2, "antwoorden": answers}, TIME, TIME.date())
        now = work.conversations.get(id)
        work.conversations.save(replace(now, notes={"ingediend": True}))
    return token


async def test_a_melding_is_shown_to_print_only_after_a_warning(site: Site) -> None:
    token = await submitted(site)
    _, chat = await get(site)
    assert re.search(r'id="keep" method="post" action="/" class="al-choices" >', chat)

    _, warning, _ = await post(site, "/", {"token": token, "toon": "waarschuwing"})
    status, shown, _ = await post(site, "/", {"token": token, "toon": "melding"})

    assert "wie dit vindt, weet dat jij hebt gemeld" in warning
    assert "riem" not in warning
    assert status == 200
    assert "hij sloeg met een riem" in shown


async def test_without_a_melding_there_is_nothing_to_print(site: Site) -> None:
    token = await start(site)

    status, page, _ = await post(site, "/", {"token": token, "toon": "melding"})

    assert status == 404
    assert "Traceback" not in page


async def test_nobody_sees_a_melding_from_another_site(site: Site) -> None:
    await submitted(site)

    status, page, _ = await post(site, "/", {"token": "x" * 32, "toon": "melding"})

    assert status == 403
    assert "riem" not in page


async def test_what_was_shown_has_no_address_of_its_own(site: Site) -> None:
    await submitted(site)

    status, page = await get(site, "/melding")

    assert status == 404
    assert "riem" not in page
