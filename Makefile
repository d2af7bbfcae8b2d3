# make run and make test are all that is needed; `make help` lists the rest.
UV := $(or $(shell command -v uv 2>/dev/null),.tools/uv)
BIN := .venv/bin
READY := .venv/.ready
# A file of tests stays together, and so do those that share a server (tests/conftest.py): what they
# need is started once. The longest begin first. One more than there are cores: who tests in a
# browser mostly waits.
ON_ALL_CORES := -n $(shell expr $$(nproc) + 1) --dist loadgroup --no-loadscope-reorder

.PHONY: help setup train run test check docs sbom encoder taalmodel evaluate simulatie bench
.DEFAULT_GOAL := help

help:  ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-9s %s\n", $$1, $$2}'

.tools/uv:
	python3 tools/get_uv.py .tools

$(READY): $(UV) uv.lock pyproject.toml
	$(UV) sync --locked --quiet
	@touch $@

setup: $(READY)  ## install everything into .venv

train: setup  ## train the model, if its sources have changed
	@$(BIN)/advieslijn train

run: train  ## serve the chat and the desk on 127.0.0.1:8000
	@$(BIN)/advieslijn serve

test: train  ## run every test
	$(BIN)/pytest $(ON_ALL_CORES)

check: train  ## format, lint, types, layers, Rasa's own checks, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/advieslijn inhoud
	$(BIN)/python -m tools.supply --check
	$(BIN)/advieslijn rasa data validate --domain domain --fail-on-warnings
	$(BIN)/pytest $(ON_ALL_CORES)

docs: setup  ## write fields, settings and privacy in docs anew
	@$(BIN)/advieslijn docs

sbom: setup  ## write down what is locked, with licences: docs/sbom.json and docs/licenties.md
	@$(BIN)/python -m tools.supply

encoder: setup  ## teach the encoder anew, in an environment of its own (seventy minutes; NEW="files": further, by these)
	python3 -m venv .tools/encoder
	.tools/encoder/bin/pip install --quiet -r tools/encoder/requirements.txt
	.tools/encoder/bin/python -m tools.encoder.train .tools/encoder/learnt $(if $(NEW),--epochs 2 --rate 6e-5 --new $(NEW))
	$(BIN)/python -m tools.encoder.words
	.tools/encoder/bin/python -m tools.encoder.export .tools/encoder/learnt

evaluate: train  ## measure how well Dutch is understood (DEFAULT=1: and Rasa's default; hours)
	@$(BIN)/python -m tools.evaluate $(if $(DEFAULT),--default)

taalmodel: setup  ## teach Dutch to spaCy anew; UD=<folder with the treebanks>
	$(if $(UD),,$(error UD is the folder with nl_alpino-ud-*.conllu and nl_lassysmall-ud-*.conllu))
	$(BIN)/python -m tools.taalmodel $(UD)

simulatie: train  ## let invented visitors talk to the product; writes docs/simulatie.md
	@$(BIN)/python -m tests.simulatie

bench: train  ## measure the time of a turn
	@$(BIN)/python bench/turns.py
