# Two commands on a bare machine with Python 3.11+ and make: `make demo` and `make test`. Without make: docs/how-to/install.md.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DEMO   := $(VENV)/.demo
SETUP  := $(VENV)/.setup
OUT    := out
# More words for pytest, e.g. make test PYTEST_ARGS="tests/ground -p no:randomly"
PYTEST_ARGS ?=
# As many processes as the machine has cores; in one: make test WORKERS=0
WORKERS ?= logical
PYTEST := $(BIN)/pytest -q --numprocesses $(WORKERS) --maxprocesses 8 --dist worksteal

# What is newest today must not matter: the locks name every package with its hashes, pip is told to install just these
# (so it looks for no other), only as wheels (so no build fetches tools), and builds Foedus with the locked tools.
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --no-deps
LOCKED := $(PIP) --require-hashes --only-binary :all: --requirement

.PHONY: help demo setup test check lint types contracts coverage audit examples notebooks bench lock fresh clean
.DEFAULT_GOAL := help

help:
	@echo "make demo      set up what an answer needs, answer Kazakhstan 2022, write its brief"
	@echo "make test      set up the rest, run all tests (some: PYTEST_ARGS=tests/ground)"
	@echo "make setup     set up all that a contributor needs"
	@echo "make check     lint, types, contracts, tests with coverage, audit of the record, examples"
	@echo "make fresh     the set-up itself, tested in temporary folders (asks the package index)"
	@echo "make examples  regenerate docs/examples"
	@echo "make notebooks run the notebooks, write their pages"
	@echo "make bench     run the benchmarks"
	@echo "make lock      bring the locks in line with pyproject.toml (LOCK_ARGS=--upgrade: newer releases)"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Foedus needs Python 3.11 or later; this is %d.%d. Try: make demo PYTHON=python3.12" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)

$(DEMO): requirements-demo.lock pyproject.toml | $(BIN)/python
	@echo "Setting up: $$(grep -c == requirements-demo.lock) packages at most ..."
	$(LOCKED) requirements-demo.lock
	$(PIP) --no-build-isolation --editable .
	@touch $@

$(SETUP): requirements.lock $(DEMO)
	@echo "Setting up the rest: $$(grep -c == requirements.lock) packages at most, some minutes ..."
	$(LOCKED) requirements.lock
	$(BIN)/python -m pip --disable-pip-version-check check
	@touch $@

setup: $(SETUP)

demo: $(DEMO)
	@mkdir -p $(OUT)
	$(BIN)/foedus invoke kazakhstan-2022 --html $(OUT)/kazakhstan-2022.html
	@echo "The brief: $(CURDIR)/$(OUT)/kazakhstan-2022.html"

test: setup
	$(PYTEST) $(PYTEST_ARGS)

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

# Without published files: uncompiled kernels would take many minutes over two hundred years. `make test` has them.
coverage: setup
	env -u FOEDUS_DATA NUMBA_DISABLE_JIT=1 $(PYTEST) --cov --cov-report=term

audit: setup
	$(BIN)/foedus record audit

notebooks: setup
	$(BIN)/python tools/build_notebooks.py

examples: setup
	$(BIN)/python tools/build_examples.py
	$(BIN)/python tools/build_reference.py

check: lint types contracts audit coverage
	$(BIN)/python tools/build_examples.py --check
	$(BIN)/python tools/build_reference.py --check

bench: setup
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/record.py --slow
	$(BIN)/python benchmarks/voting.py
	$(BIN)/python benchmarks/similarity.py
	$(BIN)/python benchmarks/unrest.py
	-$(BIN)/python benchmarks/dyads.py
	-$(BIN)/python benchmarks/dyads_whole.py

# The set-up from nothing: oldest pip, newer releases of every pinned package at hand, each command without extras.
fresh: setup
	$(BIN)/pytest -q -m fresh tests/setup

# One version of a package for all Pythons, with markers where one needs it; what is pinned stays unless it must move.
UV   := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-header
lock: setup
	$(UV) pyproject.toml --all-extras --group dev --output-file requirements.lock $(LOCK_ARGS)
	$(UV) pyproject.toml --group build --constraint requirements.lock --output-file requirements-demo.lock $(LOCK_ARGS)

clean:
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
