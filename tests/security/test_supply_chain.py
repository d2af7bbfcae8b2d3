"""What this project is built from: checksums, the list of it, known weaknesses and licences."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from email.message import Message
from pathlib import Path

import pytest

from tools.supply.advisories import Advisory, advisories, refused, reviewed_on
from tools.supply.licence_page import PAGE, page
from tools.supply.licences import licence_of, licensed, not_allowed, read_rules
from tools.supply.lock import LOCK, Locked, read_lock
from tools.supply.sbom import SBOM, sbom

TODAY = date(2026, 11, 22)
INVENTED = Locked("hekwerk", "2.3", hashed=True, development=False)
WEAKNESS = Advisory(
    "hekwerk", ("CVE-2026-0000",), ("<1.9", ">=2.0,<2.4"), "1.9, 2.4", "invented for this test"
)


def metadata(**said: str) -> Message:
    """What a package says of itself."""
    message = Message()
    for name, value in said.items():
        message[name.replace("_", "-")] = value
    return message


def test_every_package_in_the_lock_has_a_checksum() -> None:
    assert [each.name for each in read_lock() if not each.hashed] == []


def test_no_package_is_locked_in_two_versions() -> None:
    names = [each["name"] for each in tomllib.loads(LOCK.read_text(encoding="utf-8"))["package"]]

    assert len(names) == len(set(names))


def test_what_the_product_needs_is_told_from_what_developers_need() -> None:
    development = {each.name for each in read_lock() if each.development}

    assert {"pytest", "ruff", "hypothesis"} <= development
    assert not {"sanic", "rasa", "cryptography", "cffi"} & development


def test_a_file_without_a_checksum_is_noticed(tmp_path: Path) -> None:
    lock = tmp_path / "uv.lock"
    lock.write_text(
        '[[package]]\nname = "advieslijn"\nversion = "1"\ndependencies = [{ name = "hekwerk" }]\n'
        '[[package]]\nname = "hekwerk"\nversion = "2.3"\nwheels = [{ url = "https://voorbeeld" }]\n'
    )

    assert read_lock(lock) == (replace(INVENTED, hashed=False),)


def test_the_list_of_packages_is_that_of_the_lock() -> None:
    assert SBOM.read_text(encoding="utf-8") == sbom(), "run: make sbom"


def test_no_locked_version_is_refused() -> None:
    assert refused(read_lock(), advisories(), reviewed_on()) == []


@pytest.mark.parametrize("version", ["1.8", "2.0", "2.3"])
def test_a_version_with_a_known_weakness_is_refused(version: str) -> None:
    locked = replace(INVENTED, version=version)

    assert refused([locked], [WEAKNESS], TODAY) == [
        f"hekwerk {version}: CVE-2026-0000; fixed in 1.9, 2.4."
    ]


@pytest.mark.parametrize("version", ["1.9", "1.10", "2.4"])
def test_a_version_in_which_it_was_mended_is_not_refused(version: str) -> None:
    assert refused([replace(INVENTED, version=version)], [WEAKNESS], TODAY) == []


def test_an_accepted_weakness_is_refused_from_its_day_of_review_on() -> None:
    accepted = replace(WEAKNESS, accepted="it is not used", review_before=TODAY)

    assert refused([INVENTED], [accepted], TODAY - timedelta(days=1)) == []
    assert "was accepted, read it again" in refused([INVENTED], [accepted], TODAY)[0]


def test_nothing_is_accepted_for_ever() -> None:
    for_ever = replace(WEAKNESS, accepted="it is not used")

    assert refused([INVENTED], [for_ever], TODAY)


def test_an_acceptance_that_is_not_needed_any_more_must_go() -> None:
    accepted = replace(WEAKNESS, accepted="it is not used", review_before=date(2027, 1, 1))

    assert "take `accepted`" in refused([replace(INVENTED, version="2.4")], [accepted], TODAY)[0]


def test_every_licence_is_known_and_allowed() -> None:
    rules = read_rules()

    assert not_allowed(licensed(read_lock(), rules), rules) == []


def test_the_page_of_licences_is_that_of_the_lock() -> None:
    made = page(licensed(read_lock(), read_rules()))

    assert PAGE.read_text(encoding="utf-8") == made, "run: make sbom"


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({}, "hekwerk 2.3: licence unknown"),
        ({"License": "BSD"}, "hekwerk 2.3: licence unknown"),
        ({"License": "ask the author"}, "hekwerk 2.3: licence unknown"),
        ({"License_Expression": "GPL-3.0-only"}, "hekwerk 2.3: GPL-3.0-only"),
        ({"License_Expression": "(MIT AND SSPL-1.0)"}, "hekwerk 2.3: (MIT AND SSPL-1.0)"),
    ],
)
def test_a_licence_that_is_unknown_or_not_allowed_is_refused(
    said: dict[str, str], line: str
) -> None:
    rules = read_rules()
    packages = licensed([INVENTED], rules, lambda _: metadata(**said))

    assert not_allowed(packages, rules) == [line]


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"License_Expression": "MIT OR Apache-2.0", "License": "BSD"}, "MIT OR Apache-2.0"),
        ({"License": "Apache 2.0"}, "Apache-2.0"),
        ({"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
    ],
)
def test_a_licence_is_read_from_where_a_package_names_it(
    said: dict[str, str], licence: str
) -> None:
    assert licence_of(metadata(**said), read_rules().spellings) == licence


def test_what_was_looked_up_does_not_hold_for_the_next_version() -> None:
    rules = replace(read_rules(), looked_up={("hekwerk", "2.2"): "MIT"})

    assert not_allowed(licensed([INVENTED], rules, lambda _: metadata()), rules)
