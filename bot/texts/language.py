"""Shows Dutch texts in another language. A language is one file beside this one.

What is said and stored is Dutch; here it is put into other words at the last moment, on its way to
the visitor. Pieces are put together in the code ("Ik heb al opgeschreven: ..."), so a text is
looked up whole, then as a text with something filled in, then line by line. What is not found
stays Dutch: a 112 text in Dutch is better than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

HERE = Path(__file__).parent
DUTCH = "nl"
LANGUAGES = {"en": "English"}  # besides Dutch; the name as its speakers write it
FILLED_IN = re.compile(r"\{(\w+)\}")
QUOTED = re.compile(r"‘([^’]+)’")
BETWEEN = re.compile(r", (?![^‘]*’)")  # of a list, outside quotes
BULLET = "• "


class Language:
    """`code` as in HTML's lang; call it with a Dutch text."""

    def __init__(self, code: str, pairs: Mapping[str, str]) -> None:
        """`pairs` gives of each Dutch text the other; {name} stands for what is filled in."""
        self.code = code
        self._known = {**dict(_lines(pairs)), **pairs}
        templates = [(dutch, other) for dutch, other in pairs.items() if FILLED_IN.search(dutch)]
        templates.sort(key=lambda pair: -len(FILLED_IN.sub("", pair[0])))
        self._templates = [(_pattern(dutch), other) for dutch, other in templates]

    def __call__(self, text: str) -> str:
        found = self._whole(text)
        return found if found is not None else "\n".join(map(self._line, text.split("\n")))

    def _whole(self, text: str) -> str | None:
        known = self._known.get(text)
        if known is not None:
            return known
        for pattern, other in self._templates:
            if match := pattern.fullmatch(text):
                filled = {name: self._value(said) for name, said in match.groupdict().items()}
                return other.format(**filled)
        return None

    def _line(self, line: str) -> str:
        bullet = BULLET if line.startswith(BULLET) else ""
        return bullet + self._value(line.removeprefix(BULLET))

    def _value(self, text: str) -> str:
        """What was filled in: a text, "label: answer", a list, quoted questions, or own words."""
        found = self._whole(text)
        if found is not None:
            return found
        label, colon, answer = text.partition(": ")
        if colon and label in self._known:
            return f"{self._known[label]}: {self._value(answer)}"
        return ", ".join(map(self._word, BETWEEN.split(text)))

    def _word(self, text: str) -> str:
        """Also a label that is written small within a sentence, or that ends one."""
        whole = self._whole(text)
        if whole is not None:
            return whole
        if QUOTED.search(text):
            return QUOTED.sub(lambda quoted: f"‘{self._word(quoted[1])}’", text)
        if text.endswith("."):
            return self._word(text[:-1]) + "."
        label = self._known.get(text[:1].upper() + text[1:])
        return label[:1].lower() + label[1:] if label else text


def _lines(pairs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Of texts of several lines, line by line: another text may come before or after them."""
    for dutch, other in pairs.items():
        lines, others = dutch.split("\n"), other.split("\n")
        if len(lines) == len(others) > 1:
            for line, translated in zip(lines, others, strict=True):
                yield line.removeprefix(BULLET), translated.removeprefix(BULLET)


def _pattern(dutch: str) -> re.Pattern[str]:
    parts = FILLED_IN.split(dutch)  # text and name, in turn
    texts = [re.escape(part) for part in parts[::2]]
    names = [f"(?P<{name}>.+?)" for name in parts[1::2]]
    return re.compile("".join(a + b for a, b in zip(texts, [*names, ""], strict=True)), re.DOTALL)


class Dutch(Language):
    """As it is."""

    def __init__(self) -> None:
        super().__init__(DUTCH, {})

    def __call__(self, text: str) -> str:
        return text


@cache
def translated(code: str) -> Mapping[str, str]:
    """The pairs of a language as they stand in its file."""
    read = YAML(typ="safe").load((HERE / f"{code}.yml").read_text(encoding="utf-8"))
    return {pair["nl"]: pair[code] for pair in read}


def languages(fill_numbers: Callable[[str], str]) -> dict[str, Language]:
    """All languages by their code, with the telephone numbers filled in."""
    found: dict[str, Language] = {DUTCH: Dutch()}
    for code in LANGUAGES:
        pairs = {fill_numbers(nl): fill_numbers(other) for nl, other in translated(code).items()}
        found[code] = Language(code, pairs)
    return found
