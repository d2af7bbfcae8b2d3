"""Names of persons: by trigger, by capital, by list; ordinary words only with a reason."""

import pytest

from bot.privacy.mask import Label, mask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ik heet Quibus", "ik heet [naam]"),
        ("ik heet zwaantine en ik ben 12", "ik heet [naam] en ik ben 12"),
        ("mijn naam is obrecht", "mijn naam is [naam]"),
        ("hij heet eigenlijk obrecht", "hij heet eigenlijk [naam]"),
        ("mijn buurman heet Obrecht Zandleven", "mijn buurman heet [naam]"),
        ("ze noemt zich Zwiebel", "ze noemt zich [naam]"),
        ("zijn roepnaam is Obbie", "zijn roepnaam is [naam]"),
        ("Naam: Obrecht", "Naam: [naam]"),
        ("achternaam zandleven", "achternaam [naam]"),
        ("namens Obrecht Zandleven", "namens [naam]"),
        ("hoi met quibine", "hoi met [naam]"),
        ("Hallo, Quibine hier", "Hallo, [naam] hier"),
        ("ik ben quibine, 15 jaar", "ik ben [naam], 15 jaar"),
        ("Ik ben Quibine", "Ik ben [naam]"),
        ("quibine heet ze", "[naam] heet ze"),
        ("het gaat om quibine", "het gaat om [naam]"),
        ("zeg maar Obbie", "zeg maar [naam]"),
        ("groetjes, quibine", "groetjes, [naam]"),
        ("my name is Obrecht", "my name is [naam]"),
    ],
)
def test_introduction_gives_the_name_away(text, expected):
    assert mask(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meneer Zandleven slaat haar", "meneer [naam] slaat haar"),
        ("mevrouw zandleven", "mevrouw [naam]"),
        ("mw. Zandleven-Obrecht", "mw. [naam]"),
        ("dhr. Q. Zandleven", "dhr. [naam]"),
        ("de heer Van Zandleven", "de heer [naam]"),
        ("mevrouw van der zandleven", "mevrouw [naam]"),
        ("mevrouw de bakker", "mevrouw [naam]"),
        ("meneer visser van beneden", "meneer [naam] van beneden"),
        ("Meneer Snel doet open", "Meneer [naam] doet open"),
        ("familie El Ouahabi", "familie [naam]"),
        ("het gezin Zandleven", "het gezin [naam]"),
        ("juf Quibine", "juf [naam]"),
        ("meester obrecht zei het", "meester [naam] zei het"),
        ("juf Zomer huilde", "juf [naam] huilde"),
        ("dokter Zandleven", "dokter [naam]"),
        ("opa Obrecht en oma Quibine", "opa [naam] en oma [naam]"),
        ("tante quibine", "tante [naam]"),
        ("oom Obie", "oom [naam]"),
        ("abla Quibra", "abla [naam]"),
        ("mijn zwager obrecht heeft", "mijn zwager [naam] heeft"),
        ("mijn zwager zwieber", "mijn zwager [naam]"),
        ("mijn dochter quibine", "mijn dochter [naam]"),
        ("mn ex Obrecht", "mn ex [naam]"),
        ("mijn man, Obrecht, drinkt", "mijn man, [naam], drinkt"),
        ("mijn zoontje (Obrecht)", "mijn zoontje ([naam])"),
        ("onze buurvrouw Quibine van Zandleven", "onze buurvrouw [naam]"),
        ("haar collega Quibine", "haar collega [naam]"),
        ("cliënte Quibine Z.", "cliënte [naam] Z."),
    ],
)
def test_title_or_relation_gives_the_name_away(text, expected):
    assert mask(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gisteren kwam Quibine huilend thuis", "gisteren kwam [naam] huilend thuis"),
        ("toen heeft Obrecht gebeld", "toen heeft [naam] gebeld"),
        ("Quibine slaapt niet meer", "[naam] slaapt niet meer"),
        ("Quibine van 8 zegt niets", "[naam] van 8 zegt niets"),
        ("Quibine (8) zegt niets", "[naam] (8) zegt niets"),
        ("samen met Obrecht en Quibine", "samen met [naam] en [naam]"),
        ("door J. Zandleven", "door [naam]"),
        ("door J.P. van Zandleven", "door [naam]"),
        ("M. slaapt slecht", "[naam]. slaapt slecht"),
        ("van Quibine Obrecht-Zandleven", "van [naam]"),
        ("Van Zandleven is ziek", "[naam] is ziek"),
        ("Quibines moeder", "[naam] moeder"),
        ("ik ben bang voor Al-Zandi", "ik ben bang voor [naam]"),
    ],
)
def test_capital_without_a_reason_is_a_name(text, expected):
    assert mask(text).text == expected


@pytest.mark.parametrize(
    "name",
    [
        *("marieke", "jeroen", "sanne", "bram", "wietske", "mohamed", "fatima", "youssef", "ayse"),
        *("mehmet", "emine", "agnieszka", "piotr", "semira", "yohannes", "abdi", "kwame", "priya"),
        *(
            "rohan",
            "jayden",
            "chantal",
            "shanice",
            "xiomara",
            "thuy",
            "meihua",
            "farhad",
            "nazanin",
        ),
        *("olena", "dimitri", "gianluca", "kevin", "zeynep", "soufiane", "noor", "fenna"),
    ],
)
def test_listed_name_is_found_in_lower_case(name):
    assert mask(f"gisteren heeft {name} weer gehuild").text == "gisteren heeft [naam] weer gehuild"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("karima en oussama van beneden", "[naam] en [naam] van beneden"),
        ("soufiane el zandi", "[naam]"),
        ("kevin de wit", "[naam]"),
        ("Nguyen Van Thanh", "[naam]"),
        ("Fatma bint Zandi", "[naam]"),
        ("Ştefania Żandlewska", "[naam]"),
        ("Zoë's vader", "[naam] vader"),
        ("quibo heeft mijn telefoon", "[naam] heeft mijn telefoon"),
        ("hij zei dat quibra mij slaat", "hij zei dat [naam] mij slaat"),
    ],
)
def test_full_foreign_and_lower_case_names(text, expected):
    assert mask(text).text == expected


@pytest.mark.parametrize(
    ("with_trigger", "without"),
    [
        ("mijn zusje roos", "een bos rozen, roos na roos"),
        ("hij heet storm", "er komt storm vannacht"),
        ("mijn zoon is Beer", "hij is een beer van een vent"),
        ("ze heet hoop", "ik heb nog hoop"),
        ("mijn nichtje Lente", "in de lente werd het erger"),
        ("meneer Goed", "het gaat niet goed"),
        ("juf Iris", "mijn iris is beschadigd"),
        ("mevrouw Kok", "hij is kok van beroep"),
        ("kinderen Vos", "sluw als een vos"),
        ("tante Bloem", "zij kreeg een bloem"),
        ("mijn zus fleur", "ze fleurt weer op"),
        ("mijn stiefvader Ton", "een ton zand"),
        ("opa Wolf", "een wolf in schaapskleren"),
        ("mijn kleinzoon Storm", "na de storm was het stil"),
        ("gisteren kwam Jan", "op 3 jan en sinds jan 2018"),
        ("toen belde Frans", "hij spreekt Frans en leert het Frans"),
    ],
)
def test_ordinary_word_is_a_name_only_with_a_trigger(with_trigger, without):
    assert mask(with_trigger).text.endswith("[naam]")
    assert mask(without).text == without


def test_label_of_a_name():
    assert [span.label for span in mask("ik heet Quibine").spans] == [Label.PERSOON]


def test_name_in_a_shouted_message():
    assert mask("MIJN MAN FARHAD SLAAT MIJ ELKE DAG").text == "MIJN MAN [naam] SLAAT MIJ ELKE DAG"


def test_name_in_a_message_with_a_capital_on_every_word():
    masked = mask("Mijn Man Farhad Slaat Mij Elke Dag En Ik Ben Bang")

    assert masked.text == "Mijn Man [naam] Slaat Mij Elke Dag En Ik Ben Bang"
