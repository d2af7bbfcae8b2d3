"""Masking of personal data: what identifies the family is replaced before anything keeps it.

Public: `bot.privacy.mask`. The other modules find one kind of data each.
"""
