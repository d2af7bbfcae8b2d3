"""Storage: the only package that knows SQLAlchemy and the encryption of what is written."""
