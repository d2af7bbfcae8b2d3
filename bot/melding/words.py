"""Words as they are compared: without accents, capitals and punctuation; yes, no and doubt."""

from __future__ import annotations

import re
import unicodedata

# Ways of writing and of saying that mean the same word: chat, dialect, Flemish.
_SAME = {
    "mn": "mijn", "zn": "zijn", "dr": "haar", "t": "het", "n": "een", "nen": "een", "den": "de",
    "k": "ik", "nie": "niet", "ni": "niet", "neen": "nee", "nah": "nee", "neuh": "nee", "ne": "nee",
    "ff": "even", "ofzo": "", "dus": "", "gewoon": "", "echt": "", "eigenlijk": "", "he": "",
}  # fmt: skip
# What "I don't know" and "I'd rather not say" are made of.
_WITHOUT_ANSWER = frozenset(
    "weet ik niet geen idee meer verder het eerlijk gezegd hoor nog dat daar niks niets van zou zo "
    "kunnen zeggen liever zeg wil over ook sorry nee ja dit is me mij we wij even precies zeker "
    "echt te er je jou jullie nou maar want dan wel gaat niemand aan vertellen noemen kwijt doe "
    "durf mag kan hoef helaas op moment nu lastig moeilijk onthouden vergeten meteen direct".split()
)
_OPENING = frozenset(
    "haha hahaha ach nou tja eh euh eeh ehm uhm hm hmm goh bah oh o allez pff lol sorry dus".split()
)

YES = frozenset(
    {"ja", "jaa", "jep", "jup", "yep", "yes", "jazeker", "jawel", "zeker", "absoluut"}
    | {"inderdaad", "ja hoor", "ja graag", "zeker weten", "klopt", "ja klopt", "dat klopt"}
)
NO = frozenset({"nee", "neen", "nope", "neuh", "ne", "nah", "nee hoor", "nee dank je"})
DOUBT = re.compile(r"\b(?:niet|geen|nooit|niks|niets|nergens|fout|verkeerd|behalve|maar|tenzij)\b")
DENIAL = re.compile(r"\b(?:niet|geen|nooit|niks|niets)\b")


def plain(text: str) -> str:
    """Lower case, without accents and punctuation, letters said long ("jaaa") once, single
    spaces: for comparing words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    letters = re.sub(r"([a-z])\1{2,}", r"\1", letters.replace("'", "").replace("’", ""))
    return " ".join(re.findall(r"\w+", letters))


def common(text: str) -> str:
    """`plain`, with chat spelling and dialect as the usual words, and without words that only
    open a sentence or fill it: "haha nah, 't is voor mn werk" is "nee het is voor mijn werk"."""
    said = plain(text).split()
    while len(said) > 1 and said[0] in _OPENING:
        said.pop(0)
    return " ".join(word for word in (_SAME.get(one, one) for one in said) if word)


def tells_besides(text: str) -> bool:
    """Whether "I don't know" is not all that it says: "familie Willemse, meer weet ik niet"."""
    return sum(word not in _WITHOUT_ANSWER for word in common(text).split()) > 1
