"""Rasa's own command line in this environment: `advieslijn rasa train|data validate|test ...`."""

from __future__ import annotations

import sys

from bot.dialogue.absent import stand_in


def run(arguments: list[str]) -> None:
    """Like `rasa <arguments>`; ends the process as Rasa does."""
    stand_in()
    from rasa.__main__ import main

    sys.argv = ["rasa", *arguments]
    main()
