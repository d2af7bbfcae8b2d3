"""What a colleague sees who weighs a melding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.casework.melding_status import MeldingStatus, MeldingStep, by_hand, status_of
from bot.casework.weging import Melding, Weging, counting, decision, waiting
from bot.casework.weging_form import Safety, WegingForm
from bot.casework.zaak import Person, latest, people_of
from bot.conversation.conversation import Answer
from bot.melding.fields import fields
from bot.melding.schema import Field
from bot.services.case_storage import Draft
from bot.services.storage import UnitOfWork


class NothingToWeigh(LookupError):
    """This conversation has no submitted melding; a weging is of a melding."""


@dataclass(frozen=True)
class ToWeigh:
    """All that the page of a weging shows. `next_version` is the one that would be recorded now;
    `people` are those of the zaak, or of the melding as long as it has none."""

    melding: Melding
    status: MeldingStatus
    steps: Sequence[MeldingStep]
    wegingen: Sequence[Weging]
    drafts: Sequence[Draft]
    answers: Sequence[tuple[Field, Answer]]
    people: Sequence[Person]
    zaak: UUID | None
    by_hand: Sequence[MeldingStatus]

    @property
    def next_version(self) -> int:
        return len(self.wegingen) + 1

    @property
    def proposal(self) -> Weging | None:
        return waiting(self.wegingen)

    @property
    def counting(self) -> Weging | None:
        return counting(self.wegingen)

    @property
    def begin(self) -> WegingForm:
        """A form with the names of the people, and nothing else."""
        return WegingForm(
            volwassenen=tuple(Safety(one.wie) for one in self.people if not one.kind),
            kinderen=tuple(Safety(one.wie) for one in self.people if one.kind),
        )


def melding_of(work: UnitOfWork, id: UUID) -> Melding:
    """Raises NothingToWeigh."""
    melding = work.meldingen.of_conversation(id)
    if melding is None:
        raise NothingToWeigh
    return melding


def shown(work: UnitOfWork, melding: Melding) -> ToWeigh:
    answers = work.conversations.answers(melding.conversation)
    zaak = work.zaken.of_melding(melding.id)
    versions = work.wegingen.of_melding(melding.id)
    steps = work.wegingen.steps(melding.id)
    people = (
        [one.person for one in latest(work.zaken.participants(zaak))]
        if zaak
        else people_of(melding.document.get("antwoorden", {}))
    )
    return ToWeigh(
        melding=melding,
        status=status_of(steps),
        steps=steps,
        wegingen=versions,
        drafts=work.wegingen.drafts(melding.id),
        answers=[(f, answers[f.name]) for f in fields() if f.name in answers and f.is_recorded],
        people=people,
        zaak=zaak,
        by_hand=[] if waiting(versions) else by_hand(status_of(steps), decision(versions)),
    )
