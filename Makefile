# Commands for working on ofstedmine. `make help` lists them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
# The interpreter that makes the environment; another one: `make PYTHON=/path/to/python test`.
PYTHON ?=
# Tests run on this many processes.
JOBS ?= 2

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore
# Twice quiet: errors are shown, notes on the settings of the machine's pip are not.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --quiet --editable

NO_INSTALL = { echo "make: the packages above could not be installed; pip needs an index that it can reach" >&2; exit 1; }

# A stamp is newer than pyproject.toml when the environment holds what that file asks for.
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
# An environment of its own, with the oldest versions of the dependencies that are allowed.
LOWEST := .venv-lowest

LETTERS := corpus/letters
# One letter is shown in full: the first PDF, or whatever there is.
LETTER ?= $(firstword $(sort $(wildcard $(LETTERS)/*.pdf)) $(sort $(foreach e,docx html md txt,$(wildcard $(LETTERS)/*.$(e)))))

.PHONY: help demo test test-slow test-lowest lint format types imports bench model docs build clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

demo: $(RUN) ## show one record in full, a table of all sample letters, and make their explorer
	@test -n "$(LETTER)" || { echo "make demo: no sample letter in $(LETTERS)/" >&2; exit 1; }
	$(BIN)/ofstedmine mine $(LETTER)
	$(BIN)/ofstedmine mine --table $(LETTERS)
	$(BIN)/ofstedmine mine $(LETTERS) -o build/demo/letters
	$(BIN)/ofstedmine explore build/demo/letters -o build/demo/explorer.html --title "Sample letters"
	@cat corpus/try_next.txt

test: lint ## lint, types, import rules, the fast tests and the notebooks
	$(BIN)/python -m pytest -n $(JOBS) -m "not slow and not network"
	$(BIN)/python -m pytest -n $(JOBS) --nbmake --nbmake-timeout=300 notebooks

# Status 5 is pytest's "nothing was selected", which is no failure.
test-slow: $(DEV) ## the tests that take long: fresh environments, fuzzing, whole corpora
	$(BIN)/python -m pytest -m "slow and not network" || test $$? -eq 5
	@$(MAKE) test-lowest

test-lowest: $(LOWEST)/.installed ## the fast tests with the oldest dependencies that are allowed
	$(LOWEST)/bin/python -m pytest -n $(JOBS) -m "not slow and not network"

lint: $(DEV) ## ruff, mypy and the import rules
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(DEV) ## let ruff mend and format what it can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(DEV) ## time reading, parsing and tagging
	$(BIN)/python -m benchmarks

# Where the documents lie that the labels in corpus/annotations belong to.
DOCUMENTS ?= ../shared/corpus/pdf

model: $(DEV) ## train the tagger anew from the documents (DOCUMENTS=folder) and the labels
	@test -d "$(DOCUMENTS)" || { echo "make model: no folder $(DOCUMENTS); name it: make model DOCUMENTS=/path/to/pdf" >&2; exit 1; }
	mkdir -p build/model
	$(BIN)/ofstedmine corpus build --documents $(DOCUMENTS) -o build/model/labelled.jsonl --unlabelled build/model/unlabelled.jsonl
	$(BIN)/ofstedmine train --data build/model/labelled.jsonl --unlabelled build/model/unlabelled.jsonl -o models/findings --card models/README.md --baseline

docs: $(DEV) ## the documentation as a site, in build/docs; a warning is an error
	$(BIN)/python -m sphinx --fail-on-warning --keep-going -q -d build/docs/.trees docs build/docs
	@echo "Open build/docs/index.html"

build: $(DEV) ## wheel and sdist into dist/
	$(BIN)/python -m build

clean: ## remove all that these commands made, .venv too
	rm -rf $(VENV) $(LOWEST) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find ofstedmine tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(RUN): pyproject.toml $(BIN)/python
	@echo "Installing ofstedmine into $(VENV) (a minute or two the first time)"
	@$(PIP_INSTALL) . || $(NO_INSTALL)
	@touch $@

$(DEV): pyproject.toml $(BIN)/python
	@echo "Installing ofstedmine and the development tools into $(VENV) (a minute or two the first time)"
	@$(PIP_INSTALL) ".[dev]" || $(NO_INSTALL)
	@touch $(RUN) $@

$(LOWEST)/.installed: pyproject.toml tests/lowest.py $(DEV)
	@echo "Installing the oldest allowed dependencies into $(LOWEST) (a minute or two)"
	@rm -rf $(LOWEST)
	@$(BIN)/python -m venv $(LOWEST)
	@$(BIN)/python -m tests.lowest > $(LOWEST)/versions.txt
	@$(LOWEST)/bin/python -m pip install --quiet --quiet --constraint $(LOWEST)/versions.txt --editable ".[notebooks,test]" || $(NO_INSTALL)
	@touch $@

# Version managers put a python3.11 on the path that only prints an error, so each candidate
# is run, not just looked for.
$(BIN)/python:
	@for candidate in $(or $(PYTHON),python3.11 python3 python3.12 python3.13 python3.14); do \
	    "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	    if ! "$$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	        echo "make: $$candidate has no venv module; install it (on Debian and Ubuntu: apt install python3-venv)" >&2; \
	        exit 1; \
	    fi; \
	    rm -rf $(VENV); \
	    exec "$$candidate" -m venv $(VENV); \
	done; \
	found=$$(python3 --version 2>/dev/null || echo none); \
	echo "make: Python 3.11 or newer is needed (tried: $(or $(PYTHON),python3.11 python3 python3.12 python3.13 python3.14); python3 here: $$found)." >&2; \
	echo "make: install it, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; \
	exit 1
