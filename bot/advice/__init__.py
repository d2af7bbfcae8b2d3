"""Approved advice: chosen, never generated."""
