"""Every route × role × organisation: what is not allowed is refused, and logged."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import aiohttp
import pytest

from bot.casework.audit import Act
from bot.casework.staff import Right, Role
from bot.melding.route import Request
from bot.web.desk.guard import HOME
from tests.fakes import FakeCodes, saying
from tests.web.conftest import PASSWORD, Site, serving

SAME = {"Sec-Fetch-Site": "same-origin"}
NOBODY = "00000000-0000-4000-8000-000000000000"
EVERYBODY = None


@dataclass(frozen=True)
class Route:
    """A route of the desk, and the right that it needs; EVERYBODY: of any role."""

    method: str
    path: str
    right: Right | None
    signed_in: bool = True


ROUTES = [
    Route("GET", "/balie/inloggen", EVERYBODY, signed_in=False),
    Route("POST", "/balie/inloggen", EVERYBODY, signed_in=False),
    Route("GET", "/balie/inloggen/organisatie", EVERYBODY, signed_in=False),
    Route("GET", "/balie/inloggen/terug", EVERYBODY, signed_in=False),
    Route("POST", "/balie/inloggen/code", EVERYBODY, signed_in=False),
    Route("POST", "/balie/inloggen/uitgelogd", EVERYBODY, signed_in=False),
    Route("POST", "/balie/uitloggen", EVERYBODY),
    Route("GET", "/balie/tweede-factor", EVERYBODY),
    Route("POST", "/balie/tweede-factor", EVERYBODY),
    Route("GET", "/balie/wachtwoord", EVERYBODY),
    Route("POST", "/balie/wachtwoord", EVERYBODY),
    Route("GET", "/balie", EVERYBODY),
    Route("GET", "/balie/stroom", Right.WACHTRIJ),
    Route("GET", "/balie/naast", Right.DOSSIER),
    Route("GET", "/balie/gesprekken/<id:uuid>", Right.DOSSIER),
    Route("POST", "/balie/gesprekken/<id:uuid>/openen", Right.DOSSIER),
    Route("POST", "/balie/gesprekken/<id:uuid>/overnemen", Right.GESPREK),
    Route("POST", "/balie/gesprekken/<id:uuid>/antwoord", Right.GESPREK),
    Route("POST", "/balie/gesprekken/<id:uuid>/teruggeven", Right.GESPREK),
    Route("POST", "/balie/gesprekken/<id:uuid>/sluiten", Right.GESPREK),
    Route("POST", "/balie/gesprekken/<id:uuid>/gebeld", Right.TERUGBELLEN),
    Route("POST", "/balie/gesprekken/<id:uuid>/wissen", Right.WISSEN),
    Route("POST", "/balie/gesprekken/<id:uuid>/vasthouden", Right.WISSEN),
    Route("POST", "/balie/gesprekken/<id:uuid>/notitie", Right.GESPREK),
    Route("POST", "/balie/gesprekken/<id:uuid>/doorgeven", Right.GESPREK),
    Route("POST", "/balie/gesprekken/<id:uuid>/meelezen", Right.GESPREK),
    Route("POST", "/balie/gesprekken/<id:uuid>/concept", Right.GESPREK),
    Route("POST", "/balie/gesprekken/<id:uuid>/veld", Right.GESPREK),
    Route("POST", "/balie/gesprekken/<id:uuid>/typt", Right.GESPREK),
    Route("POST", "/balie/gesprekken/<id:uuid>/informeren", Right.WEGING),
    Route("POST", "/balie/gesprekken/<id:uuid>/onderzoek", Right.WEGING),
    Route("GET", "/balie/werklijst", Right.WACHTRIJ),
    Route("GET", "/balie/meldingen/<id:uuid>/weging", Right.WEGING),
    Route("POST", "/balie/meldingen/<id:uuid>/weging", Right.WEGING),
    Route("POST", "/balie/meldingen/<id:uuid>/bevestigen", Right.WEGING),
    Route("POST", "/balie/meldingen/<id:uuid>/stap", Right.WEGING),
    Route("GET", "/balie/meldingen/<id:uuid>/document", Right.WEGING),
    Route("GET", "/balie/meldingen/<id:uuid>/wegingen/<version:int>", Right.WEGING),
    Route("POST", "/balie/meldingen/<id:uuid>/zaak", Right.WEGING),
    Route("GET", "/balie/zaken", Right.DOSSIER),
    Route("GET", "/balie/zaken/<id:uuid>", Right.DOSSIER),
    Route("POST", "/balie/zaken/<id:uuid>/openen", Right.DOSSIER),
    Route("POST", "/balie/zaken/<id:uuid>/notitie", Right.WEGING),
    Route("POST", "/balie/zaken/<id:uuid>/deelnemer", Right.WEGING),
    Route("POST", "/balie/zaken/<id:uuid>/sluiten", Right.WEGING),
    Route("GET", "/balie/beheer", Right.ACCOUNTS),
    Route("POST", "/balie/beheer", Right.ACCOUNTS),
    Route("POST", "/balie/beheer/<id:int>", Right.ACCOUNTS),
    Route("GET", "/balie/logboek", Right.LOGBOEK),
]
GUARDED = [route for route in ROUTES if route.right is not None]
OF_A_CONVERSATION = [route for route in GUARDED if re.search("gesprekken|meldingen", route.path)]
OF_A_ZAAK = [route for route in GUARDED if "zaken/" in route.path]


def known(route: Route) -> str:
    return f"{route.method} {route.path}"


async def sign_in(site: Site, role: Role, organisation: int = 1) -> None:
    login = f"{role.value}-{organisation}"
    site.services.accounts.add(login, login.title(), PASSWORD, role, organisation)
    data = {"inlognaam": login, "wachtwoord": PASSWORD}
    async with site.web.post("/balie/inloggen", data=data, headers=SAME) as answer:
        assert answer.status == 200


async def token(site: Site) -> str:
    async with site.web.get("/balie") as answer:
        found = re.search(r'name="token" value="(\w+)"', await answer.text())
    assert found
    return found[1]


async def ask(site: Site, route: Route, id: str, **fields: str) -> tuple[int, str]:
    path = (
        route.path.replace("<id:uuid>", id).replace("<id:int>", "1").replace("<version:int>", "1")
    )
    data = None if route.method == "GET" else {"token": await token(site), **fields}
    async with site.web.request(
        route.method, path, data=data, headers=SAME, allow_redirects=False
    ) as answer:
        if answer.content_type == "text/event-stream":
            return answer.status, ""
        return answer.status, await answer.text()


async def conversation(site: Site) -> str:
    """One with a melding, that waits for a colleague."""
    path, headers = await site.open()
    site.brain.replies.append(saying(Request.MENS, gemeente="GM0363"))
    async with site.web.post(
        f"{path}/berichten", json={"tekst": "mijn geheime verhaal"}, headers=headers
    ):
        return path.rsplit("/", 1)[1]


async def test_the_matrix_names_every_route_of_the_desk(site: Site) -> None:
    served = {
        f"{method} /{route.path.rstrip('/')}"
        for route in site.app.router.routes
        for method in route.methods
        if f"/{route.path}".startswith("/balie") and method in {"GET", "POST", "PUT", "DELETE"}
    }

    assert served == {known(route) for route in ROUTES}


async def test_without_signing_in_there_is_nothing(site: Site) -> None:
    id = await conversation(site)

    for route in ROUTES:
        if not route.signed_in:
            continue
        path = (
            route.path.replace("<id:uuid>", id)
            .replace("<id:int>", "1")
            .replace("<version:int>", "1")
        )
        data = {} if route.method == "POST" else None
        async with site.web.request(
            route.method, path, data=data, headers=SAME, allow_redirects=False
        ) as answer:
            assert answer.status == 303, known(route)
            assert answer.headers["Location"] == "/balie/inloggen", known(route)


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
async def test_a_route_is_for_the_roles_with_its_right(site: Site, role: Role) -> None:
    await sign_in(site, role)

    for route in GUARDED:
        id = await conversation(site)
        status, page = await ask(site, route, id)

        if route.right in rights_of(role):
            assert status != 403, known(route)
            continue
        assert status == 403, known(route)
        assert "Dit hoort niet bij jouw rol" in page
        assert "geheime verhaal" not in page
        refused = site.storage.rows.audit[-1]
        assert (refused.act, refused.role, refused.allowed) == (Act.GEWEIGERD, role.value, False)


def rights_of(role: Role) -> set[Right]:
    """Written out once more: a change of the table must be a decision."""
    casework = {
        Right.WACHTRIJ, Right.DOSSIER, Right.GESPREK, Right.WEGING, Right.TERUGBELLEN,
    }  # fmt: skip
    return {
        Role.MEDEWERKER: casework,
        Role.COORDINATOR: casework | {Right.WISSEN, Right.ALARM},
        Role.BEHEERDER: {Right.ACCOUNTS},
        Role.AUDITOR: {Right.LOGBOEK},
    }[role]


@pytest.mark.parametrize("role", [Role.MEDEWERKER, Role.COORDINATOR], ids=lambda role: role.value)
async def test_another_organisation_is_told_that_there_is_no_such_conversation(
    site: Site, role: Role
) -> None:
    await sign_in(site, role, organisation=2)
    id = await conversation(site)

    for route in OF_A_CONVERSATION:
        why = "klacht" if "openen" in route.path else "Een goede reden staat hier."
        fields = {"reden": why, "besluit": "ONDERZOEK", "tekst": "hallo"}
        fields |= {"notitie": "een notitie", "naar": "wachtrij", "waarom": "einde dienst"}
        fields |= {"uitkomst": "anders", "collega": "1"}
        fields |= {"veld": "wanneer", "wat": "bewaar", "waarde": "gisteren", "wie": "bezoeker"}
        fields |= {"zaak": "nieuw", "akkoord": "ja", "doen": "concept", "leesreden": why}
        if route.path.endswith("/informeren"):
            fields |= {"wat": "erbij", "wie": "Anna", "vastgelegd": "2026-03-02"}
        if route.path.endswith("/stap"):
            fields |= {"naar": "AFGESLOTEN", "stap_reden": why}
        status, page = await ask(site, route, id, **fields)
        of_nobody, page_of_nobody = await ask(site, route, NOBODY, **fields)

        expected = 404 if route.right in rights_of(role) else 403
        assert (status, of_nobody) == (expected, expected), known(route)
        assert page == page_of_nobody
        assert "geheime verhaal" not in page


async def test_the_stream_of_another_organisation_brings_nothing_of_a_conversation(
    site: Site,
) -> None:
    await sign_in(site, Role.MEDEWERKER, organisation=2)
    id = await conversation(site)
    read = b""

    async with site.web.get(f"/balie/stroom?gesprek={id}", headers=SAME) as answer:
        with contextlib.suppress(TimeoutError, aiohttp.ClientError):
            async with asyncio.timeout(1):
                async for part in answer.content.iter_any():
                    read += part

    assert b"event: rij" in read
    assert b"geheime verhaal" not in read
    assert b"event: bericht" not in read


async def test_an_auditor_reads_the_log_of_the_own_organisation(site: Site) -> None:
    path, _ = await site.open()
    staff = site.storage.rows.staff[1]
    await site.services.takeover.take(staff, UUID(path.rsplit("/", 1)[1]))
    await sign_in(site, Role.AUDITOR, organisation=2)

    async with site.web.get("/balie/logboek") as answer:
        page = await answer.text()

    assert path.rsplit("/", 1)[1] not in page
    assert staff.name not in page


@pytest.mark.parametrize("role", [Role.MEDEWERKER, Role.COORDINATOR], ids=lambda role: role.value)
async def test_another_organisation_is_told_that_there_is_no_such_zaak(
    site: Site, role: Role
) -> None:
    await sign_in(site, role, organisation=2)
    id = await conversation(site)
    with site.storage() as work:
        melding = work.meldingen.add(UUID(id), {}, site.clock(), date(2026, 3, 9))
    zaak = await site.services.zaken.make(site.storage.rows.staff[1], melding.conversation)

    for route in OF_A_ZAAK:
        fields = {"leesreden": "klacht", "notitie": "een notitie", "wie": "Anna"}
        fields |= {"sluit_reden": "Een goede reden staat hier.", "waarom": "nieuw gehoord"}
        status, page = await ask(site, route, str(zaak.id), **fields)
        of_nobody, page_of_nobody = await ask(site, route, NOBODY, **fields)

        expected = 404 if route.right in rights_of(role) else 403
        assert (status, of_nobody) == (expected, expected), known(route)
        assert page == page_of_nobody
    async with site.web.get("/balie/zaken") as answer:
        assert zaak.name not in await answer.text()


async def test_the_front_page_of_another_organisation_shows_nothing_of_this_one(
    site: Site,
) -> None:
    await sign_in(site, Role.MEDEWERKER, organisation=2)
    id = await conversation(site)

    async with site.web.get("/balie") as answer:
        page = await answer.text()

    assert id not in page
    assert "Niemand wacht." in page


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
async def test_every_role_comes_on_a_page_of_its_own(site: Site, role: Role) -> None:
    await sign_in(site, role)

    async with site.web.get("/balie") as answer:
        assert answer.status == 200
        assert answer.url.path in HOME.values()


async def test_an_administrator_reaches_no_colleague_of_another_organisation(site: Site) -> None:
    await sign_in(site, Role.BEHEERDER, organisation=2)

    before = site.storage.rows.staff[1], site.storage.rows.credentials[1]
    every = ("sluit", "open", "rol", "sessies", "wachtwoord", "tweede_factor", "organisatie")
    for what in every:
        route = Route("POST", "/balie/beheer/<id:int>", Right.ACCOUNTS)
        status, _ = await ask(site, route, NOBODY, wat=what, rol="auditor")
        assert status == 404, what
    assert (site.storage.rows.staff[1], site.storage.rows.credentials[1]) == before


@pytest.fixture
async def strict(make_settings: Callable[..., Any]) -> AsyncIterator[Site]:
    """Where colleagues must have a second factor."""
    async with serving(lambda _: make_settings(ADVIESLIJN_SECOND_FACTOR="1")) as running:
        yield running


async def is_sent_to(site: Site, page: str, *reachable: str) -> None:
    """From every route but those and signing out."""
    for route in ROUTES:
        if not route.signed_in or route.path in {page, "/balie/uitloggen", *reachable}:
            continue
        path = route.path.replace("<id:uuid>", NOBODY).replace("<id:int>", "1")
        path = path.replace("<version:int>", "1")
        form = {} if route.method == "POST" else None
        async with site.web.request(
            route.method, path, data=form, headers=SAME, allow_redirects=False
        ) as answer:
            assert answer.status == 303, known(route)
            assert answer.headers["Location"] == page, known(route)


async def sign_in_with_given(site: Site, role: Role, code: str = "") -> str:
    """With a password that an operator made; the page that it leads to."""
    login = f"{role.value}-1"
    _, password = site.services.accounts.open(login, login.title(), role, machine="jan")
    data = {"inlognaam": login, "wachtwoord": password, "code": code}
    async with site.web.post("/balie/inloggen", data=data, headers=SAME) as answer:
        assert answer.status == 200
        return answer.url.path


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
async def test_with_a_password_alone_there_is_only_the_page_to_add_an_app(
    strict: Site, role: Role
) -> None:
    assert await sign_in_with_given(strict, role) == "/balie/tweede-factor"

    await is_sent_to(strict, "/balie/tweede-factor")


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
async def test_with_a_password_of_somebody_else_there_is_only_the_page_to_replace_it(
    site: Site, role: Role
) -> None:
    assert await sign_in_with_given(site, role) == "/balie/wachtwoord"

    await is_sent_to(site, "/balie/wachtwoord")


async def test_the_app_comes_first_and_then_the_password(strict: Site) -> None:
    await sign_in_with_given(strict, Role.MEDEWERKER)
    staff = strict.storage.rows.staff[2]
    await strict.services.second_factor.confirm(staff, FakeCodes().of(strict.clock()))

    await is_sent_to(strict, "/balie/wachtwoord", "/balie/tweede-factor")


async def test_where_an_app_is_asked_an_own_password_without_one_is_refused(strict: Site) -> None:
    data = {"inlognaam": "balie", "wachtwoord": PASSWORD}
    async with strict.web.post("/balie/inloggen", data=data, headers=SAME) as answer:
        assert answer.status == 401


async def test_an_own_password_is_chosen_and_then_the_desk_is_open(site: Site) -> None:
    _, password = site.services.accounts.open("noor", "Noor", machine="jan")
    data = {"inlognaam": "noor", "wachtwoord": password}
    async with site.web.post("/balie/inloggen", data=data, headers=SAME) as answer:
        page = await answer.text()
    found = re.search(r'name="token" value="(\w+)"', page)
    assert found
    assert "eenmalig wachtwoord" in page

    for own, status, path in ((password, 422, "/balie/wachtwoord"), (PASSWORD, 200, "/balie")):
        form = {"token": found[1], "oud": password, "nieuw": own}
        async with site.web.post("/balie/wachtwoord", data=form, headers=SAME) as answer:
            assert (answer.status, answer.url.path) == (status, path)


# ── what asks for a page ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("dest", ["empty", "iframe", "frame", "embed", "object", "image"])
async def test_no_script_or_frame_gets_a_page_of_the_desk(site: Site, dest: str) -> None:
    """Of the chat, which may have the same address, or of anything else."""
    await sign_in(site, Role.MEDEWERKER)
    id = await conversation(site)
    asks = {**SAME, "Sec-Fetch-Dest": dest}

    for path in ("/balie", "/balie/wachtwoord", f"/balie/gesprekken/{id}", "/balie/stroom"):
        for address in (path, f"{path}?pagina={await token(site)}"):
            async with site.web.get(address, headers=asks, allow_redirects=False) as answer:
                assert answer.status == 403, address
                assert "token" not in await answer.text()


async def test_a_window_gets_it_and_so_does_the_stream_of_that_page(site: Site) -> None:
    await sign_in(site, Role.MEDEWERKER)
    window = {**SAME, "Sec-Fetch-Dest": "document"}
    async with site.web.get("/balie", headers=window) as answer:
        found = re.search(r'data-page="(\w+)"', await answer.text())
    assert found

    asks = {**SAME, "Sec-Fetch-Dest": "empty"}
    async with site.web.get(f"/balie/stroom?pagina={found[1]}", headers=asks) as answer:
        assert answer.content_type == "text/event-stream"
