# make demo   read the example reports and show the record
# make test   run the tests
# make eval   measure quality, language model and speed (needs ../shared)
# make check  what CI runs: lint, types, layers, docs, tests
# make model  train the language model anew from the corpora, export, measure, calibrate (an hour on two cores)

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Where the evaluation collections and corpora lie.
SHARED ?= ../shared

.PHONY: demo test eval check lint types docs model clean

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "communique needs Python 3.11 or newer, this is " + sys.version)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(STAMP)
	$(BIN)/communique demo

test: $(STAMP)
	$(BIN)/python -m pytest

eval: $(STAMP)
	$(BIN)/python -m eval --shared $(SHARED)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

docs: $(STAMP)
	$(BIN)/python -m docs.check

check: lint types docs test

WEIGHTS := src/communique/data/weights/en

model: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	$(BIN)/python -m training.language.train --data $(SHARED)/data --out build/en --layers 3 --epochs 3
	$(BIN)/python -m training.language.export --data $(SHARED)/data --run build/en --out $(WEIGHTS)
	$(BIN)/python -m training.coreference.fit --data $(SHARED)/data
	$(BIN)/python -m training.events.calibrate --shared $(SHARED)
	$(BIN)/python -m eval.language --data $(SHARED)/data --card

clean:
	rm -rf $(VENV) demo eval/out
