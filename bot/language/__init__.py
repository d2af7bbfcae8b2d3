"""Dutch text: the only package that knows spaCy."""
