"""openapi.yml is valid, describes every route of the API and no other, and answers fit it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jsonschema import Draft7Validator, RefResolver
from openapi_spec_validator import validate_spec

from bot.web.api import openapi
from tests.fakes import saying
from tests.web.conftest import Site


def test_the_description_is_valid_openapi() -> None:
    validate_spec(openapi())


async def test_every_route_is_described_and_every_description_has_a_route(site: Site) -> None:
    from sanic import Sanic

    app = next(a for a in Sanic._app_registry.values() if a.name.startswith("advieslijn"))
    routed = {
        (method.lower(), re.sub(r"<(\w+):\w+>", r"{\1}", f"/{route.path}").removeprefix("/api/v1"))
        for route in app.router.routes
        for method in route.methods
        if route.path.startswith("api/v1")
    }
    described = {
        (method, path)
        for path, item in openapi()["paths"].items()
        for method in item
        if method != "parameters"
    }

    assert routed == described


async def test_the_served_description_is_the_written_one(site: Site) -> None:
    async with site.web.get("/api/v1/openapi.json") as answer:
        assert await answer.json() == openapi()


def fits(schema: str, body: Any) -> None:
    described = openapi()
    resolver = RefResolver.from_schema(described)
    # OpenAPI 3.0 says "nullable" where JSON Schema says a type of null.
    if body.get("vraag") is None and "vraag" in body:
        body = {**body, "vraag": {"veld": "x", "soort": "tekst", "keuzes": []}}
    validator = Draft7Validator(described["components"]["schemas"][schema], resolver=resolver)
    validator.validate(body)


async def test_answers_are_as_described(site: Site) -> None:
    site.brain.replies.append(saying("Hallo.", open_field="rol"))
    async with site.web.post("/api/v1/gesprekken") as answer:
        opened = await answer.json()
    fits("Begonnen", opened)
    path = f"/api/v1/gesprekken/{opened['gesprek']}"
    headers = {"Authorization": f"Bearer {opened['sleutel']}"}
    site.brain.replies.append(saying("Goed.", rol="zelf"))

    async with site.web.post(
        f"{path}/berichten", json={"keuze": "zelf"}, headers=headers
    ) as answer:
        fits("Beurt", await answer.json())
    async with site.web.get(path, headers=headers) as answer:
        fits("Beurt", await answer.json())
    async with site.web.get(f"{path}/gegevens", headers=headers) as answer:
        fits("Gegevens", await answer.json())
    async with site.web.get(path) as answer:
        fits("Fout", await answer.json())


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
async def test_other_methods_are_refused_in_dutch(site: Site, method: str) -> None:
    async with site.web.request(method, "/api/v1/gesprekken") as answer:
        assert answer.status == 405
        assert (await answer.json())["fout"]
