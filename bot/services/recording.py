"""What a reply of the dialogue changes in storage: messages, answers, stage, melding, queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.casework.callback import Callback
from bot.casework.queue import Reason
from bot.casework.terms import day_of
from bot.conversation.conversation import (
    Answer,
    Conversation,
    Message,
    Modus,
    Question,
    Speaker,
)
from bot.conversation.workflow import close, put_away
from bot.logs import event
from bot.melding.fields import fields_by_name, fields_of
from bot.melding.from_story import NOTE, sentence_of
from bot.melding.melding import MeldingIncomplete, document, may_store
from bot.melding.route import Request
from bot.melding.schema import CONSENT, Stage, Step
from bot.melding.source import source_of
from bot.services.informing import must_be_informed
from bot.services.outside import Outside
from bot.services.ports import Option, Reply, Talk
from bot.services.return_code import KEPT_DAYS, code_hash, new_code
from bot.services.safety import Alarm, enter_queue, raise_alarm
from bot.services.stages import change_stage, forget, is_submitted, without_names
from bot.services.storage import UnitOfWork

Reasons = Mapping[Request, Reason]


@dataclass(frozen=True)
class Heard:
    """A stored message of a visitor, and all that answering it needs."""

    conversation: Conversation
    talk: Talk
    message: Message
    text: str
    choice: tuple[str, str] | None  # (field, value)
    pressed: bool
    alarm: Alarm
    raised_by_model: bool = False


class Recorder:
    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    def record(self, heard: Heard, reply: Reply | None) -> list[str]:
        """Stores a reply, unless the conversation went on without it: a colleague took over, or
        the visitor left. Without a reply the visitor gets the fixed text of a failure. Returns
        what is shown once and stored nowhere."""
        once: list[str] = []
        with self._outside.storage() as work:
            now = work.conversations.get(heard.conversation.id)
            if now.turn != heard.conversation.turn:
                event("antwoord.vervallen")
                return once
            if heard.raised_by_model:
                now = raise_alarm(self._outside, work, now, heard.alarm)
                now = now.with_danger(heard.alarm.level)
            now = self._apply(work, now, heard, reply, once) if reply else self._failed(work, now)
            work.conversations.save(now)
        return once

    def _failed(self, work: UnitOfWork, now: Conversation) -> Conversation:
        self._say(work, now, self._outside.texts("storing"))
        return enter_queue(self._outside, work, now, Reason.TECHNISCH)

    def _apply(
        self, work: UnitOfWork, now: Conversation, heard: Heard, reply: Reply, once: list[str]
    ) -> Conversation:
        now = change_stage(work, now, reply.changes)
        self._store_answers(work, now, heard, reply)
        now = replace(now, notes=dict(reply.notes), question=question_of(reply))
        for said in reply.said:
            if isinstance(said, str):
                self._say(work, now, said, Speaker.BOT)
            else:
                now = self._grant(work, now, said, heard, once)
        if reply.changes.get("rol") == "kind" and self._outside.anyone_present(
            work, now.organisation
        ):
            # A child gets an adult human first (domain dossier 7, special users).
            now = enter_queue(self._outside, work, now, Reason.MINDERJARIG)
        return now

    # ── answers and stage ────────────────────────────────────────────────────────────────────

    def _store_answers(
        self, work: UnitOfWork, now: Conversation, heard: Heard, reply: Reply
    ) -> None:
        changes = reply.changes
        sentences = self._outside.sentences(heard.text)
        told = newly_told(work, heard, reply)
        for name, value in changes.items():
            if value is None:
                work.conversations.drop_answer(now.id, name)
            elif may_store(name, now.modus is Modus.MELDING, now.modus is Modus.CONTACT):
                answer = Answer(
                    field=name,
                    value=value,
                    source=source_of(fields_by_name()[name], value, sentences),
                    message=heard.message.number,
                    said_at=heard.message.said_at,
                    confirmed=heard.pressed and heard.choice is not None,
                )
                if name in told:  # nobody was asked: only the read-back confirms it
                    source, message = told[name]
                    answer = replace(
                        answer,
                        source=source,
                        message=message.number,
                        said_at=message.said_at,
                        confirmed=False,
                    )
                if now.modus is not heard.conversation.modus is Modus.MELDING:
                    answer = without_names(answer)  # this very message was kept as it was said
                work.conversations.put_answer(now.id, answer)
        if changes.get("samenvatting_akkoord") == "ja":
            for answer in work.conversations.answers(now.id).values():
                work.conversations.put_answer(now.id, replace(answer, confirmed=True))

    # ── what the dialogue asks for ───────────────────────────────────────────────────────────

    def _grant(
        self,
        work: UnitOfWork,
        now: Conversation,
        request: Request,
        heard: Heard,
        once: list[str],
    ) -> Conversation:
        match request:
            case Request.MENS:
                return self._ask_colleague(work, now)
            case Request.BEL_OF_MENS:
                present = self._outside.anyone_present(work, now.organisation)
                name = "bel_of_mens_aanwezig" if present else "bel_of_mens"
                self._say(work, now, self._outside.texts(name))
                return now
            case Request.TERUGBELLEN:
                return self._pass_on(work, now)
            case Request.CONTACT_WISSEN:
                work.callbacks.erase(now.id)
                wanted = now.modus is Modus.CONTACT
                return forget(work, now, Stage.CONTACT, Modus.ADVIES) if wanted else now
            case Request.INDIENEN:
                return self._submit(work, now)
            case Request.BEWAREN:
                once.append(self._kept_under(work, now))
                return self._put_away(work, now, heard)
            case Request.STOPPEN:
                ended = end_visit(self._outside, work, now)
                self._say(work, now, self._outside.texts(_what_stays(work, now)))
                return ended

    def _ask_colleague(self, work: UnitOfWork, now: Conversation) -> Conversation:
        """A person is promised only when one is there (hard rule)."""
        if not self._outside.anyone_present(work, now.organisation):
            self._say(work, now, self._outside.texts("mens_niet_aanwezig"))
            return now
        self._say(work, now, self._outside.texts("mens_gevraagd"))
        return enter_queue(self._outside, work, now, Reason.WENS_MENS)

    def _pass_on(self, work: UnitOfWork, now: Conversation) -> Conversation:
        """How the visitor may be called, for a colleague. When is never promised."""
        answers = work.conversations.answers(now.id)
        said = {f.name: answers[f.name].value for f in fields_of(Step.CONTACT) if f.name in answers}
        said.pop(CONSENT, None)
        work.callbacks.put(Callback(now.id, self._outside.now(), said))
        self._say(work, now, self._outside.texts("terugbellen_genoteerd"))
        event("terugbellen.gevraagd")
        return now

    def _put_away(self, work: UnitOfWork, now: Conversation, heard: Heard) -> Conversation:
        """Nobody waits any more. The question whether to stop stays open: to come back is to
        answer that it goes on."""
        work.queue.leave(now.id, None, self._outside.now())
        event("gesprek.bewaard")
        before = heard.conversation
        kept = replace(now, notes=before.notes, question=before.question)
        return put_away(kept, self._outside.now())

    def _kept_under(self, work: UnitOfWork, now: Conversation) -> str:
        """The text with the code; only its hash is stored."""
        code = new_code()
        work.conversations.give_key(now.id, code_hash(code))
        return self._outside.texts("bewaard", code=code, dagen=str(KEPT_DAYS))

    def _submit(self, work: UnitOfWork, now: Conversation) -> Conversation:
        """Stores the melding; the clock of the weging starts now (informatieprotocol 3.5)."""
        if is_submitted(work, now):
            return now
        answers = {name: a.value for name, a in work.conversations.answers(now.id).items()}
        try:
            submitted = document(answers)
        except MeldingIncomplete:
            self._say(work, now, self._outside.texts("melding_niet_compleet"))
            return now
        at = self._outside.now()
        before = self._outside.deadlines.assess_before(at)
        melding = work.meldingen.add(now.id, submitted, at, before, answers.get("gemeente"))
        must_be_informed(work, self._outside.deadlines, melding)
        receipt = self._outside.texts(
            "melding_ontvangen", datum=day_of(at).strftime("%d-%m-%Y"), nummer=melding.number
        )
        self._say(work, now, receipt)
        event("melding.ingediend")
        return replace(now, notes={**now.notes, "ingediend": True}, question=None)

    def _say(
        self, work: UnitOfWork, now: Conversation, text: str, by: Speaker = Speaker.SYSTEEM
    ) -> None:
        work.conversations.add_message(now.id, Message(0, by, text, self._outside.now()))


def question_of(reply: Reply) -> Question | None:
    """The open question; choices are kept with it only when they are not the field's own."""
    if reply.open_field is None:
        return None
    offered = tuple((option.value, option.label) for option in reply.options)
    own = tuple((c.value, c.label) for c in fields_by_name()[reply.open_field].choices)
    return Question(reply.open_field, () if offered == own else offered)


def newly_told(work: UnitOfWork, heard: Heard, reply: Reply) -> dict[str, tuple[str, Message]]:
    """The fields that this turn took from the story, each with the sentence and the message that
    told it: often an earlier one than the message that is answered now."""
    new = set(reply.notes.get(NOTE) or ()) - set(heard.talk.notes.get(NOTE) or ())
    if not new:
        return {}
    said = [
        message
        for message in reversed(work.conversations.messages(heard.conversation.id))
        if message.speaker is Speaker.BEZOEKER
    ]
    found = {}
    for name in new:
        sentence = sentence_of(name, {**heard.talk.answers, **reply.changes})
        message = next((m for m in said if sentence and sentence in m.text), heard.message)
        found[name] = (sentence or message.text, message)
    return found


def quiet(talk: Talk, question: Question | None) -> Reply:
    """A reply that says nothing and leaves everything as it is."""
    options = tuple(Option(value, label) for value, label in question.options) if question else ()
    return Reply((), {}, talk.notes, talk.open_field, options)


def _what_stays(work: UnitOfWork, ended: Conversation) -> str:
    """The name of the text that says, truly, what became of the words."""
    if is_submitted(work, ended):
        return "gestopt_melding"
    return "gestopt_later" if work.conversations.messages(ended.id) else "gewist"


def end_visit(outside: Outside, work: UnitOfWork, now: Conversation) -> Conversation:
    """The visitor's side ends: the key no longer opens it, and the words are erased unless a
    colleague took part, a melding holds them or a request about them is open (then terms count:
    bot/casework/retention.py)."""
    colleague = any(
        message.speaker is Speaker.MEDEWERKER for message in work.conversations.messages(now.id)
    )
    held = work.conversations.held_for(now.id) is not None
    if not colleague and not held and not is_submitted(work, now):
        work.conversations.erase_words(now.id, outside.now())
        now = replace(now, notes={})
    work.conversations.forget_key(now.id)
    work.looking.end(now.id)
    work.queue.leave(now.id, None, outside.now())
    return close(now, outside.now())
