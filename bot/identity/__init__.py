"""The organisation's own identity provider, over OpenID Connect."""
