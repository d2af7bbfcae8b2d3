"""What openapi.yml promises holds for requests that are made from it, right ones and wrong ones.

Schemathesis makes the requests and reads the answers: nothing fails on our side, and every status,
content type and body is one that is described.
"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.web.api import openapi
from bot.web.security import RateLimit
from tests.security.conftest import Site

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
WITHOUT_END = "/stroom$"  # an event stream is read in tests/web/test_api.py
SOME = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def promised() -> list[Any]:
    """Every operation, with requests as described and with others."""
    described = schemathesis.openapi.from_dict(openapi()).exclude(path_regex=WITHOUT_END)
    found = [operation.ok() for operation in described.get_all_operations()]
    return [
        pytest.param(operation, mode, id=f"{operation.label} {mode.value}")
        for operation in found
        for mode in GenerationMode
        if mode is GenerationMode.POSITIVE
        or operation.label != "GET /openapi.json"  # takes nothing
    ]


@pytest.fixture(autouse=True)
def _without_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RateLimit, "check", lambda *_: None)


@pytest.mark.parametrize(("operation", "mode"), promised())
async def test_of_nobody(site: Site, operation: Any, mode: GenerationMode) -> None:
    def ask(case: Any) -> None:
        case.call_and_validate(base_url=f"{site.url}/api/v1", checks=CHECKS)

    made = operation.as_strategy(generation_mode=mode)
    await asyncio.to_thread(SOME(given(case=made)(ask)))


@pytest.mark.parametrize(("operation", "mode"), promised())
async def test_of_a_visitor(site: Site, operation: Any, mode: GenerationMode) -> None:
    def ask_as_visitor(case: Any) -> None:
        opened = requests.post(f"{site.url}/api/v1/gesprekken", timeout=5).json()
        if "id" in case.path_parameters:
            case.path_parameters["id"] = opened["gesprek"]
        key = {"Authorization": f"Bearer {opened['sleutel']}"}
        case.call_and_validate(base_url=f"{site.url}/api/v1", headers=key, checks=CHECKS)

    made = operation.as_strategy(generation_mode=mode)
    await asyncio.to_thread(SOME(given(case=made)(ask_as_visitor)))
