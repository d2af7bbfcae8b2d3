"""At the door: what of a visitor's message may be kept in the advice stage.

A power to record data about a family without their consent exists for a melding only (Wmo 2015
art. 5.1.6 lid 2), so before the switch everything that identifies a person is left out before
anything is stored, logged or handed to the dialogue engine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.conversation.conversation import Modus
from bot.melding.fields import fields_by_name
from bot.melding.schema import Stage
from bot.privacy.mask import DEFAULT_REPLACED, TOKENS, Label, mask
from bot.reference.places import place_names

LONGEST_MESSAGE = 4000  # characters
WORDS_OF_A_PLACE = 3  # the bare answer to "In welke gemeente speelt dit?" is no person
WORDS_OF_A_NAME = 5  # "mijn naam is ...": who says more may name another

# The four digits of a postcode name a district of thousands, with the letters a street.
POSTCODE = re.compile(r"\b([1-9]\d{3})\s?[A-Za-z]{2}\b")


class MessageRefused(ValueError):
    """A message cannot be taken; `name` is that of the fixed text that says why. `texts` must reach
    the visitor all the same: danger was heard in what is not taken."""

    def __init__(self, name: str, texts: tuple[str, ...] = ()) -> None:
        super().__init__(name)
        self.name = name
        self.texts = texts


@dataclass(frozen=True)
class Kept:
    """The text as it may be kept, and the names of what was left out ("[naam]", ...)."""

    text: str
    left_out: tuple[str, ...] = ()


def checked(text: str) -> str:
    """The text without control characters and outer white space. Raises MessageRefused."""
    clean = "".join(c for c in text if c.isprintable() or c in "\n\t").strip()
    if not clean:
        raise MessageRefused("fout_leeg")
    if len(clean) > LONGEST_MESSAGE:
        raise MessageRefused("fout_te_lang")
    return clean


def kept(text: str, modus: Modus, open_field: str | None) -> Kept:
    """What is kept of a message, given the stage and the question it may answer."""
    if modus is Modus.MELDING:
        return Kept(text)
    if open_field == "gemeente":
        text = POSTCODE.sub(r"\1", text)
    left_out = DEFAULT_REPLACED - _asked_for(text, modus, open_field)
    masked = mask(text, places=place_names(), replace=left_out)
    tokens = dict.fromkeys(TOKENS[span.label] for span in masked.spans)
    return Kept(masked.text, tuple(tokens))


def _asked_for(text: str, modus: Modus, open_field: str | None) -> set[Label]:
    """What the open question asks for and may be kept: a place is no person, and with consent the
    visitor's own name and number are written down, but nothing else that is said with them."""
    asked = fields_by_name()[open_field] if open_field else None
    words = len(text.split())
    if asked is None:
        return set()
    if asked.name == "gemeente" and words <= WORDS_OF_A_PLACE:
        return {Label.PERSOON}
    if modus is not Modus.CONTACT or asked.stage is not Stage.CONTACT:
        return set()
    if asked.kind == "telefoon":
        return {Label.TELEFOON}
    return {Label.PERSOON} if asked.kind == "naam" and words <= WORDS_OF_A_NAME else set()
