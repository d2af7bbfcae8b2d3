"""Errors of the thumb, for training: letters lost, swapped, doubled or beside the one meant."""

from __future__ import annotations

from random import Random

BESIDE = {
    "a": "qswz", "b": "vghn", "c": "xdfv", "d": "serfc", "e": "wrsd", "f": "drtgv", "g": "ftyhv",
    "h": "gyujb", "i": "uojk", "j": "huikm", "k": "jiol", "l": "kop", "m": "njk", "n": "bhjm",
    "o": "ipl", "p": "o", "q": "wa", "r": "edft", "s": "awedx", "t": "rfgy", "u": "yihj",
    "v": "cfgb", "w": "qase", "x": "zsdc", "y": "tugh", "z": "asx",
}  # fmt: skip
RATES = (0.01, 0.03, 0.06)


def misspelt(text: str, chance: Random) -> str:
    if chance.random() < 0.3:
        text = "".join(c for c in text if c not in ".,!?'")
    rate = chance.choice(RATES)
    out: list[str] = []
    letters = iter(text)
    for letter in letters:
        if chance.random() >= rate:
            out.append(letter)
            continue
        kind = chance.random()
        if kind < 0.3:
            continue
        if kind < 0.55:
            out += [next(letters, ""), letter]
        elif kind < 0.7:
            out += [letter, letter]
        else:
            out.append(chance.choice(BESIDE.get(letter.lower(), letter)))
    return "".join(out) or text
