"""`python -m bot` is `advieslijn`."""

from bot.cli import main

main()
