"""Nobody is asked more than needed: the shortest melding of who tells the story at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.casework.audit import ReadingReason
from bot.conversation.conversation import Question
from bot.services.choosing import options_of
from tests.dialogue.conftest import office

MOST = {"omstander": 15, "professional": 25}

STORIES = {
    "omstander": (
        "Mijn buurman in Ede slaat zijn vrouw, al twee jaar, elke week. De kinderen van 4 en 7 "
        "zien het. Vorige week heb ik het zelf gezien, hij gaf haar een klap in de tuin."
    ),
    "professional": (
        "Een leerling van 9 uit Ede vertelt dat zijn vader hem elke week slaat met een riem, al "
        "een jaar. Gisteren zag ik striemen op zijn rug."
    ),
}
SAID = {
    "om_wie": "de buurvrouw",
    "leeftijden": "9",
    "wanneer": "vorige week",
    "gemeente": "Ede",
    "betrokkenen": "Els Kamp en Rob Kamp en hun kinderen Bo en Kim",
    "adres": "Molenpad 7 in Ede",
    "relatie": "ik ben de buurvrouw",
    "organisatie": "basisschool De Voorbeeldboom",
    "melder_naam": "Ria Smal",
    "melder_telefoon": "0611223344",
    "veilig_bereikbaar": "overdag",
    "wie_in_huis": "de vader en zijn zoon",
    "hulp": "geen hulp",
}
CHOSEN = {
    "direct_gevaar": "nee",
    "wens": "melding",
    "uitleg_gelezen": "ja",
    "openheid": "open",
    "informatie_niet_delen": "nee",
    "meer_vertellen": "nee",
    "samenvatting_akkoord": "ja",
}


@pytest.mark.parametrize("rol", STORIES)
async def test_a_melding_takes_no_more_questions_than_promised(
    rol: str, brain: Any, tmp_path: Path
) -> None:
    services, staff = office(brain, tmp_path)
    opened = await services.visit.open()
    id, key = opened.turn.conversation.id, opened.key
    asked: list[str] = []  # the question that the story did not answer counts once
    turn = await services.visit.say(id, key, STORIES[rol])
    while (question := turn.conversation.question) is not None and len(asked) <= MOST[rol]:
        asked.append(question.field)
        if question.field in SAID and not options_of(question):
            turn = await services.visit.say(id, key, SAID[question.field])
        else:
            turn = await services.visit.choose(id, key, _choice(question, rol))

    dossier = await services.desk.open(staff, id, ReadingReason.KWALITEIT)
    assert dossier.melding is not None, asked
    assert len(asked) <= MOST[rol], asked


def _choice(question: Question, rol: str) -> str:
    assert question.options or options_of(question), f"{question.field} needs words"
    offered = [value for value, _ in options_of(question)]
    wanted = rol if question.field == "rol" else CHOSEN.get(question.field)
    return wanted if wanted in offered else offered[0]
