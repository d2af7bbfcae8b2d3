"""Text as typed on a phone → plain lower-case Dutch words that patterns can rely on.

The normal form is a row of words with one space between them; a comma stands where the
writer paused (`, ; : ( ) -` and quotation marks). Nothing here ever raises on a `str`, and every
step walks over the text once, so 10,000 characters cost no more than a hundred times a hundred.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.danger.spelling import Spelling, spelling

# Signs that matter stay, as the word they stand for. Skull and fire do not: they mean laughing.
EMOJI = {
    "🔪": "mes",
    "🗡": "mes",
    "🔫": "pistool",
    "🪓": "bijl",
    "🔨": "hamer",
    "💣": "bom",
    "🩸": "bloed",
    "💊": "pillen",
    "🆘": "help",
    "👶": "baby",
}

# Letters of other scripts that look like ours, to catch a word that was disguised.
LOOKALIKES = str.maketrans(
    "аеіїорсухјѕһԁмтвнкαεικορτυνχ",
    "aeiiopcyxjshdmtbhkaeikoptuvx",
)
# Letters that Unicode does not take apart into a letter and an accent.
STROKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ĳ": "ij"})
DIGIT_LETTERS = str.maketrans("0134", "oiea")
APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛`´ʼʹ′ˈ＇"), None)
PAUSES = str.maketrans(dict.fromkeys(',;:()[]"“”„«»–—/|', " , "))

_DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[0134]+(?=[a-z])")
_LONG_REPEAT = re.compile(r"(.)\1{2,}", re.DOTALL)
_END_REPEAT = re.compile(r"([a-df-z])\1\b")
_SPELT_OUT = re.compile(r"\b(?:[^\W\d_] ){3,}[^\W\d_]\b")
_WORD = re.compile(r"[^\W_]+|,")
# ij is often typed as y; words that are spelt with a real y are left alone.
_TYPED_Y = re.compile(r"(?<![aeiou])y(?![aeiou])")
_REAL_Y = re.compile(
    r"bab|hey|\w*typ|sy[nmsr]|ps|hy[dpg]|ph?ys|fys|gym|cy|my|by|they|why|sorr|okay|loll|egyp|pyj"
    r"|jerry|buggy|penalty|party|try|duty|spy|ferry|\w*pomocy"
)


def normalise(text: str) -> str:
    """The words of `text` in their plain form, one space between them; "" if there are none."""
    words = _words(_spell_out(_letters(text)))
    return " ".join(_joined(words, spelling()))


def _letters(text: str) -> str:
    """Lower case, without accents, disguises, invisible marks and typing jokes."""
    for sign, word in EMOJI.items():
        text = text.replace(sign, f" {word} ")
    # Twice: 𝐇 is no capital until it is taken apart, and ẞ becomes two letters after that.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text.translate(APOSTROPHES)).casefold()
    text = "".join(letter for letter in text if not _is_invisible(letter)).translate(STROKED)
    if _is_mostly_latin(text):
        text = text.translate(LOOKALIKES)
    text = _LONG_REPEAT.sub(r"\1\1", text.replace("*", ""))
    return _DIGIT_IN_WORD.sub(lambda found: found[0].translate(DIGIT_LETTERS), text)


@lru_cache(maxsize=4096)
def _is_invisible(letter: str) -> bool:
    """Accents left over from decomposition, zero-width and right-to-left marks."""
    return unicodedata.category(letter) in {"Mn", "Me", "Cf"}


def _is_mostly_latin(text: str) -> bool:
    """A Ukrainian or Greek sentence must keep its own letters."""
    latin = sum("a" <= letter <= "z" for letter in text)
    return 2 * latin >= sum(letter.isalpha() for letter in text)


def _spell_out(text: str) -> str:
    """ "h e l p" → "help"."""
    return _SPELT_OUT.sub(lambda found: found[0].replace(" ", ""), text)


def _words(text: str) -> list[str]:
    return [_END_REPEAT.sub(r"\1", word) for word in _WORD.findall(text.translate(PAUSES))]


def _joined(words: list[str], spelling: Spelling) -> list[str]:
    """The words as they are usually spelt; commas never double and never at the ends."""
    mended: list[str] = []
    for position, word in enumerate(words):
        if word == "," and (not mended or mended[-1] == ","):
            continue
        following = words[position + 1] if position + 1 < len(words) else ""
        mended.extend(spelling.mend(_with_ij(word), _with_ij(following)).split())
    if mended and mended[-1] == ",":
        mended.pop()
    return mended


def _with_ij(word: str) -> str:
    return word if "y" not in word or _REAL_Y.match(word) else _TYPED_Y.sub("ij", word)
