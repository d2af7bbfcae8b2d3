"""What a visitor needs (`behoefte`) and asks about (`onderwerp`), from the intent of a message.

For when there is no encoder; what it says of a message is better (docs/evaluatie.md).
"""

from __future__ import annotations

from bot.encoder.labels import ONDERWERP

NEEDS = {
    "advies": {"vertel_zorg", "wil_advies"},
    "melding": {"wil_melden"},
    "informatie": {"over_mij_gemeld", "waarom_vraag"},  # and every vraag_*
    "mens": {"wil_mens"},
    "hulp_voor_mezelf": {"vertel_eigen_situatie", "vertel_eigen_gedrag", "gevaar_nu", "suicide"},
    "sociaal": {
        "groet", "bedankt", "afscheid", "bevestigen", "ontkennen", "weet_niet", "liever_niet",
        "gegeven", "boos", "stoppen", "corrigeren", "herhalen", "terug", "wacht_even", "ben_je_er",
        "nu_veilig", "meelezen",
    },
    "buiten_scope": {"buiten_scope", "onleesbaar", "andere_taal"},
}  # fmt: skip


def need_of(intent: str) -> str:
    """One of the keys of NEEDS; an intent that is not in the table is taken for `advies`, so
    that nobody is turned away."""
    if intent.startswith("vraag_"):
        return "informatie"
    return next((need for need, intents in NEEDS.items() if intent in intents), "advies")


def topic_of(intent: str) -> str:
    """One of the topics of docs/annotatie.md; `anders` for what is none of the others."""
    topic = intent.removeprefix("vraag_")
    return topic if topic in ONDERWERP else "anders"
