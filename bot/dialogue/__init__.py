"""The dialogue engine: the only package, with actions/, that knows Rasa."""
