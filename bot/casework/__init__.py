"""The work of colleagues: queue, melding, weging. The bot has no part in it."""
