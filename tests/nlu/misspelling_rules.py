"""The errors of Dutch spelling as rules: (pattern in a word in lower case, what comes there).

Sources: what teachers correct most (dt, ei/ij, au/ou, open and closed syllables, compounds), and
sounds that are written as they are said (s/z, f/v, ch/g, k/c).
"""

from __future__ import annotations

import re

Rule = tuple[re.Pattern[str], str]

CONSONANT = "bdfgklmnprst"
# Second parts of compounds that people write apart, and first parts that they take off.
LAST_PARTS = (
    "vrouw man vader moeder ouders dochter zoon kind kinderen broer zus vriend vriendin kamer deur "
    "huis school arts bureau nummer mes werk leven avond middag nacht ochtend mishandeling geweld "
    "plaats straat gesprek verbod hulp zorg team les groep werker werkster leidster juf tas slot "
    "rekening geld bank plek plekken raam trap bed tijd jaar verdieping stoel pillen"
).split()
NOT_SPLIT = "iemand niemand dreumes geregeld verzorg verbod"


def _rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), wrong) for pattern, wrong in pairs)


KINDS: dict[str, tuple[Rule, ...]] = {
    "dt": _rules(
        (r"dt$", "d"),
        (r"dt$", "t"),
        (r"(?<=^wor)d$", "dt"),
        (r"(?<=^vin)d$", "dt"),
        (r"(?<=^hou)d$", "dt"),
        (r"(?<=[a-z])d$", "t"),
        (r"(?<=^ge)(\w{2,}[rlnvgzei])d$", r"\1dt"),
        (r"(?<=^(?:be|ge))(\w{2,})t$", r"\1d"),
        (r"(?<=^ver)(\w{2,})t$", r"\1d"),
    ),
    "ei/ij": _rules((r"ij(?!k$|ks$|ke$|kheid$)", "ei"), (r"ei", "ij")),
    "au/ou": _rules((r"ou(?!w?d?en$|de$)", "au"), (r"au", "ou"), (r"ouw", "ou")),
    "dubbele klinker": _rules(
        (rf"(a)a(?=[{CONSONANT}])", r"\1"),
        (rf"(o)o(?=[{CONSONANT}])", r"\1"),
        (rf"(e)e(?=[{CONSONANT}])", r"\1"),
        (rf"(u)u(?=[{CONSONANT}])", r"\1"),
        (rf"(?<=[{CONSONANT}hvwz])([aou])(?=[{CONSONANT}vz][aeo])", r"\1\1"),
    ),
    "dubbele medeklinker": _rules(
        (rf"([{CONSONANT}])\1(?=[aeiou])", r"\1"),
        (r"(?<=[bdfghklmnprstvwz][aeou])([bdfgklmnprst])(?=e[lnr]?$)", r"\1\1"),
    ),
    "los": tuple(
        (re.compile(rf"(?<=^)(?!(?:{'|'.join(NOT_SPLIT.split())})$)(\w{{3,}})({part})$"), r"\1 \2")
        for part in LAST_PARTS
    ),
    "ch/g": _rules((r"(?<!^s)(?<!s)ch(?=t|$|e)", "g"), (r"(?<=[aeiou])g(?=t)", "ch")),
    "s/z": _rules((r"^z(?=[aeiouw])", "s"), (r"^s(?=[aeiou])", "z"), (r"(?<=[aeiou])z(?=e)", "s")),
    "f/v": _rules((r"^v(?=[aeiou])", "f"), (r"^f(?=[aeiou])", "v"), (r"(?<=[aeiour])v(?=e)", "f")),
    "c/k": _rules(
        (r"c(?=[aoutr])", "k"),
        (r"(?<=[ao])k(?=t[ei])", "c"),
        (r"ct", "kt"),
        (r"^c(?=[lr])", "k"),
    ),
    "spreektaal": _rules(
        (r"(?<=[a-z]{3})en$", "e"),
        (r"lijk(?=$|e$|heid$)", "luk"),
        (r"lijk(?=$|e$|heid$)", "lik"),
        (r"(?<=^ei)gen(?=lijk$)", "ge"),
        (r"(?<=[a-z]{2}f)t$", ""),
        (r"(?<=[a-z]{2}ch)t$", ""),
        (r"isch(?=e?$)", "is"),
        (r"tie$", "sie"),
    ),
}

# Whole words as they are said.
SPOKEN = {
    "niet": "nie", "met": "mee", "dat": "da", "wat": "wa", "het": "et", "mijn": "me", "zijn": "ze",
    "een": "un", "even": "effe", "hij": "ie", "heeft": "heef", "hebben": "hebbe", "moet": "mot",
    "iets": "ies", "toch": "tog", "nog": "noch", "altijd": "altijt", "haar": "dr", "kind": "kint",
    "misschien": "mischien", "natuurlijk": "tuurlijk", "sinds": "sins", "enigszins": "enigzins",
    "onmiddellijk": "onmiddelijk", "politie": "polisie", "dochter": "dogter", "komt": "kompt",
    "thuis": "tuis", "gebeurt": "gebeurdt", "sowieso": "zowiezo", "eigenlijk": "eigelijk",
    "interessant": "intresant", "geïnteresseerd": "geintreseerd", "mishandeling": "mishandling",
    "verschrikkelijk": "verschikkelijk", "agressief": "aggresief", "agressie": "aggresie",
}  # fmt: skip

# A letter that is lost in the middle: the e of a weak syllable, an n, r, l or t in a cluster.
DROPPED = re.compile(
    r"(?<=[a-z][bdfgklmnprst])e(?=[lnr][a-z])"
    r"|(?<=[a-z][aeiou])[nrl](?=[bdfgkpstvz][a-z])"
    r"|(?<=[a-z][sfgpk])t(?=[a-z]{2})"
    r"|(?<=[a-z]i)j(?=[a-z])"
)
