"""What a message says about danger: the utterances of the domain file, and what makes doubt."""

from __future__ import annotations

import pytest

from bot.danger import Action, Level, assess

R, O, S, C, E = Action.R, Action.O, Action.S, Action.C, Action.E  # noqa: E741


def _heard(text: str) -> set[str]:
    return {one.name for one in assess(text).signals}


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("hij staat met een mes in de keuken", R),
        ("mn ex heeft de kids meegenomen en neemt niet op", R),
        ("baby is slap nadat ze hem door elkaar heeft geschud", R),
        ("hij kneep vorige week mijn keel dicht", O),
        ("kreeg ff geen lucht toen hij me vasthield", O),
        ("hij zei dat niemand mij dan krijgt", R),
        ("ik wil er niet meer zijn", S),
        ("vannacht ben ik verkracht", C),
        ("ik doe hem wat aan als hij huilt", R),
        ("kleuter van 4 zit alleen thuis nu", R),
        ("morgen vliegen we naar mijn oom, ik moet trouwen", R),
        ("ik kan niet praten hij zit naast me", E),
        ("he is hitting me", R),
        ("opa is gevallen, bloedt", R),
        ("mijn leerling zegt dat ze niet naar huis durft", O),
    ],
)
def test_an_utterance_of_the_domain_file_gets_its_action(text: str, action: Action) -> None:
    assert action in assess(text).actions


@pytest.mark.parametrize(
    "text",
    [
        "wat is een veilig thuis?",
        "hoe lang bewaren jullie mijn gegevens?",
        "ik ben leerkracht, stap 2 meldcode",
        "buurman schreeuwt wel eens",
        "hallo",
        "ja",
        "dank je wel, tot ziens",
        "ik wil graag advies over mijn buurvrouw",
    ],
)
def test_a_calm_message_calls_for_nothing(text: str) -> None:
    found = assess(text)

    assert (found.level, found.actions, found.signals) == (Level.GEEN, frozenset(), ())


@pytest.mark.parametrize(
    "text", ["hij heeft geen mes hoor, gewoon ruzie", "vorig jaar had hij een mes in zijn hand"]
)
def test_denied_or_past_danger_is_doubted_not_forgotten(text: str) -> None:
    found = assess(text)

    assert found.level is Level.GEEN
    assert [one.name for one in found.doubted] == ["wapen_in_de_hand"]


@pytest.mark.parametrize(
    "text",
    [
        "ik maak je af lol (FIFA)",
        "ik lach me dood",
        "mijn baas vermoordt me als ik te laat ben",
        "dat slaat nergens op",
        "de hoofdpersoon van mijn werkstuk wordt met een mes bedreigd",
        "in de film steekt hij zijn vrouw neer",
        "ik schrok me dood van de rekening",
        "mijn telefoon is dood",
    ],
)
def test_figurative_or_invented_danger_raises_no_level(text: str) -> None:
    assert assess(text).level is Level.GEEN


@pytest.mark.parametrize(
    ("past", "now"),
    [
        ("vroeger sloeg hij mij", "hij slaat mij nu"),
        ("hij heeft haar drie jaar geleden gestoken", "hij heeft haar net gestoken, ze bloedt"),
        ("vorige zomer dreigde hij mij te vermoorden", "hij zegt dat hij mij vermoordt"),
        ("toen ik klein was werd ik opgesloten in de kelder", "ik zit opgesloten in de kelder"),
    ],
)
def test_the_past_is_not_now(past: str, now: str) -> None:
    assert assess(past).level is Level.GEEN
    assert assess(now).level is Level.ACUUT


@pytest.mark.parametrize(
    "text",
    [
        "Vorig jaar heeft hij mij geslagen. Hij staat voor de deur met een mes.",
        "Vorige week sloeg hij mij. Hij zegt dat hij me vermoordt.",
        "Vroeger was het soms erg. Nu slaat hij mama in de keuken.",
    ],
)
def test_a_past_in_another_sentence_does_not_hide_what_is_said_in_the_present(text: str) -> None:
    assert assess(text).level is Level.ACUUT


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("ik wil niet meer leven", Level.SUICIDE),
        ("ik heb touw gekocht, vanavond maak ik er een einde aan", Level.SUICIDE),
        ("mijn zus zegt dat ze dood wil", Level.SUICIDE),
        ("hij zegt dat hij zichzelf en de kinderen iets aandoet", Level.ACUUT),
        ("ik wil dood, hij slaat me nu", Level.ACUUT),
        ("hij kneep vorige week mijn keel dicht", Level.GEEN),
        ("gisteren ben ik verkracht", Level.GEEN),
    ],
)
def test_the_level_follows_the_gravest_signal(text: str, level: Level) -> None:
    assert assess(text).level is level


def test_a_planned_suicide_shows_both_the_112_and_the_113_block() -> None:
    assert assess("ik sta op het dak en ga springen").actions >= {R, S}


def test_the_visitors_own_sentence_is_kept_as_it_was_written() -> None:
    (heard,) = assess("Hallo, wie bent u? Me broer heeft n MES gepakt!! Groetjes").signals

    assert (heard.code, heard.sentence) == ("D02", "Me broer heeft n MES gepakt!!")


@pytest.mark.parametrize(
    "text",
    [
        "me broer heb n mess gepakt en hij is flippt",
        "HIJ SLAAT ME NUUUU",
        "hij sl44t mij nu",
        "h i j   s l a a t mij nu",
        "hıj slааt mama nu",
        "hij heeft een 🔪 vast",
        "mn pa slaad me ma nuu",
        "kwil nie meer leve",
        "hij wurgtt me",
        "me vader gaat me afmake vnv",
        "ons ma ligt op de grond en wor nie wakker",
    ],
)
def test_phone_street_and_flemish_spelling_is_understood(text: str) -> None:
    assert assess(text).level is not Level.GEEN


@pytest.mark.parametrize(
    ("earlier", "text"),
    [
        (["hij heeft"], "een mes vast"),
        (["mijn man slaat mij"], "nu"),
        (["hij is nog niet klaar met me"], "ik bloed uit mijn neus"),
        (["hallo", "mijn ex staat voor de deur"], "met een pistool"),
    ],
)
def test_a_sentence_typed_in_pieces_is_read_as_one(earlier: list[str], text: str) -> None:
    assert assess(text, earlier).level is Level.ACUUT


@pytest.mark.parametrize("text", ["ok", "dank u wel", "hoe werkt een melding?"])
def test_danger_of_an_earlier_message_is_not_heard_again(text: str) -> None:
    assert assess(text, ["hij staat met een mes in de keuken."]).signals == ()


def test_only_the_last_messages_are_the_same_breath() -> None:
    long_ago = ["mijn man slaat mij", "ja", "nee", "goed"]

    assert assess("nu", long_ago).level is Level.GEEN


def test_the_same_words_twice_are_heard_once() -> None:
    (heard,) = assess("hij wurgt me!\nhij wurgt me!").signals

    assert heard.name == "wurgt_nu"


STORY = (
    "Mijn zwager heeft een mes in huis en praat daar op elke verjaardag over,"
    " mijn zus lacht er dan om en verandert snel van onderwerp."
)


def test_danger_told_in_passing_in_a_story_is_doubted() -> None:
    found = assess(STORY)

    assert found.level is Level.GEEN
    assert "wapen_in_de_hand" in {one.name for one in found.doubted}


def test_a_story_that_says_where_the_visitor_is_now_is_heard() -> None:
    assert assess(f"{STORY} Hij staat nu met dat mes in de gang.").level is Level.ACUUT


def test_a_calm_now_that_is_set_against_the_past_is_not_the_moment_of_the_danger() -> None:
    text = "jaren geleden heeft hij mij met een mes bedreigd en nu woon ik bij mijn zus"

    assert assess(text).level is Level.GEEN


@pytest.mark.parametrize("text", ["opa bewusteloos", "hoi. hij heeft een pistool"])
def test_a_cry_of_a_few_words_is_heard(text: str) -> None:
    assert assess(text).level is Level.ACUUT


def test_the_same_few_words_as_an_answer_are_no_cry() -> None:
    asked = ["ik wil iets melden", "over mijn buurman", "vorig jaar"]

    assert assess("een pistool", asked).level is Level.GEEN


LONG_STORY = (
    "Ik ben Wies en ik woon met mijn hond op de derde verdieping, het is een rustige flat met"
    " vooral oudere mensen. Op zondag drinken wij koffie en dan vertelt iedereen wat er speelt,"
    " over kinderen en kleinkinderen en over de tuin die wij delen. Mijn nicht past op het"
    " meisje van hierboven. Haar stiefvader heeft haar in de schuur opgesloten omdat zij niet"
    " wilde eten."
)


def test_in_a_long_story_danger_is_here_and_now_in_its_own_sentence() -> None:
    assert assess(f"{LONG_STORY} Ik zit in de tram.").level is Level.GEEN
    assert assess(f"{LONG_STORY} Zij zit nu weer opgesloten.").level is Level.ACUUT


def test_grief_over_a_suicide_is_no_wish_to_die() -> None:
    assert assess("mijn neef heeft zich van het leven beroofd").level is Level.GEEN


def test_who_mourns_may_want_to_die_too() -> None:
    text = "Mijn man heeft zich van het leven beroofd. Ik wil ook dood."

    assert assess(text).level is Level.SUICIDE
