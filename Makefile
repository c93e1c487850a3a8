# Two commands on a bare machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
OUT    := out

.PHONY: demo setup test check lint types contracts coverage audit examples notebooks bench lock clean
.DEFAULT_GOAL := help

help:
	@echo "make demo      set up, answer Kazakhstan 2022, write its brief"
	@echo "make test      set up, run all tests"
	@echo "make check     lint, types, contracts, tests with coverage, audit of the record, examples"
	@echo "make examples  regenerate docs/examples"
	@echo "make notebooks run the notebooks, write their pages"
	@echo "make bench     run the benchmarks"
	@echo "make lock      renew requirements.lock (names, versions, hashes)"

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Foedus needs Python 3.11 or later; this is %d.%d. Try: make demo PYTHON=python3.12" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

setup: $(STAMP)

demo: setup
	@mkdir -p $(OUT)
	$(BIN)/foedus invoke kazakhstan-2022 --html $(OUT)/kazakhstan-2022.html
	@echo "The brief: $(CURDIR)/$(OUT)/kazakhstan-2022.html"

test: setup
	$(BIN)/pytest -q

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

# Without published files: uncompiled kernels would take many minutes over two hundred years. `make test` has them.
coverage: setup
	env -u FOEDUS_DATA NUMBA_DISABLE_JIT=1 $(BIN)/pytest -q --cov --cov-report=term

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
	$(BIN)/python benchmarks/voting.py
	$(BIN)/python benchmarks/similarity.py
	-$(BIN)/python benchmarks/dyads.py
	-$(BIN)/python benchmarks/dyads_whole.py

lock: setup
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --extra dev --allow-unsafe --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
