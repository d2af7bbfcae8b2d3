"""E-mail addresses, web addresses and accounts."""

import pytest

from bot.privacy.mask import Label, mask


@pytest.mark.parametrize(
    "address",
    [
        "g.terlouw@ziggo.nl",
        "Gea_Terlouw+hulp@mail.example.org",
        "gea @ ziggo.nl",
        "gea@ ziggo.nl",
        "gea@ziggo",
        "gea.terlouw at gmail.com",
        "gea at hotmail punt com",
        "gea apenstaartje ziggo.nl",
        "gea punt terlouw apenstaartje kpnmail punt nl",
        "gea apestaartje live punt nl",
        "gea (at) gmail (punt) com",
        "gea[at]gmail.com",
        "gea liggend streepje terlouw apenstaart outlook punt com",
    ],
)
def test_email_is_masked_written_and_spoken(address):
    masked = mask(f"antwoord graag op {address}, niet bellen")

    assert masked.text.endswith("[e-mail], niet bellen")
    assert Label.EMAIL in [span.label for span in masked.spans]
    assert "erlouw" not in masked.text
    assert "gea" not in masked.text


def test_full_stop_behind_an_address_stays():
    assert mask("Mail naar jt@voorbeeld.nl.").text == "Mail naar [e-mail]."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("op insta is hij @dj_woezel", "op insta is hij [account]"),
        ("@woezel.pip stuurt me berichten", "[account] stuurt me berichten"),
        ("insta: woezelenpiep", "insta: [account]"),
        ("zijn snap is woezel.p03", "zijn snap is [account]"),
        ("op tiktok heet ze woezeliana", "op tiktok heet ze [account]"),
        ("op discord als Woezel#4410", "op discord als [account]"),
        ("ze post op snapchat onder de naam mopsmeisje88", None),
        ("kijk maar op facebook.com/woezel.mops", "kijk maar op [account]"),
        ("https://www.instagram.com/woezelmops/ staat vol", "[account] staat vol"),
        ("zijn zaak staat op www.mopsbouw.nl", "zijn zaak staat op [account]"),
        ("haar naam is mops_de_hond online", "haar naam is [account] online"),
    ],
)
def test_accounts_and_pages_are_masked(text, expected):
    masked = mask(text).text

    assert masked == (expected or "ze post op snapchat onder de naam [account]")


@pytest.mark.parametrize(
    "text",
    [
        "snap je wat ik bedoel",
        "hij zit de hele dag op insta en snapchat",
        "op facebook staat een foto van mijn kind",
        "tiktok is verboden bij ons thuis",
        "kijk op veiligthuis.nl of www.politie.nl",
        "ik heb jullie gevonden via Google",
        "hij leest mijn e-mail en mijn appjes",
        "ik was at home toen het gebeurde",
        "insta staat aan, hij kijkt mee",
        "hij heeft mijn snap gehackt",
        "dit was het.nu ga ik slapen",
    ],
)
def test_talk_about_media_and_public_sites_stays(text):
    assert mask(text).text == text
