# Everything Dateline needs, from a fresh clone: Python 3.11 and make are enough.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
GOLD ?=

bin := .venv/bin
pip := $(bin)/python -m pip --disable-pip-version-check --quiet install
locked := $(pip) --require-hashes -r

.PHONY: setup run test soak check bench bench-ingest accuracy format lock clean

setup: .venv/runtime  ## Make .venv with `dateline` in it.

.venv/runtime: requirements.lock requirements-build.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	test -x $(bin)/python || $(PYTHON) -m venv .venv
	$(locked) requirements.lock
	$(locked) requirements-build.lock
	$(pip) --no-deps --no-build-isolation --editable .
	touch $@

.venv/development: requirements-dev.lock .venv/runtime
	$(locked) requirements-dev.lock
	touch $@

.venv/peers: requirements-bench.lock .venv/development
	$(locked) requirements-bench.lock
	touch $@

run: .venv/runtime  ## Serve on 127.0.0.1 with sample articles read; PORT=8010 for another port.
	DATELINE_BASE_URL=$${DATELINE_BASE_URL:-http://127.0.0.1:$(PORT)} $(bin)/dateline samples
	DATELINE_BASE_URL=$${DATELINE_BASE_URL:-http://127.0.0.1:$(PORT)} $(bin)/dateline serve --port $(PORT)

test: .venv/development  ## Run every test, those with PostgreSQL, SMTP and a browser too.
	$(bin)/pytest

soak: .venv/development  ## Kill, stop, flood and starve the reminders for half an hour.
	$(bin)/pytest -n 0 --soak tests/soak

check: .venv/development  ## Format, lint, types, contracts, docs.
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/pytest -q -n 0 tests/test_docs.py

bench: .venv/peers  ## Measure beside peers and limits in one run and print the ratios.
	$(bin)/python -m bench

bench-ingest: .venv/development  ## Ingest 100,000 articles; does it stay as fast?
	$(bin)/python -m bench.ingest 100000

accuracy: .venv/development  ## Score the reader; GOLD=folder scores that folder's data too.
	$(bin)/python -m bench.accuracy $(if $(GOLD),--gold $(GOLD))

format: .venv/development  ## Write the code in one style.
	$(bin)/ruff format .
	$(bin)/ruff check --fix .

lock: .venv/development  ## Choose new versions of everything (`uv` from requirements-dev.lock).
	$(uv) pyproject.toml -o requirements.lock
	$(uv) --group build -c requirements.lock -o requirements-build.lock
	$(uv) --group dev -c requirements.lock -o requirements-dev.lock
	$(uv) --group bench -c requirements.lock -c requirements-dev.lock -o requirements-bench.lock

uv := $(bin)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command 'make lock'

clean:  ## Remove what the other commands made.
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build *.egg-info
