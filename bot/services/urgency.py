"""Whether a message may not be kept waiting, whatever else is against it."""

from __future__ import annotations

from uuid import UUID

from bot.services.choosing import pressed, typed
from bot.services.door import MessageRefused, checked
from bot.services.outside import Outside
from bot.services.safety import alarm_of_text, block_texts, said_before
from bot.texts.texts import Texts

READ_OF_TOO_LONG = 8000  # characters, at the beginning and at the end


def taken(texts: Texts, said: str) -> str:
    """What was typed, as it may be taken. Too long a story is refused, but not before the rules
    have read how it begins and ends. Raises MessageRefused."""
    try:
        return checked(said)
    except MessageRefused as refused:
        alarms = (alarm_of_text(said[:READ_OF_TOO_LONG]), alarm_of_text(said[-READ_OF_TOO_LONG:]))
        found = [text for alarm in alarms for text in block_texts(texts, alarm.steps, False)]
        raise MessageRefused(refused.name, tuple(dict.fromkeys(found))) from None


def is_urgent(outside: Outside, id: UUID, said: str, is_button: bool) -> bool:
    """Whether the rules hear danger in it, as `Visit` does when it takes the message: in the words,
    in the words with those before them, or in what they answer. Raises NoSuchConversation,
    StorageDown."""
    try:
        text = checked(said)
    except MessageRefused:
        return False
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
