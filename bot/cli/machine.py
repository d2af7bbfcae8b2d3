"""Whose account of the machine gives a command. No password of the desk proves who that is."""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping

LONGEST = 64  # characters, as in bot/store/tables.py
ROOT = 0


def machine_user(user: int | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """The name that belongs to the number of the user, which nobody but root can choose; variables
    anybody can. Of root, what sudo says of who became it: "root (jan)"."""
    number = os.getuid() if user is None else user
    try:
        name = pwd.getpwuid(number).pw_name
    except KeyError:  # in a container that knows no names
        name = f"uid {number}"
    before = environment.get("SUDO_USER", "") if number == ROOT else ""
    return (f"{name} ({before})" if before else name)[:LONGEST]
