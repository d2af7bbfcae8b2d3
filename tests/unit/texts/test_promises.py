"""No text promises what the product cannot keep: about erasing, names, people, help and time. What
is erased when is in docs/decisions/0011 and 0013; that masking misses names in docs/evaluatie.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.melding.fields import fields
from bot.texts.language import translated
from tests.unit.texts.test_b1 import PROJECT, texts

# What may not be said, with a sentence that says it.
PROMISES = {
    r"gesprek (?:is|wordt) (?:dan |nu |meteen )*(?:weg|gewist)(?! van je scherm)": (
        "Klik op de knop. Dan is het weg: het gesprek is gewist."
    ),
    r"is (?:dit|het|je) gesprek (?:dan |nu |meteen )*(?:weg|gewist)": "Dan is dit gesprek weg.",
    r"wis(?:sen)? (?:ik|we) (?:dit|het|je) gesprek(?!, soms pas later)": "Dan wis ik dit gesprek.",
    r"stop en wis": "Ja, stop en wis",
    r"bewa(?:ar|art|ren)\b[^.]{0,40}\b(?:niets|geen (?:namen|adressen|gegevens))": (
        "Bij advies bewaar ik geen namen en adressen."
    ),
    r"(?:gegevens|namen|naam en nummer)\b[^.]{0,30} (?:zijn|worden|is|wordt)\b[^.]{0,20} gewist": (
        "De namen en gegevens voor de melding zijn gewist."
    ),
    r"laten verbeteren of wissen": "Je mag het laten verbeteren of wissen.",
    r"(?:volledig|helemaal|altijd|blijft|blijf je|ben je|chat is) anoniem": "Je blijft anoniem.",
    r"(?:naam|gesprek) blijft (?:altijd |zeker )?geheim": "Je naam blijft geheim.",
    r"niemand (?:kan|leest|ziet|weet|hoort|komt)\b[^.]{0,25}"
    r"\b(?:mee|meelezen|lezen|zien|achter|weten)": "Niemand kan meelezen.",
    r"niemand belt": "Goed, niemand belt je.",
    r"altijd een (?:mens|medewerker)|altijd iemand": "Er is altijd een medewerker voor je.",
    r"verbind\w* (?:ik )?je|je (?:wordt|bent) (?:nu )?doorverbonden": "Ik verbind je door.",
    r"onderweg|komt eraan|er komt hulp|we komen": "Hulp is onderweg.",
    r"binnen (?:een|\d+|{\w+}) (?:kwartier|minuten|uur|uren)": "Je wordt binnen een uur gebeld.",
    r"duurt niet lang|bent zo aan de beurt|zo bij je": "Het duurt niet lang.",
    r"hier ben je veilig|je bent (?:hier |nu )?veilig(?! bent)": "Hier ben je veilig.",
    r"gegarandeerd|garandeer|honderd procent": "Dat is gegarandeerd.",
}
IN_ENGLISH = {
    r"chat (?:is|will be) (?:then )?(?:gone|wiped|erased|deleted)(?! from your screen)": (
        "Then this chat is gone."
    ),
    r"I (?:will )?(?:wipe|erase|delete) this chat(?!, sometimes only later)": "I wipe this chat.",
    r"(?:keep|store|save)s? (?:nothing|no (?:names|data|details))": "I keep no names.",
    r"nobody (?:can|will) (?:read|see|know)": "Nobody can read along.",
    r"(?:stay|are|completely) anonymous": "You stay anonymous.",
    r"help is (?:on its way|coming)": "Help is on its way.",
}
# By what is true when they are shown: only after the words were erased.
TRUE_BY_THEN = ("gewist", "gewist_bellen")


def shown() -> Iterator[tuple[str, str]]:
    """All that a visitor reads from us: texts, buttons, and what stands on the pages."""
    yield from ((text.name, text.text) for text in texts() if text.name not in TRUE_BY_THEN)
    yield from ((f"{f.name}.{c.value}", c.label) for f in fields() for c in f.choices)
    for page in sorted((PROJECT / "bot/web/templates/chat").glob("*.html")):
        for words in re.findall(r'_\("([^"]+)"\)', page.read_text(encoding="utf-8")):
            yield page.name, words


@pytest.mark.parametrize("promise", PROMISES)
def test_no_text_promises_what_cannot_be_kept(promise: str) -> None:
    assert [(n, t) for n, t in shown() if re.search(promise, t, re.IGNORECASE)] == []


@pytest.mark.parametrize("promise", IN_ENGLISH)
def test_the_english_promises_no_more_than_the_dutch(promise: str) -> None:
    said = {text for _, text in shown()}
    found = [(nl, en) for nl, en in translated("en").items() if re.search(promise, en, re.I)]

    assert [(nl, en) for nl, en in found if nl in said] == []


@pytest.mark.parametrize(("promise", "said"), [*PROMISES.items(), *IN_ENGLISH.items()])
def test_every_promise_is_known_when_it_is_made(promise: str, said: str) -> None:
    assert re.search(promise, said, re.IGNORECASE)


def test_the_first_page_names_what_stays() -> None:
    page = " ".join(words for name, words in shown() if name == "start.html")

    for what in ("medewerker", "verzoek", "melding blijft", "gebeld"):
        assert what in page, what
