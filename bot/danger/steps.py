"""Which fixed texts an assessment calls for, and why a human must come."""

from __future__ import annotations

from dataclasses import dataclass

from bot.danger.assess import Assessment
from bot.danger.signals import Action

# In order of importance: the first block stands on top, the first reason names the escalation.
# The keys are those of the fixed texts (domein 6.4), the reasons those of CL_ESCALATIE (9.1).
BLOCKS = (
    (Action.R, "blok_r"),
    (Action.S, "blok_s"),
    (Action.C, "blok_c"),
    (Action.O, "blok_o"),
    (Action.E, "blok_e"),
)
REASONS = (
    (Action.R, "DIRECT_GEVAAR"),
    (Action.S, "SUICIDE"),
    (Action.C, "SEKSUEEL_RECENT"),
    (Action.O, "VOORRANG"),
)


@dataclass(frozen=True)
class Steps:
    """`blocks` to show, most important first; `reason` of the escalation, None without one."""

    blocks: tuple[str, ...]
    reason: str | None


def steps_for(assessment: Assessment) -> Steps:
    """The fixed texts and the reason for `assessment`; quick exit alone escalates nothing."""
    blocks = tuple(block for action, block in BLOCKS if action in assessment.actions)
    reasons = (reason for action, reason in REASONS if action in assessment.actions)
    return Steps(blocks, next(reasons, None))
