"""How long each kind of record is kept, and why. One table; the job, the page and the pages of the
privacy document go by it.

A term marked unsure needs a decision of Veilig Thuis and a lawyer before it is used for real
people; an installation sets its own by ADVIESLIJN_RETENTION.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.casework.callback import KEPT_DAYS as CALLBACK_DAYS

RETURN_CODE_DAYS = 7  # long enough to find a quiet moment, short enough to forget


class TermInvalid(ValueError):
    """A term that was set cannot be used; the message names it."""


@dataclass(frozen=True)
class Term:
    """`what` and `since` are Dutch, for the privacy document. `shortest` and `longest` bound what
    an installation may set."""

    record: str
    what: str
    since: str
    kept: timedelta
    source: str
    sure: bool
    shortest: timedelta
    longest: timedelta


def _days(number: int) -> timedelta:
    return timedelta(days=number)


TERMS = (
    Term(
        "bewaard_gesprek",
        "Gesprek dat de bezoeker bewaart onder een code",
        "het bewaren",
        _days(RETURN_CODE_DAYS),
        "eigen keuze; staat in de teksten voor bezoekers",
        True,
        _days(RETURN_CODE_DAYS),
        _days(RETURN_CODE_DAYS),
    ),
    Term(
        "adviesgesprek",
        "Woorden van een adviesgesprek waar een medewerker bij was",
        "het sluiten",
        _days(1),
        "eigen keuze: een transcript van advies hoogstens 24 uur",
        False,
        timedelta(0),
        _days(90),
    ),
    Term(
        "leeg_gesprek",
        "Dat er een gesprek was: tijden, fase, gevaar en uitkomst, zonder woorden",
        "het wissen",
        _days(90),
        "eigen keuze, voor verantwoording en werkdruk",
        False,
        _days(1),
        _days(730),
    ),
    Term(
        "terugbelverzoek",
        "Naam en nummer van wie teruggebeld wil worden",
        "de vraag; na het bellen meteen",
        _days(CALLBACK_DAYS),
        "eigen keuze",
        False,
        _days(1),
        _days(90),
    ),
    Term(
        "melding",
        "Melding, gesprek, weging en wie is geïnformeerd; met de laatste melding ook de zaak",
        "de laatste weging of stap van alle meldingen in de zaak; nooit zolang er geen besluit is",
        _days(20 * 365),
        "Wmo 2015 art. 5.3.4 (15 jaar, tekst 2015) en Jeugdwet art. 7.3.8 (20 jaar) verschillen",
        False,
        _days(15 * 365),
        _days(40 * 365),
    ),
    Term(
        "inzage",
        "Wie een reden gaf om een gesprek te lezen (de reden zelf blijft in het logboek)",
        "de reden",
        _days(1),
        "eigen keuze",
        True,
        _days(1),
        _days(31),
    ),
    Term(
        "apparaat",
        "Browser waarin een medewerker eerder inlogde",
        "het inloggen",
        _days(180),
        "eigen keuze",
        True,
        _days(1),
        _days(365),
    ),
    Term(
        "logboek",
        "Logboek van wat medewerkers doen, zonder woorden",
        "de handeling",
        _days(5 * 365),
        "eigen keuze: ten minste 5 jaar; NEN 7513 vraagt een eigen besluit (te bevestigen)",
        False,
        _days(366),
        _days(20 * 365),
    ),
)


def terms(own: str = "") -> Mapping[str, Term]:
    """By record; `own` holds an installation's, such as "melding=7300 logboek=2555" in days. Raises
    TermInvalid."""
    found = {term.record: term for term in TERMS}
    for given in own.split():
        record, _, days = given.partition("=")
        if record not in found or not days.isdecimal():
            known = ", ".join(found)
            raise TermInvalid(f"{given!r} is no term; write record=days, with one of {known}")
        term = replace(found[record], kept=timedelta(days=int(days)))
        if not term.shortest <= term.kept <= term.longest:
            raise TermInvalid(
                f"{record} is kept for {term.shortest.days} to {term.longest.days} days"
            )
        found[record] = term
    return found
