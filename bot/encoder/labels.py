"""The labels of a message and what they are called; docs/annotatie.md says what each means.

The order is that of the outputs of the model in `models/encoder/`: a label is added at the end.
"""

from __future__ import annotations

from collections.abc import Mapping

GEVAAR = ("geen", "acuut", "suicide")
BEHOEFTE = tuple("advies melding informatie mens hulp_voor_mezelf sociaal buiten_scope".split())
ROL = tuple("slachtoffer kind omstander professional pleger onbekend".split())
# Only of a message whose need is `informatie`.
ONDERWERP = tuple(
    "anoniem privacy wat_gebeurt_er meldcode termijn kosten contact bot_identiteit inzage anders"
    "".split()
)
# Several at once are possible, and none.
VORMEN = tuple(
    "lichamelijk psychisch verwaarlozing seksueel getuige partnergeweld ex_partner ouderen "
    "oudermishandeling eergerelateerd huwelijksdwang vgv stalking financieel".split()
)

HEADS: Mapping[str, tuple[str, ...]] = {
    "gevaar": GEVAAR,
    "behoefte": BEHOEFTE,
    "rol": ROL,
    "onderwerp": ONDERWERP,
    "vormen": VORMEN,
}
