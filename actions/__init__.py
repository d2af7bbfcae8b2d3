"""What the dialogue does at its turning points, as rasa-sdk actions.

Every action is a function of the tracker: it reads answers and returns events and messages.
None stores anything or reaches for the outside; what has to happen outside (asking a colleague,
submitting, stopping) is a request that the service around the dialogue carries out.
So `rasa run actions` needs no database, and nothing is stored half.
"""
