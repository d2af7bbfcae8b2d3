"""Over HTTP, with the real model: a conversation ends in a melding on the desk, which a colleague
weighs. No fakes."""

from __future__ import annotations

import json
import re
from typing import Any

import aiohttp
import pytest

from tests.e2e.conftest import Served

SAME = {"Sec-Fetch-Site": "same-origin"}

# (what the visitor says or presses, the question that is open afterwards)
CONVERSATION = [
    ({"keuze": "nee"}, "rol"),
    ({"tekst": "ik ben de opa van twee meisjes en maak me zorgen"}, "wens"),
    ({"keuze": "melding"}, "uitleg_gelezen"),
    ({"keuze": "ja"}, "wat_gebeurd"),
    (
        {"tekst": "Mijn schoonzoon schreeuwt tegen de meisjes en gaf de oudste een klap."},
        "om_wie",
    ),
    # The story told of girls: whether there are children is not asked again.
    ({"tekst": "mijn kleindochters en hun vader"}, "leeftijden"),
    ({"tekst": "6 en 9"}, "wanneer"),
    ({"tekst": "afgelopen zondag"}, "eerste_keer"),
    ({"tekst": "nee"}, "hoe_vaak"),
    ({"tekst": "elke maand wel een keer"}, "gemeente"),
    ({"tekst": "in Deventer"}, "betrokkenen"),
    ({"tekst": "Lotte en Fleur Hendriksen en hun vader Mark Hendriksen"}, "adres"),
    ({"tekst": "Lindelaan 14 in Deventer"}, "bron_feit"),
    ({"keuze": "van_kind"}, "relatie"),
    ({"tekst": "ik ben hun opa"}, "melder_naam"),
    ({"tekst": "Gerrit Wolters"}, "melder_telefoon"),
    ({"tekst": "0570-123456"}, "veilig_bereikbaar"),
    ({"tekst": "altijd"}, "openheid"),
    ({"keuze": "open"}, "informatie_niet_delen"),
    ({"keuze": "nee"}, "meer_vertellen"),
    ({"keuze": "nee"}, "samenvatting_akkoord"),
    ({"keuze": "ja"}, None),
]


@pytest.fixture
async def web(served: Served) -> Any:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(served.url, cookie_jar=jar) as session:
        yield session


async def sign_in(web: aiohttp.ClientSession, served: Served) -> None:
    data = {"inlognaam": "balie", "wachtwoord": served.password}
    async with web.post("/balie/inloggen", data=data, headers=SAME) as answer:
        assert "Te wegen" in await answer.text()


async def test_a_conversation_becomes_a_melding_that_a_colleague_weighs(
    web: aiohttp.ClientSession, served: Served
) -> None:
    async with web.post("/api/v1/gesprekken") as answer:
        opened = await answer.json()
    path = f"/api/v1/gesprekken/{opened['gesprek']}"
    headers = {"Authorization": f"Bearer {opened['sleutel']}"}
    assert "computerprogramma" in opened["berichten"][0]["tekst"]
    assert opened["vraag"]["veld"] == "direct_gevaar"

    for said, asked in CONVERSATION:
        async with web.post(f"{path}/berichten", json=said, headers=headers) as answer:
            turn = await answer.json()
        now = turn["vraag"]["veld"] if turn["vraag"] else None
        assert now == asked, (said, turn)

    receipt = turn["berichten"][-1]["tekst"]
    number = re.search(r"M\d{4}-\d{5}", receipt)
    assert number

    async with web.get(f"{path}/gegevens", headers=headers) as answer:
        facts = {fact["veld"]: fact for fact in (await answer.json())["gegevens"]}
    assert facts["gemeente"]["tekst"] == "Deventer"
    assert facts["leeftijden"]["waarde"] == [6, 9]
    assert facts["leeftijden"]["bron"] == "6 en 9"
    assert all(fact["bevestigd"] for fact in facts.values())

    await sign_in(web, served)
    async with web.get(f"/balie/gesprekken/{opened['gesprek']}") as answer:
        page = await answer.text()
    assert number[0] in page
    for shown in ("Lotte en Fleur Hendriksen", "Gerrit Wolters", "0570123456", "6 en 9 jaar"):
        assert shown in page

    token = re.search(r'name="token" value="(\w+)"', page)
    assert token
    weging = {
        "token": token[1],
        "doen": "vastleggen",
        "versie": "1",
        "bekend": "Buren horen elke week geschreeuw.",
        "aantal-kinderen": "1",
        "kinderen-0-wie": "Lotte",
        "kinderen-0-veiligheid": "Is bang als er ruzie is.",
        "onveiligheid": "STRUCTUREEL",
        "onveiligheid_reden": "Het gebeurt al een jaar.",
        "aantal-eerder": "1",
        "eerder-0-waar": "Eigen regio",
        "eerder-0-door": "Balie",
        "eerder-0-gevonden": "niets",
        "besluit": "VOORWAARDEN_VERVOLG",
        "reden": "Ouders erkennen de zorgen en willen meewerken.",
    }
    where = f"/balie/meldingen/{opened['gesprek']}/weging"
    async with web.post(where, data=weging, headers=SAME) as answer:
        page = await answer.text()
    async with web.get(f"/balie/gesprekken/{opened['gesprek']}") as answer:
        page += await answer.text()
    assert "versie 1" in page
    assert "Voorwaarden &amp; Vervolg" in page
    assert "Ouders erkennen de zorgen" in page


async def test_acute_danger_is_first_on_the_desk(
    web: aiohttp.ClientSession, served: Served
) -> None:
    await sign_in(web, served)
    ids = []
    for text in ("ik wil een mens spreken", "help hij slaat me nu met een stok"):
        async with web.post("/api/v1/gesprekken") as answer:
            opened = await answer.json()
        ids.append(opened["gesprek"])
        headers = {"Authorization": f"Bearer {opened['sleutel']}"}
        where = f"/api/v1/gesprekken/{opened['gesprek']}/berichten"
        async with web.post(where, json={"tekst": text}, headers=headers) as answer:
            turn = await answer.json()

    async with web.get("/balie") as answer:
        page = await answer.text()

    assert turn["gevaar"] == "acuut"
    assert "Bel 112" in turn["berichten"][0]["tekst"]
    assert page.index(ids[1]) < page.index(ids[0])


async def test_no_word_of_a_visitor_reaches_a_log(
    web: aiohttp.ClientSession, served: Served
) -> None:
    words = ["kwispelbos", "Zwanenburgerman", "0687654321", "onverklaarbaarwoord"]
    async with web.post("/api/v1/gesprekken") as answer:
        opened = await answer.json()
    path = f"/api/v1/gesprekken/{opened['gesprek']}/berichten"
    headers = {"Authorization": f"Bearer {opened['sleutel']}"}
    bodies: list[Any] = [{"tekst": f"mijn verhaal over {word} en meer"} for word in words]
    bodies += [{"keuze": words[0]}, {"ander": words[0]}, {"tekst": words[0] * 1000}]
    for body in bodies:
        async with web.post(path, json=body, headers=headers):
            pass
    async with web.post(path, data=f'{{"tekst": "{words[0]}', headers=headers):
        pass
    async with web.get(f"/{words[0]}?q={words[1]}"):
        pass
    async with web.post("/", data=words[0].encode() + b"\xff", headers=SAME):
        pass

    logged = served.logged()
    for word in words:
        assert word not in logged
    assert "gesprek.geopend" in logged


async def test_no_word_of_a_visitor_stands_unsealed_on_disk(
    web: aiohttp.ClientSession, served: Served
) -> None:
    word = "vuurtorenwachterskind"
    async with web.post("/api/v1/gesprekken") as answer:
        opened = await answer.json()
    path = f"/api/v1/gesprekken/{opened['gesprek']}/berichten"
    headers = {"Authorization": f"Bearer {opened['sleutel']}"}
    async with web.post(path, json={"tekst": f"het gaat om een {word}"}, headers=headers) as answer:
        assert answer.status == 200

    files = [file for file in served.data.rglob("*") if file.is_file()]
    assert files
    for file in files:
        assert word.encode() not in file.read_bytes(), file.name
        assert json.dumps(word).encode() not in file.read_bytes(), file.name


async def test_a_stream_and_a_shutdown_do_not_wait_for_each_other(
    model: Any, tmp_path: Any
) -> None:
    import time

    from tests.e2e.conftest import Server

    with Server(tmp_path) as running:
        async with aiohttp.ClientSession(running.url) as web:
            async with web.post("/api/v1/gesprekken") as answer:
                opened = await answer.json()
            headers = {"Authorization": f"Bearer {opened['sleutel']}"}
            stream = await web.get(
                f"/api/v1/gesprekken/{opened['gesprek']}/stroom", headers=headers
            )
            await stream.content.readline()
            began = time.monotonic()
    assert time.monotonic() - began < 10
