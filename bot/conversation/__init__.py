"""A conversation with a visitor: what it is, who speaks, and which steps it may take."""
