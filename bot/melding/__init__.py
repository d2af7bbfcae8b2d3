"""The questions of a conversation and what follows from the answers. Pure: no framework."""
