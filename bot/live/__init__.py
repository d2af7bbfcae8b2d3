"""Waking up the desk and the visitor when something changed."""
