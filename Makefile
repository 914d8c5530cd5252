# Two commands: `make report` builds this repository's casebook, `make test` runs every check. Both set up what they need
# in .venv from the locked, hashed requirements, and both are safe to repeat.
.DELETE_ON_ERROR:
.PHONY: report test lint types floors tests bench docs lock schemas clean

VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
UV := $(BIN)/uv
WHOSAYS := $(BIN)/whosays
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
# compiled modules make every start of the command several times faster
unexport PYTHONDONTWRITEBYTECODE

report: $(VENV)/.core
	$(WHOSAYS) build .

test: lint types floors tests

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

floors: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

tests: $(VENV)/.dev
	$(BIN)/pytest -n auto --cov --cov-report=term:skip-covered --cov-report=json:.coverage.json
	$(BIN)/python tests/coverage_floor.py .coverage.json

bench: $(VENV)/.dev
	$(BIN)/python bench/build.py

$(VENV)/.uv: requirements/bootstrap.txt
	@echo "setting up: uv into $(VENV)"
	sh requirements/bootstrap.sh $(PYTHON) $(VENV)
	@touch $@

$(VENV)/.core: $(VENV)/.uv requirements/core.txt pyproject.toml
	@echo "setting up: locked requirements and whosays into $(VENV)"
	$(INSTALL) --require-hashes --compile-bytecode -r requirements/core.txt
	$(INSTALL) --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.core requirements/dev.txt
	@echo "setting up: locked requirements of the checks into $(VENV)"
	$(INSTALL) --require-hashes --compile-bytecode -r requirements/dev.txt
	@touch $@

# rewrites the locks from pyproject.toml; no index address is written into them
lock: $(VENV)/.uv
	$(UV) pip compile --quiet --universal --generate-hashes --no-header -o requirements/bootstrap.txt requirements/bootstrap.in
	$(UV) pip compile --quiet --universal --generate-hashes --no-header -o requirements/core.txt pyproject.toml
	$(UV) pip compile --quiet --universal --generate-hashes --no-header -c requirements/core.txt --all-extras --group dev -o requirements/dev.txt pyproject.toml

# rewrites the pages of docs/ that are made from the code
docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py

# rewrites the JSON Schemas shipped with the package from the definitions that validate
schemas: $(VENV)/.core
	$(WHOSAYS) schema compare/schemas

clean:
	rm -rf $(VENV) .coverage .coverage.json .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
