"""Parts of the Rasa pipeline that are ours; named in config.yml."""
