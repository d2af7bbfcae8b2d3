"""Danger: what a message says about it, and what must be shown. The door of this package."""

from bot.danger.assess import Assessment, Heard, Level, assess
from bot.danger.signals import Action, SignalsNotUsable, signals
from bot.danger.steps import Steps, steps_for

__all__ = [
    "Action",
    "Assessment",
    "Heard",
    "Level",
    "SignalsNotUsable",
    "Steps",
    "assess",
    "signals",
    "steps_for",
]
