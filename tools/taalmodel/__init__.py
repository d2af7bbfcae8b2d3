"""Makes models/taal, the Dutch spaCy pipeline of this project."""
