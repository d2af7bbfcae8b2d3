"""Birth dates are masked; the dates on which something happened stay."""

import pytest

from bot.privacy.mask import Label, mask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("geboren op 4 juli 2009", "geboren op [geboortedatum]"),
        ("geb. 04-07-2009", "geb. [geboortedatum]"),
        ("geb 4/7/09", "geb [geboortedatum]"),
        ("geboortedatum: 2009-07-04", "geboortedatum: [geboortedatum]"),
        ("geboortedatum 04072009", "geboortedatum [geboortedatum]"),
        ("Geboren: 04.07.2009", "Geboren: [geboortedatum]"),
        ("geboren te Assen op 4 juli 2009", "geboren te Assen op [geboortedatum]"),
        ("de geboortedatum van mijn zoontje is 4 jul. 2021", None),
        ("ze is jarig op 4 juli", "ze is jarig op [geboortedatum]"),
        ("hij is van 4 juli 2009", "hij is van [geboortedatum]"),
        ("op 4 juli 2009 is ze geboren", "op [geboortedatum] is ze geboren"),
        ("ik ben 4-7-2009 geboren", "ik ben [geboortedatum] geboren"),
        ("mijn dochter (04-07-2009) slaapt slecht", "mijn dochter ([geboortedatum]) slaapt slecht"),
        ("oma (4 juli 1931) valt vaak", "oma ([geboortedatum]) valt vaak"),
        ("Sietske, 04-07-2009, groep 4", "[naam], [geboortedatum], groep 4"),
        ("opa, geb. 7 okt '31", "opa, geb. [geboortedatum]"),
        ("4 juli 1990 is haar verjaardag", "[geboortedatum] is haar verjaardag"),
        ("op 4 juli wordt ze 7", "op [geboortedatum] wordt ze 7"),
        ("geboren in juli 2009", "geboren in [geboortedatum]"),
        ("geboren dd 04-07-2009", "geboren dd [geboortedatum]"),
        ("geboren op zondag 4 juli 2009", "geboren op zondag [geboortedatum]"),
        ("geboren op de vierde van juli 2009", "geboren op de [geboortedatum]"),
        ("een jongen, *04-07-2009, thuis", "een jongen, *[geboortedatum], thuis"),
        ("op 4 juli 2009 werd mijn zus geboren", "op [geboortedatum] werd mijn zus geboren"),
        ("geboortejaar 1961", "geboortejaar [geboortedatum]"),
        ("ik ben van '98 en woon thuis", "ik ben van [geboortedatum] en woon thuis"),
        ("geb 040709", "geb [geboortedatum]"),
        ("mijn tweeling, 04-07-2009, slaapt", "mijn tweeling, [geboortedatum], slaapt"),
        ("geboren op 12-03-85", "geboren op [geboortedatum]"),
        ("hij is geboren op 12/3/'04 in Ede", "hij is geboren op [geboortedatum] in Ede"),
        ("mijn zoon (12-03-’18) is stil", "mijn zoon ([geboortedatum]) is stil"),
        ("geb. 12 maart 85", "geb. [geboortedatum]"),
        ("04-07-2009 is de geboortedatum", "[geboortedatum] is de geboortedatum"),
    ],
)
def test_birth_date_is_masked_where_it_reads_as_one(text, expected):
    masked = mask(text)

    assert masked.text == (expected or "de geboortedatum van mijn zoontje is [geboortedatum]")
    assert Label.GEBOORTEDATUM in [span.label for span in masked.spans]


@pytest.mark.parametrize(
    "text",
    [
        "op 12 maart ben ik weggegaan",
        "3 mei 2025 sloeg hij me voor het eerst",
        "op 03-05-2025 en op 17-05-2025 was het raak",
        "sinds 1 januari woont hij hier",
        "het gesprek was op 4 juli 2023 om 14.00 uur",
        "de baby is drie weken te vroeg geboren",
        "sinds de geboorte van ons kind, in mei, is hij anders",
        "de zitting is van 4 tot 6 juli",
        "het huisverbod loopt tot 01-02-2026",
        "vorig jaar maart, en in april weer",
        "de afspraak van mei 2024 was al mis",
        "mijn ex, 04-07-2023 was de eerste keer, sloeg me",
        "op 4 juli wordt de zaak behandeld",
    ],
)
def test_dates_of_events_stay(text):
    assert mask(text).text == text
