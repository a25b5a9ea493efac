# Two commands do everything: `make serve` and `make test`. Each sets up what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1:8000
FORMAT ?= text
BASE ?= main

# Material's notice about its successor says nothing about this site.
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := hooks

.PHONY: help serve build check new review terms addresses sources schemas test test-content edits lint bench pins clean
.DEFAULT_GOAL := help

help: ## Show these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# --dirty: a page is built when it is asked for, so nobody waits for the others.
serve: $(VENV)/site.done $(VENV)/node.done ## Serve the site live on ADDRESS (127.0.0.1:8000)
	$(BIN)/mkdocs serve --dirty --dev-addr $(ADDRESS)

# A strict build that fails has already written pages: build beside, and swap when it is whole.
# What is published has its charts as pictures; without PICTURES a build does what it can.
build: export PICTURES := required
build: $(VENV)/site.done $(VENV)/node.done $(VENV)/chromium.done ## Build the site into site/; a fault leaves the last one as it was
	@rm -rf .build && mkdir -p .build
	$(BIN)/mkdocs build --site-dir .build/site
	@rm -rf site && mv .build/site site

check: $(VENV)/site.done ## Check data and prose, without building (FORMAT=text, github or json)
	@$(BIN)/python -m explainer check --format $(FORMAT)

# The variables of the command line are the fields: make new KIND=claim title="…".
GIVEN = $(foreach one-of-them,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $(one-of-them)))),$(one-of-them)))
new: export PYTHONPATH := hooks:tools
new: $(VENV)/site.done ## Ask for a new record or page and write it (KIND=claim, source, event, term …)
	@$(BIN)/python -m new $(KIND) --from "$(filter-out KIND,$(GIVEN))"

terms: $(VENV)/site.done ## Print where each term is marked, and what a changed glossary adds or takes away
	@$(BIN)/python -m explainer terms

addresses: $(VENV)/site.done ## Add new addresses to the list of those that are to last
	@$(BIN)/python -m explainer addresses

sources: $(VENV)/site.done ## List addresses of sources by the day of their last check (CHECK=network asks for MOST=20, WRITE=yes notes it)
	@$(BIN)/python tools/sources.py --check "$(CHECK)" --most $(or $(MOST),20) --write "$(WRITE)"

schemas: $(VENV)/site.done ## Write the schemas by which editors’ programs complete and check the YAML files
	@$(BIN)/python tools/schemas.py

# Both sites are built; without a Chromium their charts are compared as data, and no pictures are shown.
review: export PYTHONPATH := hooks:tools
review: export BASE := $(BASE)
review: $(VENV)/test.done $(VENV)/node.done ## Show what a change does for readers against BASE (main), in .build/review/
	@$(BIN)/python -m review --base "$$BASE"

test: export PICTURES := required
test: lint $(VENV)/chromium.done $(VENV)/browsers.done $(VENV)/tools.done ## Run every test, in real browsers too
	$(BIN)/python -m pytest $(WORKERS)

# What a change of docs/ or data/ can break; the tests of the engine read neither.
test-content: export PICTURES := required
test-content: check $(VENV)/test.done $(VENV)/chromium.done $(VENV)/tools.done ## Test what a change of the content can break
	$(BIN)/python -m pytest $(WORKERS) tests/content

# As many workers as there are cores; one that is done takes over tests of the others.
WORKERS := --numprocesses auto --dist worksteal

edits: $(VENV)/test.done $(VENV)/chromium.done $(VENV)/tools.done ## Make ordinary edits of the content, each in a clone, and test them (an hour)
	$(BIN)/python tests/edits.py $(NAMES)

lint: $(VENV)/test.done ## Check style, types, and the order of the rooms
	$(BIN)/ruff check hooks tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/test.done $(VENV)/node.done $(VENV)/chromium.done ## Measure the build and the pages' weights
	$(BIN)/python tests/bench.py

pins: $(VENV)/test.done ## Compile the pins with hashes anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile $(UV_FLAGS) --output-file requirements.txt requirements.in
	cd tests && ../$(BIN)/uv pip compile $(UV_FLAGS) --output-file requirements.txt requirements.in

UV_FLAGS := --quiet --upgrade --universal --python-version 3.11.0 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make pins"

clean: ## Remove what was built and set up
	rm -rf $(VENV) .build .cache site node_modules

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Say make PYTHON=/path/to/python3.11."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.done: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/test.done: tests/requirements.txt $(VENV)/site.done
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	@touch $@

# Without Node the pages take Plotly's full bundle from the Python package: heavier, and the same charts.
$(VENV)/node.done: package-lock.json | $(VENV)/bin/python
	@if command -v npm >/dev/null; then npm ci --omit=dev --no-progress; \
	else echo "npm was not found: the pages will load Plotly's full bundle."; fi
	@touch $@

# What only tests and tools need of npm: html-validate, the font that the serif is cut from.
$(VENV)/tools.done: package-lock.json | $(VENV)/bin/python
	@if command -v npm >/dev/null; then npm ci --no-progress; \
	else echo "npm was not found: the HTML checker is left out, and the pages will load Plotly's full bundle."; fi
	@touch $(VENV)/node.done $@

$(VENV)/chromium.done: $(VENV)/site.done hooks/explainer/pictures/browser.py
	$(BIN)/python -m explainer.pictures.browser
	@touch $@

# Firefox and WebKit are for tests alone: where they cannot be installed their tests are passed over, but not in CI.
$(VENV)/browsers.done: $(VENV)/test.done tests/browsers.py
	$(BIN)/python tests/browsers.py
	@touch $@
