"""The table of helplines: right numbers only, and nothing unconfirmed for a visitor."""

from datetime import date

import pytest

from bot.reference.helpline_table import read_helplines
from bot.reference.helplines import (
    Certainty,
    HelplinesBroken,
    HelplineUnknown,
    NoNumber,
    NotConfirmed,
    fill_numbers,
    helpline,
    helplines,
    is_known_number,
    shown_helplines,
    tel_uri,
)

ROW = {
    "name": "Lijn",
    "number": "0800-1234",
    "audience": "iedereen",
    "source": ["https://voorbeeld.nl"],
    "certainty": "hoog",
    "verified_on": date(2026, 11, 21),
}


@pytest.mark.parametrize(
    ("id", "number"),
    [
        ("112", "112"),
        ("veilig-thuis", "0800-2000"),
        ("113", "113"),
        ("kindertelefoon", "0800-0432"),
        ("centrum-seksueel-geweld", "0800-0188"),
        ("slachtofferhulp", "0900-0101"),
        ("politie", "0900-8844"),
    ],
)
def test_the_lines_that_matter_most_have_exactly_their_number(id, number):
    line = helpline(id)

    assert line.number == number
    assert line.certainty is Certainty.HOOG
    assert line.verified_on >= date(2026, 9, 8)


def test_veilig_thuis_has_no_number_of_another_line():
    # Public software gives 0800-0432 and 0800-1351 for Veilig Thuis; the first is for children.
    owners = {line.number: line.id for line in helplines().values() if line.number}

    assert owners["0800-0432"] == "kindertelefoon"
    assert "0800-1351" not in owners


def test_no_number_belongs_to_two_lines():
    numbers = [line.number for line in helplines().values() if line.number]

    assert len(numbers) == len(set(numbers))


def test_every_line_says_where_it_comes_from_and_when():
    for id, line in helplines().items():
        assert line.id == id
        assert line.source
        assert line.verified_on <= date(2026, 11, 21)


def test_a_visitor_is_shown_no_line_that_is_unconfirmed_or_for_professionals():
    shown = {line.id for line in shown_helplines()}

    assert {"112", "veilig-thuis", "113", "kindertelefoon"} <= shown
    assert not shown & {"stop-it-now", "hear-my-voice", "mensenhandel", "signcall"}
    assert not shown & {"lkha", "lec-egg", "movisie"}


@pytest.mark.parametrize("id", ["slachtofferhulp", "hear-my-voice", "meldpunt-zorgwekkend-gedrag"])
def test_unconfirmed_hours_are_not_read(id):
    assert helpline(id).hours is None


def test_what_may_be_shown_holds_no_doubt():
    for line in shown_helplines():
        told = " ".join(filter(None, (line.name, line.hours, line.cost, line.audience)))
        assert "bevestigd" not in told
        assert "lijst" not in told
        assert "volgens" not in told


def test_the_chat_of_veilig_thuis_has_no_hours():
    assert helpline("veilig-thuis").hours == "dag en nacht"


def test_the_age_of_a_check_is_counted_in_days():
    assert helpline("112").days_since_check(date(2026, 12, 1)) == 10


@pytest.mark.parametrize(
    ("id", "uri"), [("112", "tel:112"), ("veilig-thuis", "tel:08002000"), ("113", "tel:113")]
)
def test_a_call_button_dials_the_number(id, uri):
    assert tel_uri(helpline(id)) == uri


def test_tokens_become_numbers_as_people_write_them():
    text = "Bel [[112]]. Geen spoed? Bel [[veilig-thuis]], of [[113]] ([[113-gratis]])."

    assert fill_numbers(text) == "Bel 112. Geen spoed? Bel 0800-2000, of 113 (0800-0113)."


@pytest.mark.parametrize("text", ["", "Zonder nummer", "[een] haakje", "[[]"])
def test_a_text_without_tokens_stays_as_it_is(text):
    assert fill_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("Bel [[114]]", HelplineUnknown, "no helpline '114' in helplines.yml; add it"),
        ("Bel [[ 112 ]]", HelplineUnknown, "mend the id"),
        ("Bel [[]]", HelplineUnknown, "no helpline ''"),
        ("Bel [[112-gratis]]", NoNumber, "112 has no such number"),
        ("Bel [[lkha]]", NoNumber, "lkha has no such number"),
        ("Bel [[stop-it-now]]", NotConfirmed, "certainty laag; confirm it"),
    ],
)
def test_a_text_never_appears_with_a_hole(text, error, message):
    with pytest.raises(error, match=message):
        fill_numbers(text)


@pytest.mark.parametrize("id", ["lkha", "hear-my-voice"])
def test_a_line_without_a_confirmed_number_has_no_call_button(id):
    with pytest.raises(NoNumber):
        tel_uri(helpline(id))


def test_a_missing_helpline_is_named():
    with pytest.raises(HelplineUnknown, match="nergens"):
        helpline("nergens")


@pytest.mark.parametrize("number", ["112", "0800 20 00", "08000113", "088-0767 000"])
def test_a_number_is_known_in_any_notation(number):
    assert is_known_number(number)


@pytest.mark.parametrize("number", ["0800-1351", "0900-0113", "0800-2666436", "911"])
def test_a_wrong_or_unconfirmed_number_is_not_known(number):
    assert not is_known_number(number)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "lijn has no name; mend the line"),
        ({"source": []}, "has no source"),
        ({"verified_on": None}, "has no verified_on"),
        ({"verified_on": "gisteren"}, "not a date"),
        ({"certainty": "zeker"}, "not hoog, middel or laag"),
        ({"nummer": "112"}, "a key that nobody reads: nummer"),
        ({"number": "12"}, "no telephone number: 12"),
        ({"number": "0800-1351"}, "known to be wrong"),
        ({"number": "08001351"}, "known to be wrong"),
    ],
)
def test_a_broken_line_is_refused_with_the_reason(change, message):
    with pytest.raises(HelplinesBroken, match=message):
        read_helplines({"lijn": {**ROW, **change}}, wrong_numbers={"0800-1351": "rondgaand"})


def test_two_lines_with_one_number_are_refused():
    with pytest.raises(HelplinesBroken, match="b has the number of a"):
        read_helplines({"a": ROW, "b": {**ROW, "number": "0800 1234"}}, wrong_numbers={})
