# Thin on purpose: everything is in resources/setup/prepare.py, which needs nothing but Python.
PYTHON ?= python3
OPEN ?=

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

.PHONY: run test prepare lock clean

run:
	@$(PYTHON) resources/setup/prepare.py run
	@$(BIN)/toolkit-editor $(OPEN)

test:
	@$(PYTHON) resources/setup/prepare.py test
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

prepare:
	@$(PYTHON) resources/setup/prepare.py run

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
