"""Every persona talks to the real product: the bars of docs/simulatie.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Served, Server
from tests.simulatie.__main__ import play_all
from tests.simulatie.persona import Persona, PersonaBroken, personas, read_persona
from tests.simulatie.play import Played
from tests.simulatie.report import figures, page


@pytest.fixture(scope="module")
def running(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Server(tmp_path_factory.mktemp("simulatie")) as served:
        yield served


def some() -> list[Persona]:
    """Everybody in danger and every third of the others; `make simulatie` plays them all."""
    return [p for at, p in enumerate(personas()) if p.gevaar != "geen" or at % 3 == 0]


async def test_visitors_get_where_they_want_to_be(running: Served) -> None:
    found = figures(await play_all(running.url, some()))

    assert len(personas()) >= 60
    assert found.personas >= 20
    assert found.danger_missed == 0, found
    assert found.dead_ends == 0, found
    assert found.routes_right >= 0.9, found
    assert found.fields_right >= 0.9, found


def test_every_persona_expects_something() -> None:
    for persona in personas():
        assert persona.velden or persona.krijgt or persona.gevaar != "geen", persona.name


def test_a_route_that_does_not_exist_is_named(tmp_path: Path) -> None:
    file = tmp_path / "iemand.yml"
    file.write_text("begin: hallo\nroute: nergens\n", encoding="utf-8")

    with pytest.raises(PersonaBroken, match=r"iemand.yml.*nergens"):
        read_persona(file)


def test_what_went_wrong_counts_and_is_shown() -> None:
    persona = Persona("iemand_in_nood", "help", "advies", gevaar="acuut", velden={"kinderen": "ja"})
    good = Played(persona, said=["Is er nu gevaar? Bel 112.", "Dit kun je doen: ..."], warned=True)
    bad = Played(
        persona, said=["Je melding is ontvangen"], dead_end="rol", wrong={"kinderen": None}
    )

    found = figures([good, bad])

    assert (found.routes_right, found.fields_right) == (0.5, 0.5)
    assert (found.dead_ends, found.danger_missed) == (1, 1)
    assert "| iemand in nood | advies | melding | **nee** | 0/1 |" in page([bad], on_a_day())


def on_a_day():  # type: ignore[no-untyped-def]
    from datetime import date

    return date(2026, 1, 2)
