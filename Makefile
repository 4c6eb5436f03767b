# Two commands do everything: `make run` and `make test`. Each target may be run again at any time.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
MESSAGES := $(VENV)/.messages
CATALOGUES := $(wildcard web/translations/*/LC_MESSAGES/*.po)

.PHONY: help setup run test check format bench fuzz access clean
.DEFAULT_GOAL := help

help: ## say what each target does
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(READY) $(MESSAGES) ## make .venv with everything the program and its tests need

$(READY): requirements.txt tests/requirements.txt
	@echo "Making the environment in $(VENV) (a minute or two)."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "Python cannot make an environment; on Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r tests/requirements.txt
	@touch $@

$(MESSAGES): $(READY) $(CATALOGUES)
	@$(BIN)/python -m babel.messages.frontend --quiet compile -d web/translations
	@touch $@

run: setup ## create the database, load the demonstration source, serve the site
	@$(BIN)/python -m memorial setup
	@$(BIN)/python -m memorial sample
	@$(BIN)/python -m memorial serve --port $(PORT)

test: setup ## run all tests; what cannot run here is skipped aloud
	@echo "Running the tests."
	@$(BIN)/python -m pytest -n 2 -q

check: setup ## format, lint, types, import direction
	@echo "Format." && $(BIN)/ruff format --check -q .
	@echo "Lint." && $(BIN)/ruff check -q .
	@echo "Types." && $(BIN)/mypy
	@echo "Import direction." && $(BIN)/lint-imports

format: setup ## put the code into its format
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

bench: setup ## measure search and import beside their peers (FULL=1 for 3.1 million records)
	@$(BIN)/python -m tests.benchmarks

fuzz: setup ## ask the API 2,000 questions at random
	@$(BIN)/python -m tests.campaigns.questions 2000

access: setup ## look at every page in every language, narrow and wide, light and dark, with axe (PICTURES=folder keeps pictures)
	@MEMORIAL_ALL_PAGES=1 MEMORIAL_PICTURES="$(PICTURES)" $(BIN)/python -m pytest -q tests/web/test_in_browser.py

clean: ## remove what the other targets made, but no database
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build
