"""How each kind of answer is read: what it takes, and what it refuses rather than guesses."""

from __future__ import annotations

from typing import Any

import pytest

from bot.melding.fields import fields_by_name
from bot.melding.kind import LONGEST_TEXT, Unclear
from bot.melding.kinds import of_button, read, show
from bot.melding.words import plain

F = fields_by_name()


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("kinderen", "ja", "ja"),
        ("direct_gevaar", "neeee chill, ze ligt gwn te slapen op de bank", "nee"),
        ("vervolg_wens", "ok thnx moet gaan, doeii", "klaar"),
        ("eerste_keer", "haha nee. al sinds de scheiding", "nee"),
        ("eerste_keer", "het is nog niet gebeurd", "nog_niet"),
        ("hoe_vaak", "zeker alle weken", "elke_week"),
        ("rol", "ben jongerenwerker dus t is voor mn werk", "professional"),
        ("rol", "ik vraag dit vanuit mn werk", "professional"),
        ("rol", "ja ik ben dus degene die het doet he", "pleger"),
        ("rol", "ben 15", "kind"),
        ("rol", "onder de 18", "kind"),
        ("besproken", "met haar wel, met haar man niet", "ja_met_deel"),
        ("geinformeerd", "ja, ze zijn het ermee eens", "ja_eens"),
        ("geinformeerd", "ja maar ze zijn het er niet mee eens", "ja_oneens"),
        ("meldcode_stap", "met een collega overlegd, dus stap 2", "stap_2"),
        ("samenvatting_akkoord", "ja, stuur maar op", "ja"),
        ("uitleg_gelezen", "oké ja, ik wil melden", "ja"),
        ("nu_veilig", "ja hij is weg", "ja"),
        ("kinderen", "Ja, er zijn kinderen", "ja"),
        ("kinderen", "nee geen kinderen gelukkig", "nee"),
        ("kinderen", "ze is zwanger", "zwanger"),
        ("kinderen", "JA!!", "ja"),
        ("hoe_vaak", "dagelijks helaas", "elke_dag"),
        ("hoe_vaak", "een paar keer per week", "elke_week"),
        ("rol", "ik vraag dit vanuit mijn werk", "professional"),
        ("rol", "om mezelf", "zelf"),
        ("wens", "melding", "melding"),
        ("besproken", "met moeder, niet met vader", "ja_met_deel"),
        ("meldcode_stap", "stap 3", "stap_3"),
        ("openheid", "nee liever niet", "niet_bekend"),
        ("eerste_keer", "nee, vaker", "nee"),
        ("te_corrigeren", "de gemeente", "gemeente"),
    ],
)
def test_a_choice_is_read_from_the_words_people_use(field: str, text: str, value: str) -> None:
    assert read(F[field], text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("kinderen", "hoe bedoel je"),
        ("hoe_vaak", "elke dag of elke week"),
        ("wens", "een melding of advies"),
        ("rol", "het gaat over een kwestie bij ons in de straat waar we al lang mee zitten"),
        ("kinderen", ""),
    ],
)
def test_a_choice_that_is_not_clear_is_refused(field: str, text: str) -> None:
    with pytest.raises(Unclear):
        read(F[field], text)


def test_a_story_that_opens_with_yes_still_answers() -> None:
    text = "ja, en ze zitten er altijd bovenop als hij weer begint te schreeuwen tegen haar"

    assert read(F["kinderen"], text) == "ja"


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("4 en 7", [4, 7]),
        ("vier en zeven", [4, 7]),
        ("twee kinderen van 4 en 7", [4, 7]),
        ("drie jongens: 2, 5 en 11 jaar", [2, 5, 11]),
        ("een baby van 7 maanden", [0, 0]),
        ("7 maanden", [0]),
        ("een van 3 en een van 9", [3, 9]),
        ("ze is dertien", [13]),
        ("12jr", [12]),
    ],
)
def test_ages_are_read_in_years(text: str, ages: list[int]) -> None:
    found = read(F["leeftijden"], text)

    assert found == ages or (text.startswith("een baby") and set(found) == {0})


@pytest.mark.parametrize("text", ["twee kinderen", "weet ik niet", "43", "jong", "in 1998 geboren"])
def test_what_is_no_age_of_a_child_is_refused(text: str) -> None:
    with pytest.raises(Unclear) as unclear:
        read(F["leeftijden"], text)

    assert unclear.value.reason == "geen_leeftijd"


@pytest.mark.parametrize(
    "text", ["gisteren", "vorige week", "3 dagen geleden", "al jaren", "net", "op 12 maart", "nu"]
)
def test_a_moment_is_kept_in_the_visitors_words(text: str) -> None:
    assert read(F["wanneer"], text) == text


def test_a_text_without_time_is_no_moment() -> None:
    with pytest.raises(Unclear):
        read(F["wanneer"], "in de keuken")


@pytest.mark.parametrize(
    ("text", "code"),
    [("in Zaandam", "GM0479"), ("Amsterdam", "GM0363"), ("den haag", "GM0518")],
)
def test_a_place_becomes_its_municipality(text: str, code: str) -> None:
    assert read(F["gemeente"], text) == code


def test_a_place_name_in_two_regions_is_asked_about_with_both() -> None:
    with pytest.raises(Unclear) as unclear:
        read(F["gemeente"], "Bergen")

    assert unclear.value.reason == "plaats_dubbel"
    assert len(unclear.value.options) >= 2
    assert all(value.startswith("GM") for value, _ in unclear.value.options)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("06-12345678", "0612345678"),
        ("mijn nummer is 06 12 34 56 78", "0612345678"),
        ("+31 6 12345678", "0612345678"),
        ("0031612345678", "0612345678"),
        ("020-5550123", "0205550123"),
        ("+32 470 12 34 56", "+32470123456"),
    ],
)
def test_a_telephone_number_is_read_in_any_spelling(text: str, number: str) -> None:
    assert read(F["melder_telefoon"], text) == number


@pytest.mark.parametrize("text", ["06-1234", "bel me maar", "123456789012345", "0012345678"])
def test_what_is_no_telephone_number_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        read(F["melder_telefoon"], text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Jansen", "Anna Jansen"),
        ("ik heet Anna Jansen", "Anna Jansen"),
        ("Mijn naam is A. el Idrissi.", "A. el Idrissi"),
        ("mn naam is Bo", "Bo"),
    ],
)
def test_a_name_is_read_without_the_words_around_it(text: str, name: str) -> None:
    assert read(F["melder_naam"], text) == name


@pytest.mark.parametrize("text", ["waarom wil je dat weten?", "0612345678", "x"])
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        read(F["melder_naam"], text)


@pytest.mark.parametrize("text", ["ja", "ok", "!!!", "😢", "hmm"])
def test_a_text_that_tells_nothing_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        read(F["wat_gebeurd"], text)


def test_a_very_long_text_is_cut() -> None:
    assert len(read(F["wat_gebeurd"], "ab " * 5000)) <= LONGEST_TEXT


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("leeftijden", [4, 7, 0], "4, 7 en jonger dan 1 jaar"),
        ("leeftijden", [9], "9 jaar"),
        ("gemeente", "GM0479", "Zaanstad"),
        ("hoe_vaak", "elke_week", "Elke week"),
        ("leeftijden", "weet_niet", "Weet ik niet"),
        ("wat_gebeurd", "liever_niet", "Zeg ik liever niet"),
        ("wanneer", "gisteren", "gisteren"),
    ],
)
def test_a_value_is_shown_in_words(field: str, value: Any, shown: str) -> None:
    assert show(F[field], value) == shown


def test_every_choice_can_be_typed_as_its_label_stands() -> None:
    for field in F.values():
        for choice in field.choices:
            wanted = of_button(field, choice.value)
            assert read(field, choice.label) == wanted, (field.name, choice.label)


def test_words_are_compared_without_accents_case_and_punctuation() -> None:
    assert plain("  Één 'Héél' GROTE, vraag?! ") == "een heel grote vraag"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("in Antwerpen", "plaats_vlaanderen"),
        ("ergens in Vlaanderen", "plaats_vlaanderen"),
        ("bij mijn oma in Turkije", "plaats_buitenland"),
        ("Schubbekutterveen", "plaats_onbekend"),
    ],
)
def test_a_place_outside_the_netherlands_is_told_apart(text: str, reason: str) -> None:
    with pytest.raises(Unclear) as refused:
        read(F["gemeente"], text)

    assert refused.value.reason == reason


def test_a_dutch_place_goes_before_another_country() -> None:
    assert read(F["gemeente"], "hij is nu in Turkije, wij wonen in Ede") == "GM0228"


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("ik ben 11", "onder_12"),
        ("14 jaar", "van_12_tot_16"),
        ("17", "van_16_tot_18"),
        ("34", "van_18_tot_65"),
        ("gepensioneerd", "vanaf_65"),
        ("bijna 80", "vanaf_65"),
    ],
)
def test_the_age_of_who_chats_is_kept_as_a_group(said: str, group: str) -> None:
    assert read(fields_by_name()["leeftijdsgroep_chatter"], said) == group
