"""The desk as plain forms."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from bot.casework.staff import Role
from bot.melding.route import Request
from tests.fakes import saying
from tests.unit.melding.test_route import WHOLE
from tests.web.conftest import PASSWORD, Site

ACUTE = "hij staat nu met een mes voor mijn deur en wil naar binnen"
SAME = {"Sec-Fetch-Site": "same-origin"}


async def sign_in(site: Site, password: str = PASSWORD) -> int:
    data = {"inlognaam": "balie", "wachtwoord": password}
    async with site.web.post(
        "/balie/inloggen", data=data, headers=SAME, allow_redirects=False
    ) as answer:
        return answer.status


async def page_of(site: Site, path: str = "/balie") -> str:
    async with site.web.get(path) as answer:
        return await answer.text()


async def act(site: Site, id: str, what: str, **fields: str) -> tuple[int, str]:
    page = await page_of(site, f"/balie/gesprekken/{id}")
    found = re.search(r'name="token" value="(\w+)"', page)
    data = {"token": found[1] if found else "", **fields}
    async with site.web.post(f"/balie/gesprekken/{id}/{what}", data=data, headers=SAME) as answer:
        return answer.status, await answer.text()


class Visitor:
    """Somebody who chats by the API."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def open(self) -> str:
        self.path, self.headers = await self.site.open()
        self.id = self.path.rsplit("/", 1)[1]
        return self.id

    async def say(self, text: str) -> Any:
        async with self.site.web.post(
            f"{self.path}/berichten", json={"tekst": text}, headers=self.headers
        ) as answer:
            return await answer.json()


@pytest.fixture
def visitor(site: Site) -> Visitor:
    return Visitor(site)


async def melding_of(site: Site, visitor: Visitor) -> str:
    id = await visitor.open()
    site.brain.replies += [
        saying("Goed.", **{**WHOLE, "samenvatting_akkoord": "ja"}),
        saying(Request.INDIENEN),
    ]
    await visitor.say("alles in een keer")
    turn = await visitor.say("verstuur maar")
    assert "Je melding is ontvangen" in turn["berichten"][0]["tekst"]
    return id


@pytest.mark.parametrize(
    "path", ["/balie", "/balie/gesprekken/00000000-0000-4000-8000-000000000000"]
)
async def test_without_signing_in_there_is_only_the_sign_in_page(site: Site, path: str) -> None:
    assert "Inloggen" in await page_of(site, path)


@pytest.mark.parametrize("what", ["overnemen", "antwoord", "teruggeven", "sluiten"])
async def test_without_signing_in_nothing_can_be_done(
    site: Site, visitor: Visitor, what: str
) -> None:
    id = await visitor.open()

    async with site.web.post(
        f"/balie/gesprekken/{id}/{what}", data={}, headers=SAME, allow_redirects=False
    ) as answer:
        assert answer.status == 303
        assert answer.headers["Location"] == "/balie/inloggen"
    assert site.storage.rows.conversations.popitem()[1].owner is None


async def test_a_wrong_password_is_refused_without_saying_what_was_wrong(site: Site) -> None:
    assert await sign_in(site, "fout wachtwoord") == 401


async def test_after_five_wrong_passwords_even_the_right_one_waits(site: Site) -> None:
    for _ in range(5):
        await sign_in(site, "fout wachtwoord")

    assert await sign_in(site) == 429


async def test_the_queue_shows_danger_before_who_waited_longer(site: Site) -> None:
    await sign_in(site)
    first, second = Visitor(site), Visitor(site)
    calm = await first.open()
    site.brain.replies.append(saying(Request.MENS))
    await first.say("kan ik iemand spreken")
    site.clock.pass_(minutes=3)
    urgent = await second.open()
    await second.say(ACUTE)

    page = await page_of(site)

    assert page.index(urgent) < page.index(calm)
    assert "Direct gevaar" in page


async def test_a_conversation_shows_transcript_and_fields_with_their_sentences(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await visitor.open()
    site.brain.replies.append(saying("Dank je.", leeftijden=[4, 7]))
    await visitor.say("Ze zijn 4 en 7. Het is lastig.")

    _, page = await act(site, id, "openen", leesreden="overleg")

    assert "Ze zijn 4 en 7. Het is lastig." in page
    assert "4 en 7 jaar" in page
    assert "uit bericht 2" in page
    assert "niet bevestigd" in page


async def test_a_conversation_that_asks_for_nobody_is_opened_for_a_reason_only(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await visitor.open()
    await visitor.say("dit leest niet iedereen")

    before = await page_of(site, f"/balie/gesprekken/{id}")
    _, wrong = await act(site, id, "openen", leesreden="zomaar")
    _, after = await act(site, id, "openen", leesreden="klacht")

    assert "waarom open je dit?" in before
    assert "dit leest niet iedereen" not in before + wrong
    assert "dit leest niet iedereen" in after


async def test_a_colleague_takes_over_talks_and_hands_back(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await visitor.open()

    await act(site, id, "overnemen")
    await act(site, id, "antwoord", tekst="Hallo, ik lees mee.")
    during = await visitor.say("fijn dat je er bent")
    await act(site, id, "teruggeven")
    after = await visitor.say("ben je er nog, programma")

    assert during["status"] == "mens"
    assert during["berichten"] == []
    assert after["status"] == "bot"
    assert [m["van"] for m in after["berichten"]] == ["bot"]
    async with site.web.get(visitor.path, headers=visitor.headers) as answer:
        said = [(m["van"], m["tekst"]) for m in (await answer.json())["berichten"]]
    assert ("medewerker", "Hallo, ik lees mee.") in said


async def test_the_script_sends_without_loading_and_logging_the_page_again(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await visitor.open()
    await act(site, id, "overnemen")
    found = re.search(r'name="token" value="(\w+)"', await page_of(site))
    assert found
    lines = len(site.storage.rows.audit)

    async with site.web.post(
        f"/balie/gesprekken/{id}/antwoord",
        data={"tekst": "Hallo"},
        headers={**SAME, "X-Token": found[1]},
    ) as answer:
        assert answer.status == 204
    site.web.cookie_jar.clear()
    async with site.web.post(
        f"/balie/gesprekken/{id}/antwoord",
        data={"tekst": "Ben je er nog?"},
        headers={**SAME, "X-Token": found[1]},
    ) as lost:
        assert lost.status == 200  # the page to sign in: the script must not take it for sent

    assert len(site.storage.rows.audit) == lines


async def test_a_stream_that_a_browser_opens_by_itself_keeps_no_idle_session_open(
    site: Site,
) -> None:
    await sign_in(site)
    for _ in range(4):
        site.clock.pass_(minutes=8)
        async with site.web.get("/balie/stroom", allow_redirects=False):
            pass

    assert "Inloggen" in await page_of(site)


async def test_a_colleague_who_did_not_take_over_cannot_talk(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await visitor.open()

    status, _ = await act(site, id, "antwoord", tekst="hallo")

    assert status == 409


async def test_a_second_colleague_cannot_take_over_what_another_has(
    site: Site, visitor: Visitor
) -> None:
    site.services.accounts.add("tweede", "Tweede Collega", PASSWORD)
    await sign_in(site)
    id = await visitor.open()
    await act(site, id, "overnemen")
    site.web.cookie_jar.clear()
    data = {"inlognaam": "tweede", "wachtwoord": PASSWORD}
    async with site.web.post("/balie/inloggen", data=data, headers=SAME):
        pass

    status, page = await act(site, id, "overnemen")

    assert status == 409
    assert "Een collega heeft dit gesprek al" in page


async def test_an_empty_message_of_a_colleague_is_explained(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await visitor.open()
    await act(site, id, "overnemen")

    status, page = await act(site, id, "antwoord", tekst="  ")

    assert status == 422
    assert "Je bericht is leeg" in page


async def test_a_message_of_a_colleague_that_is_too_long_is_refused_with_112_first(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await visitor.open()
    await act(site, id, "overnemen")

    refused = [await act(site, id, "antwoord", tekst="rustig aan " * n) for n in (1_000, 10_000)]

    assert [status for status, _ in refused] == [422, 413]
    for _, page in refused:
        assert page.index("Bel 112") < page.index("te lang")


async def test_closing_ends_the_conversation_for_the_visitor(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await visitor.open()
    await act(site, id, "overnemen")

    without, page = await act(site, id, "sluiten")
    nonsense, _ = await act(site, id, "sluiten", uitkomst="zomaar")
    assert (without, nonsense) == (422, 422)
    assert "Kies wat er uit het gesprek kwam" in page
    assert (await visitor.say("ben je er nog"))["status"] == "mens"
    await act(site, id, "sluiten", uitkomst="doorverwezen")
    _, closed = await act(site, id, "openen", leesreden="kwaliteit")

    assert "Uitkomst: Doorverwezen." in closed
    assert "fout" in await visitor.say("nog iets")
    async with site.web.get(visitor.path, headers=visitor.headers) as answer:
        assert (await answer.json())["status"] == "gesloten"


async def test_a_submitted_melding_is_on_the_desk_with_its_term(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await melding_of(site, visitor)

    overview = await page_of(site)
    page = await page_of(site, f"/balie/gesprekken/{id}")

    assert "Melding M2026-00001" in overview
    # Five working days after Monday 2 March.
    assert "nog 5 werkdagen</span> uiterlijk 09-03-2026" in overview
    assert "Wegen: <span" in page
    assert "Anna" in page
    assert "0612345678" in page


async def test_signing_out_ends_the_session_and_the_presence(site: Site) -> None:
    await sign_in(site)
    page = await page_of(site)
    found = re.search(r'name="token" value="(\w+)"', page)
    assert found

    async with site.web.post("/balie/uitloggen", data={"token": found[1]}, headers=SAME):
        pass

    assert "Inloggen" in await page_of(site)
    with site.storage() as work:
        assert not work.sessions.present(site.clock(), 1, Role)


async def test_a_session_ends_after_half_an_hour_without_the_desk(site: Site) -> None:
    await sign_in(site)
    site.clock.pass_(minutes=31)

    assert "Inloggen" in await page_of(site)


async def test_a_session_ends_after_a_working_day_even_in_use(site: Site) -> None:
    await sign_in(site)
    for _ in range(31):
        site.clock.pass_(minutes=20)
        await page_of(site)

    assert "Inloggen" in await page_of(site)


async def test_a_form_of_the_desk_needs_its_token(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await visitor.open()

    async with site.web.post(
        f"/balie/gesprekken/{id}/overnemen", data={"token": "x"}, headers=SAME
    ) as answer:
        assert answer.status == 403


async def test_an_unknown_conversation_is_told(site: Site) -> None:
    await sign_in(site)

    async with site.web.get("/balie/gesprekken/00000000-0000-4000-8000-000000000000") as answer:
        assert answer.status == 404


async def test_the_desk_stream_brings_queue_messages_and_fields(
    site: Site, visitor: Visitor
) -> None:
    import json

    await sign_in(site)
    id = await visitor.open()
    await act(site, id, "openen", leesreden="overleg")
    found: list[tuple[str, str]] = []

    async def read() -> None:
        async with site.web.get(f"/balie/stroom?gesprek={id}&na=1") as answer:
            event = ""
            async for raw in answer.content:
                line = raw.decode().rstrip("\n")
                if line.startswith("event: "):
                    event = line[7:]
                if line.startswith("data: "):
                    found.append((event, json.loads(line[6:]).get("html", "")))
                if {"bericht", "rij", "feiten"} <= {name for name, _ in found}:
                    return

    reading = asyncio.create_task(read())
    await asyncio.sleep(0.2)
    await visitor.say(ACUTE)
    await asyncio.wait_for(reading, 5)

    assert any(name == "bericht" and "mes" in html for name, html in found)


# ── working together ─────────────────────────────────────────────────────────────────────────


async def test_a_note_is_shown_to_colleagues_with_its_writer_and_never_to_the_visitor(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await visitor.open()
    await act(site, id, "overnemen")

    status, page = await act(site, id, "notitie", notitie="Belde <b>eerder</b> al.")

    assert status == 200
    assert "Belde &lt;b&gt;eerder&lt;/b&gt; al." in page
    assert "Medewerker Balie, 02-03-2026 10:00" in page
    async with site.web.get(visitor.path, headers=visitor.headers) as answer:
        assert "eerder" not in await answer.text()


async def test_an_empty_note_is_explained(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await visitor.open()
    await act(site, id, "overnemen")

    status, page = await act(site, id, "notitie", notitie=" ")

    assert status == 422
    assert "Schrijf iets op" in page


async def test_a_conversation_is_given_away_by_a_form_that_needs_a_reason_and_a_colleague(
    site: Site, visitor: Visitor
) -> None:
    await sign_in(site)
    id = await visitor.open()
    await act(site, id, "overnemen")

    without, page = await act(site, id, "doorgeven", naar="wachtrij", waarom="")
    nobody, _ = await act(site, id, "doorgeven", naar="99", waarom="einde dienst")
    nonsense, _ = await act(site, id, "doorgeven", naar="x", waarom="einde dienst")
    done, overview = await act(site, id, "doorgeven", naar="wachtrij", waarom="einde dienst")

    assert (without, nobody, nonsense, done) == (422, 409, 409, 200)
    assert "Schrijf op waarom je het gesprek doorgeeft" in page
    assert "Doorgegeven" in overview


async def test_who_waits_in_danger_is_named_in_an_alert_and_late_for_coordinators(
    site: Site, visitor: Visitor
) -> None:
    site.services.accounts.add("co", "Coördinator", PASSWORD, Role.COORDINATOR)
    await sign_in(site)
    quiet = await page_of(site)
    id = await visitor.open()
    await visitor.say(ACUTE)
    site.clock.pass_(minutes=3)

    page = await page_of(site)
    site.web.cookie_jar.clear()
    async with site.web.post(
        "/balie/inloggen", data={"inlognaam": "co", "wachtwoord": PASSWORD}, headers=SAME
    ) as answer:
        of_coordinator = await answer.text()

    assert 'role="alert" aria-live="assertive"' in quiet
    assert "data-alarm" not in quiet
    assert f'data-alarm="{id}"' in page
    assert "niemand heeft dit op tijd overgenomen" not in page
    assert f'data-alarm="{id}+"' in of_coordinator
    assert "niemand heeft dit op tijd overgenomen" in of_coordinator


async def test_the_stream_brings_an_alarm_at_once(site: Site, visitor: Visitor) -> None:
    await sign_in(site)
    id = await visitor.open()
    found: list[str] = []

    async def read() -> None:
        async with site.web.get("/balie/stroom") as answer:
            async for raw in answer.content:
                found.append(raw.decode())
                if f'data-alarm=\\"{id}\\"' in found[-1]:
                    return

    reading = asyncio.create_task(read())
    await asyncio.sleep(0.2)
    await visitor.say(ACUTE)
    await asyncio.wait_for(reading, 5)

    assert found[-2] == "event: alarm\n"


async def test_a_colleague_is_asked_to_look_along_by_a_form(site: Site, visitor: Visitor) -> None:
    sam = site.services.accounts.add("sam", "Sam", PASSWORD)
    await sign_in(site)
    id = await visitor.open()
    await act(site, id, "overnemen")

    absent, page = await act(site, id, "meelezen", collega=str(sam.id))
    await site.services.accounts.sign_in("sam", PASSWORD)
    asked, own = await act(site, id, "meelezen", collega=str(sam.id))
    site.web.cookie_jar.clear()
    async with site.web.post(
        "/balie/inloggen", data={"inlognaam": "sam", "wachtwoord": PASSWORD}, headers=SAME
    ) as answer:
        overview = await answer.text()
    other = await page_of(site, f"/balie/gesprekken/{id}")

    assert (absent, asked) == (409, 200)
    assert "Kies een collega die nu aanwezig is." in page
    assert "Gevraagd om mee te lezen: Sam." in own
    assert "gevraagd door Medewerker Balie" in overview
    assert "Je leest mee." in other
    assert "Bericht aan de bezoeker" not in other
