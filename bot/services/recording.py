"""What a reply of the dialogue changes in storage: messages, answers, stage, melding, queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.casework.callback import Callback
from bot.casework.queue import Reason
from bot.casework.terms import day_of
from bot.conversation.conversation import Conversation, Message, Question, Speaker
from bot.conversation.workflow import close, put_away
from bot.logs import event
from bot.melding.fields import fields_by_name, fields_of
from bot.melding.melding import MeldingIncomplete, document
from bot.melding.route import Request
from bot.melding.schema import CONSENT, Step
from bot.services.answering import store_answers
from bot.services.heard import Heard
from bot.services.informing import must_be_informed
from bot.services.outside import Outside
from bot.services.ports import Option, Reply, Talk
from bot.services.return_code import KEPT_DAYS, code_hash, new_code
from bot.services.safety import enter_queue, raise_alarm
from bot.services.stages import change_stage, forget_contact, is_submitted
from bot.services.storage import UnitOfWork

Reasons = Mapping[Request, Reason]


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
                if now.is_open:
                    work.conversations.save(self._alarmed(work, now, heard))
                return once
            now = self._alarmed(work, now, heard)
            now = self._apply(work, now, heard, reply, once) if reply else self._failed(work, now)
            work.conversations.save(now)
        return once

    def alarm(self, heard: Heard) -> None:
        """Stores what the model heard in words to a colleague."""
        with self._outside.storage() as work:
            now = work.conversations.get(heard.conversation.id)
            if now.is_open:
                work.conversations.save(self._alarmed(work, now, heard))

    def _alarmed(self, work: UnitOfWork, now: Conversation, heard: Heard) -> Conversation:
        """Danger that the model heard counts also when its answer came too late."""
        if not heard.raised_by_model:
            return now
        now = raise_alarm(self._outside, work, now, heard.alarm)
        return now.with_danger(heard.alarm.level)

    def _failed(self, work: UnitOfWork, now: Conversation) -> Conversation:
        self._say(work, now, self._outside.texts("storing"))
        return enter_queue(self._outside, work, now, Reason.TECHNISCH)

    def _apply(
        self, work: UnitOfWork, now: Conversation, heard: Heard, reply: Reply, once: list[str]
    ) -> Conversation:
        now = change_stage(work, now, reply.changes)
        store_answers(work, now, heard, reply, self._outside.sentences(heard.text))
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
                return forget_contact(work, now)
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
        melding = work.meldingen.add(now.id, submitted, at, before)
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


def quiet(talk: Talk, question: Question | None) -> Reply:
    """A reply that says nothing and leaves everything as it is."""
    options = tuple(Option(value, label) for value, label in question.options) if question else ()
    return Reply((), {}, talk.notes, talk.open_field, options)


def _what_stays(work: UnitOfWork, ended: Conversation) -> str:
    """The name of the text that says, truly, what became of the words."""
    if is_submitted(work, ended):
        return "gestopt_melding"
    if work.conversations.messages(ended.id):
        return "gestopt_later"
    return "gewist_bellen" if work.callbacks.of_conversation(ended.id) else "gewist"


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
    work.connections.end(now.id)
    work.queue.leave(now.id, None, outside.now())
    return close(now, outside.now())
