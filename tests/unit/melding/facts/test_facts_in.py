"""What is read from a story, and above all what is not. All sentences are invented."""

from __future__ import annotations

from typing import Any

import pytest

from bot.melding.facts import facts_in

ZAANSTAD, EDE, ALMERE, GOES = "GM0479", "GM0228", "GM0034", "GM0664"


def told(text: str, name: str) -> list[Any]:
    return [fact.value for fact in facts_in(text) if fact.name == name]


def test_one_sentence_can_hold_many_facts() -> None:
    text = (
        "mijn zus van 34 wordt al twee jaar geslagen door haar man in Zaandam, "
        "de kinderen (4 en 7) zien het, gisteren met een fles"
    )

    facts = {fact.name: fact.value for fact in facts_in(text)}

    assert facts == {
        "om_wie": "mijn zus",
        "leeftijd": 34,
        "door_wie": "haar man",
        "relatie": "familie: mijn zus",
        "kinderen": "ja",
        "leeftijden": [4, 7],
        "wanneer": "gisteren",
        "duur": "al twee jaar",
        "eerste_keer": "nee",
        "gemeente": ZAANSTAD,
        "regio": "Zaanstreek-Waterland",
        "vorm": "lichamelijk",
        "voorwerp": "fles",
        "getuige": "kinderen",
    }


def test_every_fact_has_the_sentence_that_tells_it() -> None:
    text = "Mijn buurman slaat zijn vrouw. Ze wonen in Ede! De kinderen (3 en 5) zien het ook."

    sentences = {fact.name: fact.sentence for fact in facts_in(text)}

    assert sentences["om_wie"] == "Mijn buurman slaat zijn vrouw."
    assert sentences["gemeente"] == "Ze wonen in Ede!"
    assert sentences["leeftijden"] == "De kinderen (3 en 5) zien het ook."


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        # whom it is about, and who does it
        ("mijn moeder wordt mishandeld door mijn vader", "om_wie", "mijn moeder"),
        ("mijn moeder wordt mishandeld door mijn vader", "door_wie", "mijn vader"),
        ("Mijn tante is vorige week geschopt", "om_wie", "mijn tante"),
        ("mijn broer slaat zijn vriendin", "om_wie", "mijn broer en zijn vriendin"),
        ("De buurman schopt de buurvrouw", "om_wie", "de buurvrouw"),
        ("mn man slaat mij", "door_wie", "mijn man"),
        ("Gisteren heeft mijn ex me bedreigd.", "door_wie", "mijn ex"),
        ("ik word door mijn vriend geslagen", "door_wie", "mijn vriend"),
        ("ik heb mijn vriendin geslagen", "om_wie", "mijn vriendin"),
        ("Mijn nichtje heeft blauwe plekken", "om_wie", "mijn nichtje"),
        # age
        ("Mijn tante (52) wordt geslagen", "leeftijd", 52),
        ("mijn schoonzus van 29 jaar wordt bedreigd door haar ex", "leeftijd", 29),
        ("Mijn 81-jarige oma wordt geslagen door haar zoon", "leeftijd", 81),
        # how they are known
        ("Mijn overbuurman slaat zijn vrouw", "relatie", "buren: mijn overbuurman"),
        ("mijn collega wordt geslagen door haar vriend", "relatie", "bekenden: mijn collega"),
        # children
        ("Hij slaat haar en de kinderen zijn bang", "kinderen", "ja"),
        ("Mijn zus wordt geslagen. Haar zoontje huilt dan.", "kinderen", "ja"),
        ("Er zijn twee kinderen van 3 en 8 bij de buren", "leeftijden", [3, 8]),
        ("zijn dochter van 12 wordt geslagen", "leeftijden", [12]),
        ("hun kinderen van 2, 5 en 9 jaar zien alles", "leeftijden", [2, 5, 9]),
        ("Een jongetje van zes jaar wordt geslagen", "leeftijden", [6]),
        ("een jongen van een jaar of zeven heeft blauwe plekken", "leeftijden", [7]),
        ("ze heeft een dochtertje van 3 en een zoontje van 6", "leeftijden", [3, 6]),
        ("ze heeft een zoontje van 4 en een baby", "leeftijden", [4, 0]),
        ("haar baby van 7 maanden lag alleen", "leeftijden", [0]),
        ("de 5-jarige dochter van de buren heeft striemen", "leeftijden", [5]),
        ("Mijn man slaat me. Onze kinderen van 4 en 6 slapen dan.", "leeftijden", [4, 6]),
        ("mijn nicht is zwanger en wordt geslagen", "kinderen", "zwanger"),
        # when
        ("hij sloeg haar eergisteren", "wanneer", "eergisteren"),
        ("Mijn vriend sloeg me. Dat was gisteren.", "wanneer", "gisteren"),
        ("Vorige week zaterdag schopte hij haar", "wanneer", "vorige week zaterdag"),
        ("drie weken geleden heeft hij haar geslagen", "wanneer", "drie weken geleden"),
        ("vannacht sloeg mijn vriend me", "wanneer", "vannacht"),
        ("In maart heeft hij haar mishandeld", "wanneer", "in maart"),
        ("afgelopen zondag sloeg hij me, voor het eerst", "wanneer", "afgelopen zondag"),
        # how long, how often
        ("mijn man mishandelt me al jaren", "duur", "al jaren"),
        ("sinds de zomer slaat hij haar", "duur", "sinds de zomer"),
        ("mijn vader slaat mijn moeder al een jaar of vijf", "duur", "al een jaar of vijf"),
        ("hij slaat haar. Dit gaat al 3 maanden zo.", "eerste_keer", None),
        ("hij slaat haar elke dag", "hoe_vaak", "elke_dag"),
        ("Ieder weekend slaat mijn stiefvader mijn moeder", "hoe_vaak", "elke_week"),
        ("ze wordt dagelijks uitgescholden", "hoe_vaak", "elke_dag"),
        ("hij schopt haar twee keer per week", "hoe_vaak", "elke_week"),
        ("mijn vrouw slaat me soms", "hoe_vaak", "soms"),
        ("hij heeft haar voor het eerst geslagen", "eerste_keer", "ja"),
        ("hij heeft haar weer geslagen", "eerste_keer", "nee"),
        ("het is niet de eerste keer dat hij haar slaat", "eerste_keer", "nee"),
        # where
        ("mijn buren in Goes slaan hun kinderen", "gemeente", GOES),
        ("mijn man slaat me, ik woon in Almere", "gemeente", ALMERE),
        ("Mijn zus wordt geslagen. Zij woont in Ede.", "gemeente", EDE),
        ("mijn nicht uit Zaandam wordt geslagen", "gemeente", ZAANSTAD),
        ("in de gemeente Ede wordt een kind geslagen", "gemeente", EDE),
        ("mijn buren in Goes slaan hun kinderen", "regio", "Zeeland"),
        # what, with what, who sees it
        ("hij heeft haar verkracht", "vorm", "seksueel"),
        ("mijn man bedreigt me", "vorm", "psychisch"),
        ("de hond is er goed aan toe, maar de baby wordt verwaarloosd", "vorm", "verwaarlozing"),
        ("hij sloeg haar met zijn riem", "voorwerp", "riem"),
        ("hij gooide met een bord", "voorwerp", "bord"),
        ("Hij slaat haar al heel lang. Gisteren met een pan.", "voorwerp", "pan"),
        ("hij slaat haar waar de kinderen bij zijn", "getuige", "kinderen"),
        ("ik zag dat hij haar sloeg", "getuige", "melder"),
    ],
)
def test_what_is_told_clearly_is_a_fact(text: str, name: str, value: Any) -> None:
    assert told(text, name) == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # doubted or imagined
        ("misschien slaat mijn buurman zijn vrouw", "om_wie"),
        ("ik denk dat mijn zus wordt geslagen", "om_wie"),
        ("volgens mij slaat hij haar elke dag", "hoe_vaak"),
        ("ik ben bang dat hij mijn zus gaat slaan met een mes", "voorwerp"),
        ("stel dat mijn man me slaat, wat moet ik dan", "door_wie"),
        ("als hij me slaat met een riem ga ik weg", "voorwerp"),
        ("mag mijn man me slaan?", "vorm"),
        ("hij zou haar gisteren hebben geslagen", "wanneer"),
        ("ze woont in Ede denk ik, en wordt geslagen", "gemeente"),
        # denied
        ("mijn man slaat me niet", "vorm"),
        ("hij heeft haar nooit geslagen", "vorm"),
        ("ze hebben geen kinderen maar hij slaat haar", "kinderen"),
        ("kinderen hebben ze niet, de kinderen heeft hij niet gewild", "kinderen"),
        ("hij slaat haar niet elke dag", "hoe_vaak"),
        ("ze wonen niet in Ede, hij slaat haar", "gemeente"),
        ("gisteren heeft hij me niet geslagen", "wanneer"),
        # about the writer and not the person
        ("ik woon in Ede en mijn zus wordt geslagen", "gemeente"),
        ("Mijn zus wordt geslagen. Ik ben 40 jaar.", "leeftijd"),
        ("mijn zoontje van 6 speelt met een meisje, dat meisje wordt geslagen", "leeftijden"),
        ("mijn zus wordt geslagen, mijn kinderen van 4 en 6 weten van niks", "leeftijden"),
        ("toen ik klein was sloeg mijn vader ons elke dag met een riem", "voorwerp"),
        ("vroeger sloeg mijn vader mij elke dag", "hoe_vaak"),
        # two candidates
        (
            "mijn zus wordt geslagen en mijn broer wordt geslagen. mijn broer wordt bedreigd",
            "om_wie",
        ),
        ("gisteren sloeg hij haar, vorige week schopte hij haar", "wanneer"),
        ("hij slaat haar elke dag, hij schopt haar elke week", "hoe_vaak"),
        ("hij sloeg haar in Ede. Ze woont in Almere.", "gemeente"),
        ("mijn man en mijn zoon slaan mij", "door_wie"),
        ("mijn zus wordt geslagen. mijn broer wordt bedreigd", "om_wie"),
        ("de man van mijn zus slaat haar", "om_wie"),
        ("mijn zus slaat hij", "door_wie"),
        ("zijn zoon van 4 of 5 wordt geslagen", "leeftijden"),
        ("ze heeft drie kinderen van 4 en 7", "leeftijden"),
        ("haar kinderen van 7 zijn bang", "leeftijden"),
        ("mijn vriend slaat en behandelt mij als een kleuter", "kinderen"),
        ("hij praat tegen mij alsof ik een kleuter ben", "kinderen"),
        ("ze heeft een zoontje van 4 en een kleuter", "leeftijden"),
        # not what it seems
        ("hij slaat haar in bed", "gemeente"),
        ("hij sloeg me in huis en ik zat in de put", "gemeente"),
        ("hij was in best humeur en sloeg haar", "gemeente"),
        ("mijn zus wordt geslagen, ze werkt in Almere", "gemeente"),
        ("mijn man slaat me, hij is geboren in Goes", "gemeente"),
        ("ze wonen in Bergen en hij slaat haar", "gemeente"),
        ("mijn ouders wonen in Ede, mijn zus wordt geslagen", "gemeente"),
        ("mijn zus wordt geslagen, ze zat in het ziekenhuis in Goes", "gemeente"),
        ("gisteren vertelde ze dat hij haar slaat", "wanneer"),
        ("gisteren was het mooi weer", "wanneer"),
        ("morgen komt hij en slaat hij me", "wanneer"),
        ("hij slaat haar elke maandag", "wanneer"),
        ("hij slaat haar, ze zijn al tien jaar getrouwd", "duur"),
        ("Ze gaat elke dag naar haar werk en hij slaat haar", "hoe_vaak"),
        ("wat hij zegt slaat nergens op", "vorm"),
        ("hij sloeg de deur dicht", "vorm"),
        ("hij kookt met een pan", "voorwerp"),
        ("Mijn moeder van 80 krijgt door haar zoon te weinig te eten", "kinderen"),
        ("mijn oma wordt geslagen door haar kinderen", "kinderen"),
        ("mijn dochter van 25 wordt geslagen", "kinderen"),
        ("de kinderen in de klas zijn druk, hij slaat zijn vrouw", "kinderen"),
        ("ik zag het kind en hij slaat haar", "getuige"),
        ("", "vorm"),
        ("👍", "vorm"),
    ],
)
def test_what_is_not_certain_is_no_fact(text: str, name: str) -> None:
    assert told(text, name) == []


def test_several_forms_and_objects_are_several_facts() -> None:
    text = "Hij slaat haar met een riem. Hij bedreigt haar met een mes."

    assert told(text, "vorm") == ["lichamelijk", "psychisch"]
    assert told(text, "voorwerp") == ["riem", "mes"]


def test_a_doubt_does_not_reach_over_a_but() -> None:
    text = "misschien zeur ik, maar mijn buurman slaat elke dag zijn vrouw"

    assert told(text, "hoe_vaak") == ["elke_dag"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mijn buurvrouw heeft weer blauwe plekken. Wat kan ik doen?", "wat_kan_ik_doen"),
        ("ik weet niet meer wat ik moet doen, hij scheldt haar elke dag uit", "wat_kan_ik_doen"),
        ("Is dit normaal? Mijn man controleert al mijn berichten.", "is_dit_erg"),
        ("Een leerling heeft striemen. Hoe bespreek ik dat met zijn vader?", "gesprek_voeren"),
        ("Mijn zoon slaat mij. Waar kan ik terecht?", "hulp_zoeken"),
        ("Wat kunnen jullie doen als een oma wordt bestolen?", "wat_doet_vt"),
    ],
)  # fmt: skip
def test_what_somebody_wants_help_with_is_read_where_they_ask_it(text: str, wanted: str) -> None:
    assert told(text, "vraag_doel") == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Mijn buurman slaat zijn vrouw.",
        "Is dit normaal en wat kan ik doen?",
        "Hij vroeg wat er te eten was.",
    ],
)
def test_who_asks_nothing_or_two_things_is_asked(text: str) -> None:
    assert told(text, "vraag_doel") == []
