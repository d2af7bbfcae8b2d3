"""What a message does to those before it: wake their danger, finish their sentence, or neither."""

from __future__ import annotations

import pytest

from bot.danger import Level, assess
from bot.danger.earlier import continued, is_awake, without_now
from bot.danger.sentences import sentences

# Worrying, but not now; each calls for nothing by itself.
EARLIER = [
    "mijn zwager scheldt haar steeds uit en duwt haar dan opzij",
    "mijn man slaat mij",
    "mijn vader schreeuwt en gooit met borden",
    "mijn zoon duwt mij",
    "hij slaat de kinderen met een riem",
    "zij slaat mijn broertje wel eens",
    "mijn buurman knijpt zijn vrouw elke week",
    "vroeger bedreigde hij haar vaak met een mes",
    "ons jongetje is alleen met haar",
    "mijn nicht heeft een psychose gehad",
    "zij zegt soms sorry mam",
]
INNOCENT = [
    "ja 3 kinderen",
    "twee dochters",
    "sinds kort wonen ze nu in Almelo",
    "nu woont ze in Delft",
    "ik ben nu 34",
    "dat was het voor nu",
    "nee, nu even niet",
    "hij is nu op zijn werk",
    "vanavond kan ik bellen",
    "straks ga ik koken",
    "ze zit nu in groep 4",
    "weer een vraag: mag ik anoniem blijven",
    "nee hij woont nu ergens anders",
    "op school weten ze het al",
    "hoef ik mijn achternaam niet te geven?",
    "ik hoor graag wat jullie doen",
    "ok dank je wel",
]
GOES_ON = [
    (["mijn man slaat mij"], "nu"),
    (["mijn man slaat mij"], "nu weer"),
    (["mijn man slaat mij"], "hij slaat nu de kinderen"),
    (["hij slaat mama"], "op dit moment"),
    (["hij slaat haar vaak"], "nu ook weer"),
    (["mijn oom schopt mijn zusje"], "het gebeurt nu"),
    (["zij slaat mij"], "ja het gebeurt nu thuis"),
    (["mijn vader slaat mijn moeder"], "hij is nu weer bezig"),
    (["mijn broer slaat mijn moeder"], "ze bloedt nu"),
    (["mijn stiefvader schreeuwt"], "ik ben zo bang"),
    (["hij schreeuwt en gooit met borden"], "ik heb me verstopt in de kast"),
    (["hij gooit met spullen"], "de kinderen gillen"),
    (["mijn ex staat hier voor"], "hij heeft een hamer en de deur is open"),
    (["hallo", "mijn man slaat mij", "ja twee kinderen"], "nu"),
]


@pytest.mark.parametrize("earlier", EARLIER)
@pytest.mark.parametrize("text", INNOCENT)
def test_an_innocent_message_wakes_nothing(earlier: str, text: str) -> None:
    assert assess(text, [earlier]).level is Level.GEEN


def test_habit_stays_habit_through_a_whole_conversation() -> None:
    earlier = ["hij snauwt steeds tegen haar en trekt haar aan haar arm", "ja 2 jongens"]

    assert assess("nu wonen ze in Almelo", earlier).level is Level.GEEN


@pytest.mark.parametrize(("earlier", "text"), GOES_ON)
def test_a_message_that_says_it_goes_on_wakes_what_was_said(earlier: list[str], text: str) -> None:
    assert assess(text, earlier).level is Level.ACUUT


@pytest.mark.parametrize("text", ["hij slaat mij nu niet", "vorig jaar was ik doodsbang", "ja"])
def test_denial_and_the_past_do_not_say_that_it_goes_on(text: str) -> None:
    assert not is_awake(sentences(text))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("nu woont ze in Delft", "woont zij in delft"),
        ("weer een mes erbij", "een mes erbij"),
        ("nu", "nu"),
        ("ja nu", "ja nu"),
    ],
)
def test_a_time_is_left_out_unless_it_is_all_that_is_said(text: str, left: str) -> None:
    (sentence,) = sentences(text)

    assert without_now(sentence).plain == left


@pytest.mark.parametrize(
    ("last", "first", "pieces"),
    [
        ("hij heeft", "een mes", ["hij heeft een mes"]),
        ("hij heeft", "ja met een mes", ["hij heeft ja met een mes"]),
        ("hij heeft", "ja", []),
        ("hij heeft", "2 kinderen", []),
        ("hij heeft", "moet ik mijn naam zeggen?", []),
        ("een twee drie vier vijf zes zeven acht negen", "een mes", []),
        ("", "een mes", []),
        ("hij heeft", "", []),
    ],
)
def test_a_short_message_is_finished_by_what_is_no_answer(
    last: str, first: str, pieces: list[str]
) -> None:
    joined = continued(sentences(last), sentences(first))

    assert [sentence.plain for sentence in joined] == pieces


def test_what_is_found_in_one_half_of_two_joined_messages_is_not_found_again() -> None:
    assert assess("een vraag", ["hij wurgt mij"]).signals == ()
