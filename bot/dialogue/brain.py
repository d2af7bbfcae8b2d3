"""The Rasa agent as the Brain of the services: a function from where a talk is to a reply.

No tracker is kept. Each turn gets a tracker rebuilt from the answers and the open question, so
the cost of a turn does not grow with the conversation, nothing that a visitor said stays behind
in Rasa, and the stored answers are the only truth (docs/decisions/0002).
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.danger.assess import Level
from bot.dialogue.absent import stand_in
from bot.encoder.encoder import check_encoder
from bot.encoder.meaning import MEANING, meaning_of
from bot.melding.fields import fields, fields_by_name
from bot.melding.hearing import ANSWER, STORY, hear, tell
from bot.melding.kinds import of_button
from bot.melding.route import Request
from bot.melding.schema import Step
from bot.services.ports import BrainFailed, ModelUnusable, Option, Reply, Talk, Understanding

stand_in()

from rasa.core.agent import Agent  # noqa: E402
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage  # noqa: E402
from rasa.core.tracker_store import TrackerStore  # noqa: E402
from rasa.shared.core.constants import (  # noqa: E402
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    REQUESTED_SLOT,
)
from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import (  # noqa: E402
    ActionExecuted,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
)
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402

from bot.dialogue.components.known_phrase import KNOWN  # noqa: E402
from bot.dialogue.components.open_question import SAID, entities  # noqa: E402
from bot.dialogue.importer import DANGER, NOTES, OPENED, SUICIDE, form_name  # noqa: E402
from bot.dialogue.local_actions import LocalActions  # noqa: E402

REQUEST = "verzoek"


class OneTurn(TrackerStore):
    """Holds the trackers of the turns that are being answered, and no others."""

    def __init__(self, domain: Domain) -> None:
        super().__init__(domain)
        self._now: dict[str, DialogueStateTracker] = {}

    def begin(self, turn: str, events: list[Event]) -> None:
        slots = self.domain.slots
        self._now[turn] = DialogueStateTracker.from_events(turn, events, slots=slots)

    def end(self, turn: str) -> DialogueStateTracker:
        return self._now.pop(turn)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        return self._now.get(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        self._now[tracker.sender_id] = tracker

    async def keys(self) -> list[str]:
        return list(self._now)


class RasaBrain:
    """Answers with a trained model. Make one with `load_brain`."""

    def __init__(self, agent: Agent) -> None:
        self.has_encoder = False
        self._agent = agent
        self._turns = OneTurn(agent.domain)
        agent.tracker_store = agent.processor.tracker_store = self._turns

    async def open(self) -> Reply:
        return await self._turn(Talk(), "", _parse(OPENED))

    async def understand(self, talk: Talk, text: str) -> Understanding:
        tracker = DialogueStateTracker.from_events(
            "understand", _events(talk), slots=self._turns.domain.slots
        )
        message = UserMessage(_no_command(text), sender_id="understand")
        parse = await self._agent.processor.parse_message(message, tracker)
        said = parse.get(SAID, parse["intent"])
        chances = {r["name"]: r["confidence"] for r in parse.get("intent_ranking", [])}
        read = parse.get(MEANING)
        meaning = meaning_of(read) if read else None
        return Understanding(
            intent=parse["intent"]["name"] or "",
            said=said["name"] or "",
            confidence=said["confidence"],
            danger=meaning.danger if meaning else chances.get("gevaar_nu", 0.0),
            suicide=meaning.suicide if meaning else chances.get("suicide", 0.0),
            answers={e["entity"]: e["value"] for e in parse["entities"]},
            known=bool(parse.get(KNOWN)),
            parse=parse,
            meaning=meaning,
        )

    def as_story(self, talk: Talk, text: str, understood: Understanding) -> Understanding:
        """What is understood when the text is known to tell something serious, whatever the model
        makes of it."""
        asked = fields_by_name().get(talk.open_field or "")
        heard = hear(asked, text, "vertel_eigen_situatie", 1.0, talk.answers)
        intent = heard.intent if asked else STORY
        parse = _parse(intent, dict(heard.answers) or tell(text, talk.answers), understood)
        return replace(understood, intent=intent, answers=heard.answers, parse=parse)

    async def reply(self, talk: Talk, text: str, understood: Understanding, level: Level) -> Reply:
        if level is Level.GEEN:
            return await self._turn(talk, text, understood.parse)
        return await self._turn(_undisturbed(talk), text, _after(level, talk, text, understood))

    async def go_on(self, talk: Talk) -> Reply:
        return await self._turn(_undisturbed(talk), "", _parse(ANSWER))

    async def choose(self, talk: Talk, field: str, value: str, level: Level) -> Reply:
        asked = fields_by_name()[field]
        chosen = {field: of_button(asked, value)}
        label = getattr(asked.choice(value), "label", value)
        if level is Level.GEEN or field == "nu_veilig":
            # A button of an earlier question answers that question.
            talk = talk if talk.open_field == field else Talk(talk.answers, talk.notes, field)
            return await self._turn(talk, label, _parse(ANSWER, chosen))
        intent = SUICIDE if level is Level.SUICIDE else DANGER
        return await self._turn(_undisturbed(talk), label, _parse(intent, chosen))

    async def _turn(self, talk: Talk, text: str, parse: dict[str, Any]) -> Reply:
        turn = uuid.uuid4().hex
        out = CollectingOutputChannel()
        self._turns.begin(turn, _events(talk))
        try:
            await self._agent.handle_message(UserMessage(text, out, turn, parse_data=parse))
        except Exception as failure:
            raise BrainFailed(type(failure).__name__) from failure
        finally:
            tracker = self._turns.end(turn)
        return _reply(talk, tracker, out.messages)


def _events(talk: Talk) -> list[Event]:
    """The shortest history after which a tracker is where the talk is."""
    events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    known = {**talk.answers, **talk.notes}
    events += [SlotSet(name, value) for name, value in known.items() if value is not None]
    if talk.open_field:
        form = form_name(fields_by_name()[talk.open_field].step)
        events += [ActionExecuted(ACTION_LISTEN_NAME), ActionExecuted(form), ActiveLoop(form)]
        events += [SlotSet(REQUESTED_SLOT, talk.open_field)]
    return [*events, ActionExecuted(ACTION_LISTEN_NAME)]


def _undisturbed(talk: Talk) -> Talk:
    """The talk without its open question: after danger it is not asked on."""
    return Talk(talk.answers, talk.notes)


def _after(level: Level, talk: Talk, text: str, understood: Understanding) -> dict[str, Any]:
    """After danger the text is kept as what happened, and nobody is asked whether there is any."""
    told = {**tell(text, talk.answers), **_as_answer(talk, text)}
    if level is Level.SUICIDE:
        return _parse(SUICIDE, told, understood)
    return _parse(DANGER, {**told, "direct_gevaar": "ja"}, understood)


def _as_answer(talk: Talk, text: str) -> dict[str, str]:
    """What was said in own words to a question that asks for more of the story answers it also
    when it alarms: nobody has to write down a threat twice. It is never taken for a fact, such
    as who it is about."""
    asked = fields_by_name().get(talk.open_field or "")
    if asked is None or asked.step is not Step.AANVULLING:
        return {}
    return {asked.name: text} if asked.kind == "tekst" and not asked.personal else {}


def _parse(
    intent: str, answers: dict[str, Any] | None = None, understood: Understanding | None = None
) -> dict[str, Any]:
    """What the dialogue is told in place of what the model made of a text, with the meaning that
    the encoder read all the same."""
    said = {"name": intent, "confidence": 1.0}
    read = {MEANING: understood.parse[MEANING]} if understood and understood.meaning else {}
    return {"text": "", "intent": said, "entities": entities(answers or {}), **read}


def _no_command(text: str) -> str:
    """Rasa takes a text that starts with a slash for an intent; a visitor's never is one."""
    return text.lstrip("/ \t") or "…"


def _reply(talk: Talk, tracker: DialogueStateTracker, out: list[dict[str, Any]]) -> Reply:
    slots = tracker.current_slot_values()
    changes = {
        field.name: slots.get(field.name)
        for field in fields()
        if slots.get(field.name) != talk.answers.get(field.name)
    }
    buttons = [button for message in out for button in message.get("buttons", [])]
    return Reply(
        said=tuple(said for message in out for said in _said(message)),
        changes=changes,
        notes={note: slots[note] for note in NOTES if slots.get(note) is not None},
        open_field=slots.get(REQUESTED_SLOT) if tracker.active_loop_name else None,
        options=tuple(_option(button) for button in buttons),
    )


def _said(message: dict[str, Any]) -> Iterator[str | Request]:
    if message.get("text"):
        yield message["text"]
    if REQUEST in message.get("custom", {}):
        yield Request(message["custom"][REQUEST])


def _option(button: dict[str, str]) -> Option:
    _, _, payload = button["payload"].partition("{")
    (value,) = json.loads("{" + payload).values()
    return Option(value, button["title"])


def load_brain(model: Path) -> RasaBrain:
    """The brain of a model file. Raises ModelUnusable and EncoderDamaged, saying what to do.

    A model that lacks fields is refused: a mistyped importer in config.yml would otherwise pass
    with a warning, and a stale model would ask old questions.
    """
    if not model.is_file():
        raise ModelUnusable(f"There is no model {model.name}; run: make train")
    check_encoder()  # here, because Rasa would say no more than that a component failed
    try:
        agent = Agent.load(model, action_endpoint=LocalActions("actions"))
    except Exception as broken:
        raise ModelUnusable(f"{model.name} cannot be read; run: make train") from broken
    lacking = {f.name for f in fields()} - {slot.name for slot in agent.domain.slots}
    if lacking:
        names = ", ".join(sorted(lacking))
        raise ModelUnusable(f"{model.name} is older than fields.yml ({names}); run: make train")
    brain = RasaBrain(agent)
    first = asyncio.run(brain.understand(Talk(), "hallo"))  # what loads at first use loads now
    brain.has_encoder = first.meaning is not None
    return brain
