"""Places whose names are spelt wrong by one letter, where only one place fits."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reference.gazetteer import Caution, gazetteer
from bot.reference.mentions import FILLERS, Mention, mention_of
from bot.reference.place_words import Word, listed, one_edit_away

RESIDES = listed("woon woont wonen wonend woonachtig woonde kom komt komen")
# A shorter name at one letter is too often another word or another place.
SHORTEST_MENDED = 6  # letters
LONGEST_MENDED = 40
MOST_WORDS_MENDED = 5


def misspelt_in(said: Sequence[Word]) -> list[Mention]:
    """Names at one letter from what was written, where nothing but a name is expected.

    A letter is forgiven when only one place fits: in the whole answer, and after "woon in".
    """
    whole = _without_fillers(said)
    if whole and (mended := _mended(said, *whole, is_whole=True)):
        return [mended]
    starts = (place for place in range(1, len(said)) if _announces_a_name(said, place))
    return [mended for start in starts if (mended := _longest_mended(said, start))]


def _without_fillers(said: Sequence[Word]) -> tuple[int, int] | None:
    """Where the answer itself starts and ends, if it is short enough for one name."""
    kept = [place for place, word in enumerate(said) if word.key not in FILLERS]
    if not kept or kept[-1] - kept[0] >= MOST_WORDS_MENDED:
        return None
    return kept[0], kept[-1] + 1


def _announces_a_name(said: Sequence[Word], place: int) -> bool:
    """Whether a place must follow: "in school" and "in verband" are one letter from places too."""
    before = said[place - 1].key
    if before not in {"in", "uit", "gemeente"}:
        return False
    earlier = said[place - 2].key if place > 1 else ""
    return said[place].is_name or earlier in RESIDES


def _longest_mended(said: Sequence[Word], start: int) -> Mention | None:
    ends = range(min(len(said), start + MOST_WORDS_MENDED), start, -1)
    tries = (_mended(said, start, end, is_whole=False) for end in ends)
    return next((mended for mended in tries if mended), None)


def _mended(said: Sequence[Word], start: int, end: int, *, is_whole: bool) -> Mention | None:
    key = " ".join(word.key for word in said[start:end])
    known = gazetteer()
    if len(key) > LONGEST_MENDED or key in known.by_name or key in known.cautions:
        return None
    nearby = (near for near in one_edit_away(key) if _may_be_meant(near, is_whole=is_whole))
    meant = {known.by_name[near]: near for near in nearby}
    if len(meant) != 1:
        return None
    return mention_of(meant.popitem()[1], start, end)


def _may_be_meant(name: str, *, is_whole: bool) -> bool:
    known = gazetteer()
    if name not in known.by_name or sum(map(str.isalpha, name)) < SHORTEST_MENDED:
        return False
    # In a sentence a misspelt ordinary word is that word; only a whole answer can be a place.
    return name not in known.cautions or (is_whole and known.cautions[name] is Caution.WOORD)
