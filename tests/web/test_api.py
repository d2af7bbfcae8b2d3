"""The contract for programs, over HTTP."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any
from uuid import UUID

import pytest

from bot.melding.route import Request
from bot.services.door import LONGEST_MESSAGE
from tests.fakes import saying
from tests.web.conftest import Site

ACUTE = "hij staat nu met een mes voor mijn deur en wil naar binnen"


async def post(site: Site, path: str, headers: dict[str, str], body: Any) -> tuple[int, Any]:
    async with site.web.post(f"{path}/berichten", json=body, headers=headers) as answer:
        return answer.status, await answer.json()


async def test_a_conversation_opens_with_a_key_messages_and_the_open_question(site: Site) -> None:
    site.brain.replies.append(saying("Hallo.", open_field="direct_gevaar"))

    async with site.web.post("/api/v1/gesprekken") as answer:
        opened = await answer.json()

    assert answer.status == 201
    assert opened["berichten"][0]["tekst"] == "Hallo."
    assert opened["vraag"]["veld"] == "direct_gevaar"
    assert opened["vraag"]["keuzes"][1] == {"waarde": "nee", "label": "Nee"}
    assert opened["status"] == "bot"


async def test_a_text_is_answered(site: Site) -> None:
    path, headers = await site.open()

    status, turn = await post(site, path, headers, {"tekst": "hallo"})

    assert status == 200
    assert [m["tekst"] for m in turn["berichten"]] == ["Vertel verder."]
    assert turn["gevaar"] == "geen"


async def test_danger_is_told_with_the_112_text_first(site: Site) -> None:
    path, headers = await site.open()

    _, turn = await post(site, path, headers, {"tekst": ACUTE})

    assert turn["gevaar"] == "acuut"
    assert turn["status"] == "wacht"
    assert "Bel 112" in turn["berichten"][0]["tekst"]


@pytest.mark.parametrize(
    "body",
    [{}, [], "tekst", {"tekst": "a", "keuze": "b"}, {"tekst": 5}, {"tekst": None}, {"ander": "a"}],
)
async def test_a_body_without_one_text_or_choice_is_unreadable(site: Site, body: Any) -> None:
    path, headers = await site.open()

    status, error = await post(site, path, headers, body)

    assert status == 400
    assert "kon niet worden gelezen" in error["fout"]


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe\x00", b'{"tekst": "\xff"}', b""])
async def test_what_is_no_json_is_unreadable(site: Site, raw: bytes) -> None:
    path, headers = await site.open()
    headers["Content-Type"] = "application/json"

    async with site.web.post(f"{path}/berichten", data=raw, headers=headers) as answer:
        error = await answer.json()

    assert answer.status == 400
    assert error["fout"]


@pytest.mark.parametrize("text", ["", "   ", "\n"])
async def test_an_empty_text_is_refused(site: Site, text: str) -> None:
    path, headers = await site.open()

    status, error = await post(site, path, headers, {"tekst": text})

    assert status == 422
    assert "leeg" in error["fout"]


async def test_ten_thousand_characters_are_too_long(site: Site) -> None:
    path, headers = await site.open()

    status, error = await post(site, path, headers, {"tekst": "a" * 10_000})

    assert status == 422
    assert str(LONGEST_MESSAGE) in error["fout"]


async def test_a_request_larger_than_the_server_takes_is_refused_in_dutch(site: Site) -> None:
    path, headers = await site.open()

    async with site.web.post(f"{path}/berichten", data=b"x" * 70_000, headers=headers) as answer:
        error = await answer.json()

    assert answer.status == 413
    assert "te lang" in error["fout"]


async def test_only_emoji_is_taken(site: Site) -> None:
    path, headers = await site.open()

    status, _ = await post(site, path, headers, {"tekst": "😢"})

    assert status == 200


async def test_a_choice_that_is_not_offered_is_refused(site: Site) -> None:
    path, headers = await site.open()

    status, error = await post(site, path, headers, {"keuze": "misschien"})

    assert status == 422
    assert "hoort niet bij deze vraag" in error["fout"]


async def test_a_code_opens_what_was_kept_and_an_unknown_one_nothing(site: Site) -> None:
    site.brain.replies.append(saying("Wil je stoppen?", open_field="stop_zeker"))
    path, headers = await site.open()
    site.brain.replies.append(saying(Request.BEWAREN))
    _, ended = await post(site, path, headers, {"keuze": "bewaren"})
    assert ended["status"] == "bewaard"
    code = re.search(r"\w{4}-\w{4}-\w{4}", ended["berichten"][0]["tekst"])[0]

    async with site.web.post("/api/v1/gesprekken", json={"code": code}) as answer:
        back = await answer.json()
    async with site.web.post("/api/v1/gesprekken", json={"code": code}) as answer:
        again = answer.status

    assert path.endswith(back["gesprek"])
    assert "Welkom terug" in " ".join(m["tekst"] for m in back["berichten"])
    assert again == 404


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nee"}, {"Authorization": "x"}])
async def test_without_the_right_key_nothing_opens(site: Site, headers: dict[str, str]) -> None:
    path, _ = await site.open()

    for method, where in (
        ("POST", f"{path}/berichten"),
        ("GET", path),
        ("GET", f"{path}/gegevens"),
        ("GET", f"{path}/stroom"),
        ("DELETE", path),
    ):
        body = {"tekst": "hallo"} if method == "POST" else None
        async with site.web.request(method, where, headers=headers, json=body) as answer:
            assert answer.status == 401, (method, where)
            assert "sleutel" in (await answer.json())["fout"]


@pytest.mark.parametrize("id", [str(UUID(int=1)), "geen-id", "1", "%00", "..%2f"])
async def test_an_unknown_conversation_is_not_found(site: Site, id: str) -> None:
    headers = {"Authorization": "Bearer sleutel"}

    async with site.web.get(f"/api/v1/gesprekken/{id}", headers=headers) as answer:
        error = await answer.json()

    assert answer.status == 404
    assert error["fout"]


async def test_leaving_erases_and_closes(site: Site) -> None:
    path, headers = await site.open()
    await post(site, path, headers, {"tekst": "geheim"})

    async with site.web.delete(path, headers=headers) as answer:
        assert answer.status == 204
    async with site.web.get(path, headers=headers) as answer:
        assert answer.status == 404
    assert not any(site.storage.rows.messages.values())


async def test_captured_fields_come_with_value_source_and_confirmation(site: Site) -> None:
    site.brain.replies += [
        saying("Hallo.", open_field="leeftijden"),
        saying("Dank je.", leeftijden=[4, 7]),
    ]
    path, headers = await site.open()
    await post(site, path, headers, {"tekst": "Lastig hoor. Ze zijn 4 en 7."})

    async with site.web.get(f"{path}/gegevens", headers=headers) as answer:
        (fact,) = (await answer.json())["gegevens"]

    assert fact["veld"] == "leeftijden"
    assert fact["waarde"] == [4, 7]
    assert fact["tekst"] == "4 en 7 jaar"
    assert fact["bron"] == "Ze zijn 4 en 7"
    assert fact["bevestigd"] is False


async def test_a_second_post_waits_and_a_third_is_refused(site: Site) -> None:
    path, headers = await site.open()
    ready = asyncio.Event()
    understand = site.brain.understand

    async def slow(*said: Any) -> Any:
        await ready.wait()
        return await understand(*said)

    site.brain.understand = slow  # type: ignore[method-assign]
    posts = [
        asyncio.create_task(post(site, path, headers, {"tekst": f"bericht {n}"})) for n in range(3)
    ]
    await asyncio.sleep(0.3)
    ready.set()

    statuses = sorted([(await one)[0] for one in posts])

    assert statuses == [200, 200, 409]


async def test_when_storage_is_down_112_still_comes_and_nothing_else_is_told(site: Site) -> None:
    path, headers = await site.open()
    site.storage.down = True

    status, error = await post(site, path, headers, {"tekst": ACUTE})

    assert status == 503
    assert error["gevaar"] == "acuut"
    assert "Bel 112" in error["berichten"][0]["tekst"]
    assert "0800-2000" in error["fout"]
    assert "Traceback" not in json.dumps(error)


async def test_an_unforeseen_error_gives_a_number_and_no_details(site: Site) -> None:
    async def broken(*_: Any) -> Any:
        raise RuntimeError("het geheim van de bezoeker")

    path, headers = await site.open()
    site.brain.understand = broken  # type: ignore[method-assign]

    status, error = await post(site, path, headers, {"tekst": "hallo"})

    assert status == 500
    assert "0800-2000" in error["fout"]
    assert "geheim" not in json.dumps(error)


async def test_too_many_messages_in_a_minute_are_refused(site: Site) -> None:
    path, headers = await site.open()

    statuses = [(await post(site, path, headers, {"tekst": "a b"}))[0] for _ in range(42)]

    assert statuses[:40] == [200] * 40
    assert statuses[-1] == 429


async def read_events(site: Site, path: str, headers: dict[str, str], most: int) -> list[Any]:
    found: list[Any] = []
    async with site.web.get(f"{path}/stroom", headers=headers) as answer:
        assert answer.content_type == "text/event-stream"
        event, number = "", None
        async for raw in answer.content:
            line = raw.decode().rstrip("\n")
            if line.startswith("id: "):
                number = int(line[4:])
            if line.startswith("event: "):
                event = line[7:]
            if line.startswith("data: "):
                found.append((event, number, json.loads(line[6:])))
            if len(found) >= most:
                return found
    return found


async def test_the_stream_brings_messages_as_they_come(site: Site) -> None:
    path, headers = await site.open()
    reading = asyncio.create_task(read_events(site, path, headers, most=4))
    await asyncio.sleep(0.2)

    await post(site, path, headers, {"tekst": "hallo"})
    events = await asyncio.wait_for(reading, 5)

    said = [(number, data["van"]) for event, number, data in events if event == "bericht"]
    assert said == [(1, "bot"), (2, "bezoeker"), (3, "bot")]


async def test_the_stream_goes_on_after_the_last_event_without_doubling(site: Site) -> None:
    path, headers = await site.open()
    await post(site, path, headers, {"tekst": "een"})

    events = await read_events(site, path, {**headers, "Last-Event-ID": "2"}, most=2)

    assert [number for event, number, _ in events if event == "bericht"] == [3]


async def test_the_stream_ends_when_the_visitor_left(site: Site) -> None:
    path, headers = await site.open()
    reading = asyncio.create_task(read_events(site, path, headers, most=99))
    await asyncio.sleep(0.2)

    async with site.web.delete(path, headers=headers):
        pass
    events = await asyncio.wait_for(reading, 5)

    assert events[-1][0] == "einde"


async def test_health_and_readiness_are_told(site: Site) -> None:
    async with site.web.get("/healthz") as alive, site.web.get("/readyz") as ready:
        assert (alive.status, ready.status) == (200, 200)
    site.storage.down = True
    async with site.web.get("/healthz") as alive, site.web.get("/readyz") as ready:
        assert (alive.status, ready.status) == (200, 503)
