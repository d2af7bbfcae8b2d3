"""Whether a message may not be kept waiting, whatever else is against it."""

from __future__ import annotations

import asyncio
from uuid import UUID

from bot.danger.steps import BLOCKS, Steps
from bot.services.choosing import pressed, typed
from bot.services.door import LONGEST_MESSAGE, MessageRefused, checked
from bot.services.outside import Outside
from bot.services.safety import alarm_of_text, block_texts, said_before

# A story that is too long is read in parts as long as a message, for which the rules were made. A
# sentence on the border of two is whole in one of them.
OVERLAP = 500  # characters


async def taken(outside: Outside, said: str) -> str:
    """What was typed, as it may be taken. Too long a story is refused, but not before the rules
    have read all of it. Raises MessageRefused."""
    try:
        return checked(said)
    except MessageRefused as refused:
        raise MessageRefused(refused.name, await urgent_texts(outside, said)) from None


async def urgent_texts(outside: Outside, said: str) -> tuple[str, ...]:
    """What must be shown of words that are not taken, most important first. One text at a time, in
    a thread: 64,000 characters take more than a second, and of single letters on lines thirteen."""
    async with outside.long_reading:
        blocks = await asyncio.to_thread(_blocks_in, said)
    return tuple(block_texts(outside.texts, Steps(blocks, None), someone_present=False))


async def is_urgent(outside: Outside, id: UUID, said: str, is_button: bool) -> bool:
    """Whether the rules hear danger in it, as `Visit` does when it takes the message: in the words,
    in the words with those before them, or in what they answer. Raises NoSuchConversation,
    StorageDown."""
    try:
        text = checked(said)
    except MessageRefused:
        return not is_button and bool(await urgent_texts(outside, said))
    return await outside.stored(_is_urgent, outside, id, text, is_button)


def _is_urgent(outside: Outside, id: UUID, text: str, is_button: bool) -> bool:
    if not is_button and alarm_of_text(text).steps.blocks:
        return True  # needs no storage
    with outside.storage() as work:
        question = work.conversations.get(id).question
        earlier = said_before(work, id)
    try:
        chosen = pressed(question, text) if is_button else typed(question, text)
    except MessageRefused:
        return False
    if chosen and chosen.alarm.steps.blocks:
        return True
    return not is_button and bool(alarm_of_text(text, earlier).steps.blocks)


def _blocks_in(said: str) -> tuple[str, ...]:
    starts = range(0, max(len(said) - OVERLAP, 1), LONGEST_MESSAGE - OVERLAP)
    alarms = (alarm_of_text(said[start : start + LONGEST_MESSAGE]) for start in starts)
    found = {block for alarm in alarms for block in alarm.steps.blocks}
    return tuple(block for _, block in BLOCKS if block in found)
