"""Words as they are compared: without accents, capitals and punctuation; yes, no and doubt."""

from __future__ import annotations

import re
import unicodedata

YES = frozenset(
    {"ja", "jaa", "jep", "jup", "yep", "yes", "jazeker", "jawel", "zeker", "absoluut"}
    | {"inderdaad", "ja hoor", "ja graag", "zeker weten", "klopt", "ja klopt", "dat klopt"}
)
NO = frozenset({"nee", "neen", "nope", "neuh", "nah", "nee hoor", "nee dank je"})
DOUBT = re.compile(r"\b(?:niet|geen|nooit|niks|niets|nergens|fout|verkeerd|behalve|maar|tenzij)\b")
DENIAL = re.compile(r"\b(?:niet|geen|nooit|niks|niets)\b")


def plain(text: str) -> str:
    """Lower case, without accents and punctuation, letters said long ("jaaa") once, single
    spaces: for comparing words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    letters = re.sub(r"([a-z])\1{2,}", r"\1", letters.replace("'", "").replace("’", ""))
    return " ".join(re.findall(r"\w+", letters))
