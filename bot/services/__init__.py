"""The use cases; they know storage, dialogue and wake-up calls only as Protocols (ports.py)."""
