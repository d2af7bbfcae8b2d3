"""Puts names into messages of visitors, where a visitor could have written one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random

from bot.privacy.wordlists import group
from tools.taalmodel.marked import PERSOON, PLAATS, Marked
from tools.taalmodel.name_lists import TITLES, NameLists

Way = Callable[[Marked, NameLists, Random], Marked]

_SINGULAR = r"(?:is|was|heeft|had|kan|kon|wil|zal|moet|moest|mag|mocht|ging|kwam|deed|zei|\w{2,}t)"
HE = re.compile(r"\b(?:hij|hem)\b", re.IGNORECASE)
SHE = re.compile(rf"\b(?:zij|ze)\b(?= {_SINGULAR}\b)|(?<=at )\b(?:zij|ze)\b(?= \w+ \w+t\b)", re.I)
SPOT = re.compile(
    r"\b(?:school|ziekenhuis|huis|flat|straat|station|camping|opvang|woning|appartement|praktijk|"
    r"wijk|dorp|hier|woon|wonen|woont|woonde|politie|hotel|huisarts|azc|werk)\b(?! in\b)",
    re.IGNORECASE,
)
OPENINGS = (
    "Hoi ik ben {}, ", "Hallo, mijn naam is {}. ", "Ik heet {}. ", "Goedemiddag, {} hier. ",
    "Het gaat om {}. ", "Dit gaat over {}. ", "Ik maak me zorgen om {}. ", "{} is bij mij. ",
)  # fmt: skip
CLOSINGS = (
    " Groetjes, {}", " Groet {}", " Mvg, {}", " Ze heet {}.", " Hij heet {}", " Het gaat om {}.",
    " Haar naam is {}.", " zijn naam is {}", " liefs {}", " Kan {} ook bij jullie terecht?",
)  # fmt: skip
PLACE_CLOSINGS = (
    " Ik woon in {}.", " We wonen in {}", " Het is in {}.", " Dit speelt in {}.", " Ik kom uit {}",
    " Bel ik dan met Veilig Thuis in {}?", " Zij woont nu in {}.", " regio {}", " We zitten in {}",
    " Hij is naar {} gegaan.", " vanuit {}", " Gemeente {}.", " Ik zit vlakbij {}",
)  # fmt: skip


def with_names(marked: Marked, names: NameLists, chance: Random) -> Marked:
    """With one to three names put in; half of the time without capitals, and at times without
    punctuation."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        marked = chance.choices(WAYS, WEIGHTS)[0](marked, names, chance)
    return without_capitals(marked, chance)


def with_other_names(marked: Marked, names: NameLists, chance: Random) -> Marked:
    """With another name of its kind in the place of each."""
    for mark in reversed(marked.marks):
        old = marked.text[mark.start : mark.end]
        if mark.label == PERSOON:
            new = names.person(chance) if " " in old else names.first_name(chance)
        elif mark.label == PLAATS:
            new = names.place(chance)
        else:
            continue
        marked = marked.put(mark.start, mark.end, new.lower() if old.islower() else new, mark.label)
    return without_capitals(marked, chance)


def without_capitals(marked: Marked, chance: Random) -> Marked:
    if chance.random() < 0.55:
        marked = marked.lowered()
        if chance.random() < 0.3:
            for stop in reversed(list(re.finditer(r"[,.](?= |$)", marked.text))):
                if not marked.touches(stop.start(), stop.end()):
                    marked = marked.put(stop.start(), stop.end(), "")
    return marked


def _relation(marked: Marked, names: NameLists, chance: Random) -> Marked:
    found = _one_of(_related(), marked, chance)
    if not found:
        return _closing(marked, names, chance)
    with_commas = chance.random() < 0.2
    before, behind = (", ", ",") if with_commas else (" ", "")
    return marked.after(found.end(), before, names.person(chance), PERSOON, behind)


@cache
def _related() -> re.Pattern[str]:
    """ "mijn zus", "de buurman"; of more than one person a name would be wrong."""
    kin = sorted(group("kin") - {"buren", "kinderen"}, key=len, reverse=True)
    whose = r"mijn|mn|m'n|me|onze|haar|zijn|zn|z'n|de|die|een"
    return re.compile(rf"\b(?:{whose})\s(?:{'|'.join(map(re.escape, kin))})\b(?! van\b)", re.I)


def _pronoun(marked: Marked, names: NameLists, chance: Random) -> Marked:
    found = _one_of(chance.choice((HE, HE, SHE)), marked, chance)
    if not found:
        return _relation(marked, names, chance)
    name = names.person(chance)
    if chance.random() < 0.12:
        title = chance.choice(TITLES)
        said = title.capitalize() if found.group()[0].isupper() else title
        marked = marked.put(*found.span(), said)
        return marked.after(found.start() + len(said), " ", names.last_name(chance), PERSOON)
    if chance.random() < 0.1:
        marked = marked.put(*found.span(), name, PERSOON)
        end = found.start() + len(name)
        return marked.after(end, " en ", names.first_name(chance), PERSOON)
    return marked.put(*found.span(), name, PERSOON)


def _opening(marked: Marked, names: NameLists, chance: Random) -> Marked:
    return _around(marked, 0, chance.choice(OPENINGS), names.person(chance), PERSOON)


def _closing(marked: Marked, names: NameLists, chance: Random) -> Marked:
    end = len(marked.text)
    return _around(marked, end, chance.choice(CLOSINGS), names.person(chance), PERSOON)


def _place(marked: Marked, names: NameLists, chance: Random) -> Marked:
    found = _one_of(SPOT, marked, chance)
    if found and chance.random() < 0.7:
        word = chance.choice((" in ", " in ", " in ", " te ", " bij "))
        return marked.after(found.end(), word, names.place(chance), PLAATS)
    end = len(marked.text)
    return _around(marked, end, chance.choice(PLACE_CLOSINGS), names.place(chance), PLAATS)


def _around(marked: Marked, at: int, form: str, name: str, label: str) -> Marked:
    before, behind = form.split("{}")
    return marked.after(at, before, name, label, behind)


def _one_of(pattern: re.Pattern[str], marked: Marked, chance: Random) -> re.Match[str] | None:
    free = [m for m in pattern.finditer(marked.text) if not marked.touches(*m.span())]
    return chance.choice(free) if free else None


WAYS: tuple[Way, ...] = (_relation, _pronoun, _opening, _closing, _place)
WEIGHTS = (5, 7, 1, 2, 5)
