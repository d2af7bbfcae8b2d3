"""A sentence masked to pieces makes a person leave: ordinary words are left alone."""

import pytest

from bot.privacy.mask import mask


@pytest.mark.parametrize(
    "text",
    [
        "ik ben 34 en mijn man is 41",
        "mijn moeder, mijn oma en mijn stiefvader",
        "de buurvrouw heeft het ook gehoord",
        "Mama zegt dat papa boos is",
        "Oma slaapt bij ons",
        "met Pasen, Kerst en Oud en Nieuw",
        "op Maandag en op Vrijdag",
        "in mei, of was het Juni",
        "wij wonen in Zaandam",
        "ik kom uit Eritrea en hij uit Turkije",
        "mijn man is Marokkaan, ik ben Nederlandse",
        "wij spreken Tigrinya en een beetje Engels",
        "zij is moslim en ik ben christen",
        "Allah weet alles, zegt hij",
        "Veilig Thuis, de Kindertelefoon en Jeugdzorg",
        "de GGD, het CJG en de IND",
        "ik keek op WhatsApp en Google Maps",
        "hij kocht een iPhone bij MediaMarkt",
        "de Politie en de Huisarts doen niets",
        "Mijn Vader en mijn Moeder maken ruzie",
        "Jan en alleman weet ervan",
        "in jip-en-janneketaal graag",
        "dat is jantje van leiden",
        "Hoop is wat ik nodig heb",
        "Best moeilijk om te vertellen",
        "Vreselijk. Gewoonweg vreselijk.",
        "Gistermiddag vond ik een briefje. Daarna niets meer.",
        "Onbegrijpelijk dat niemand ingrijpt!",
        "Schoolmaatschappelijk werk is al betrokken",
        "Als pleegouder weet ik het niet meer",
        "Weet niet of ik hier goed zit",
        "hoi ik ben bang",
        "ik ben zwanger en ik ben moe",
        "ik ben verpleegkundige op de eerste hulp",
        "hij heet mij welkom met een klap",
        "het is heet in huis",
        "zo heet dat toch",
        "noem het maar liefde",
        "mijn man wil niet dat ik werk",
        "mijn vader was vroeger anders",
        "mijn zoon komt altijd te laat",
        "de juf zag blauwe plekken",
        "meneer van hierboven schreeuwt",
        "mevrouw van 82 wordt geslagen",
        "opa en oma passen op",
        "mijn ex vriend en zijn broer",
        "me moedr slaat mij elke dag",
        "hij dreigt altyd met zijn vader",
        "IK BEN BANG EN IK WIL WEG",
        "HELP. NU. ALSJEBLIEFT",
        "Ik Heb Hulp Nodig",
        "Ik Ben Bang Voor Mijn Man En Zijn Broers",
        "wat is het verschil tussen advies en een melding?",
        "Ja", "Nee", "Weet ik niet", "Melding doen", "Advies", "Ik wil een mens spreken",
        "omdat het altijd zo gaat en omdat hij mij slaat",
        "Van 8 tot 12 is hij weg",
        "vmbo groep B. en dan de brugklas",
        "de wijkagent, de huisarts of de wijkverpleegkundige",
    ],
)  # fmt: skip
def test_ordinary_message_is_unchanged(text):
    assert mask(text).text == text


@pytest.mark.parametrize(
    "word",
    [
        *(
            "moeder",
            "vader",
            "oma",
            "opa",
            "tante",
            "oom",
            "broer",
            "zus",
            "dochter",
            "zoon",
            "kind",
        ),
        *("mama", "papa", "man", "vrouw", "ex", "buurman", "juf", "meester", "mevrouw", "meneer"),
    ],
)
def test_family_words_and_titles_stay(word):
    for text in (f"mijn {word} huilt", f"{word.capitalize()} huilt", f"het gaat om mijn {word}"):
        assert mask(text).text == text
