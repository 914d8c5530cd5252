# Two commands: `make report` builds this repository's casebook, `make test` runs every check. Both set up what they need
# in .venv from the locked, hashed requirements, and both are safe to repeat.
.DELETE_ON_ERROR:
.PHONY: report baseline gate trust test lint types floors tests test-spark editor browser bench bench-pages bench-scale docs lock schemas clean soak audit bench-load mutants fuzz

VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
UV := $(BIN)/uv
WHOSAYS := $(BIN)/whosays
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
EDITOR_TESTS := tests/editor
BROWSER_TESTS := tests/browser
# Spark is half a gigabyte and has a target of its own
CHECKED := --extra fetch --extra review --extra tables --extra watch --extra word --extra xlsx
SERVER := $(EDITOR_TESTS)/node_modules/.installed
CHECKERS := $(BROWSER_TESTS)/node_modules/.installed
DECIDING := tests/analysis tests/engines tests/kinds tests/test_cases.py tests/test_examples.py
# a worker keeps the tests of a file together, with what was set up for them, until another has none left; there is one more
# than there are processors, since many tests wait for a browser or for a process of their own
PARALLEL = -n $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)') --dist worksteal
# compiled modules make every start of the command several times faster
unexport PYTHONDONTWRITEBYTECODE

report: $(VENV)/.core
	$(WHOSAYS) build .

# fails for a contradiction between the sources that is not known yet and that no decision covers
gate: $(VENV)/.core
	$(WHOSAYS) check . --baseline reports/baseline.json

baseline: $(VENV)/.core
	$(WHOSAYS) baseline .

test: lint types floors tests

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

floors: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

# counting lines doubles the time of a test: only those are counted that hold what decides to its floor
tests: $(VENV)/.dev editor browser
	failed=; \
	$(BIN)/pytest $(PARALLEL) $(DECIDING) --cov --cov-report=term:skip-covered --cov-report=json:.coverage.json || failed=1; \
	$(BIN)/python tests/coverage_floor.py .coverage.json || failed=1; \
	$(BIN)/pytest $(PARALLEL) $(patsubst %,--ignore=%,$(DECIDING) tests/spark) \
	    $$(test -f $(SERVER) || echo --ignore=$(EDITOR_TESTS)) $$($(BIN)/python $(BROWSER_TESTS)/tools.py options) || failed=1; \
	test -z "$$failed"

# the same judging on a real Spark session; needs Java 17 or later
test-spark: $(VENV)/.spark
	$(BIN)/pytest tests/spark

# kills a build at 200 moments, always the same ones, and looks each time at what is left
soak: $(VENV)/.dev
	WHOSAYS_KILLS=200 $(BIN)/pytest tests/trust/test_kills.py

# known vulnerabilities and licences of what is locked; says in a line what it cannot look up
audit: $(VENV)/.audit
	$(BIN)/python tests/audit.py $(VENV)/audit/bin/pip-audit

# what stands in FUZZED is run through any input that leads further, SECONDS for each; a find stays in tests/trust/finds as a test
SECONDS ?= 60
FUZZED ?= yaml settings quotes dates quantities names times
fuzz: $(VENV)/.fuzz
	for each in $(FUZZED); do $(BIN)/python -m fuzz.run $$each $(SECONDS) || exit 1; done

bench: $(VENV)/.dev
	$(BIN)/python bench/build.py
	$(BIN)/python bench/watch.py

# what docs/scale.md tells; its longer and heavier runs stand there, to be started by hand
bench-scale: $(VENV)/.bench
	$(BIN)/python bench/scale.py ratio
	$(BIN)/python bench/scale.py curve
	$(BIN)/python bench/scale.py subject

# what docs/load.md tells: large casebooks through the commands; an hour
bench-load: $(VENV)/.dev
	$(BIN)/python bench/load.py

# what docs/report-speed.md tells: the table it prints goes there
bench-pages: $(VENV)/.bench
	$(BIN)/python bench/pages.py

# what docs/mutants.md tells, and writes its figures: a sample of SAMPLE mutants, all of them for 0
SAMPLE ?= 600
SEED ?= 2
mutants: $(VENV)/.mutants
	$(BIN)/python bench/mutants.py --sample $(SAMPLE) --seed $(SEED)
	$(BIN)/python bench/mutants.py --sample $(SAMPLE) --seed $(SEED) --again

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

$(VENV)/.spark: $(VENV)/.dev requirements/spark.txt
	@command -v java >/dev/null || { echo "make test-spark needs Java 17 or later (Debian: openjdk-17-jre-headless)" >&2; exit 1; }
	@echo "setting up: locked requirements of Spark into $(VENV)"
	$(INSTALL) --require-hashes --compile-bytecode -r requirements/spark.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	@echo "setting up: locked requirements of the measurements into $(VENV)"
	$(INSTALL) --require-hashes --compile-bytecode -r requirements/bench.txt
	@touch $@

# in an environment of its own: it looks at the others and is no part of them
$(VENV)/.audit: $(VENV)/.dev requirements/audit.txt
	@echo "setting up: locked requirements of the audit into $(VENV)/audit"
	$(UV) venv --quiet --allow-existing --python $(BIN)/python $(VENV)/audit
	$(UV) pip install --quiet --python $(VENV)/audit/bin/python --require-hashes -r requirements/audit.txt
	@touch $@

$(VENV)/.mutants: $(VENV)/.dev requirements/mutants.txt
	@echo "setting up: locked requirements of the mutants into $(VENV)"
	$(INSTALL) --require-hashes --compile-bytecode -r requirements/mutants.txt
	@touch $@

$(VENV)/.fuzz: $(VENV)/.dev requirements/fuzz.txt
	@echo "setting up: locked requirements of fuzzing into $(VENV)"
	$(INSTALL) --require-hashes --compile-bytecode -r requirements/fuzz.txt
	@touch $@

# the language server comes from another index than everything else; where it cannot be had, one line says what is left out
editor:
	@$(MAKE) -s --no-print-directory $(SERVER) || echo "left out: the tests of the editor: nodejs (18 or later), npm or its index is missing"

$(SERVER): $(EDITOR_TESTS)/package.json $(EDITOR_TESTS)/package-lock.json
	@echo "setting up: the locked YAML language server into $(EDITOR_TESTS)/node_modules"
	@command -v npm >/dev/null
	cd $(EDITOR_TESTS) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Chromium, Java, axe-core and the Nu checker: one line for each says which is used, or what is left out and how to get it
browser: $(VENV)/.dev
	@$(MAKE) -s --no-print-directory $(CHECKERS) || true
	@$(BIN)/python $(BROWSER_TESTS)/tools.py set-up

$(CHECKERS): $(BROWSER_TESTS)/package.json $(BROWSER_TESTS)/package-lock.json
	@echo "setting up: the locked axe-core and Nu checker into $(BROWSER_TESTS)/node_modules"
	@command -v npm >/dev/null
	cd $(BROWSER_TESTS) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# rewrites the locks from pyproject.toml; no index address is written into them
lock: $(VENV)/.uv
	$(UV) pip compile --quiet --universal --generate-hashes --no-header -o requirements/bootstrap.txt requirements/bootstrap.in
	$(UV) pip compile --quiet --universal --generate-hashes --no-header -o requirements/core.txt pyproject.toml
	$(UV) pip compile --quiet --universal --generate-hashes --no-header -c requirements/core.txt $(CHECKED) --group dev -o requirements/dev.txt pyproject.toml
	$(UV) pip compile --quiet --universal --generate-hashes --no-header -c requirements/dev.txt --extra spark -o requirements/spark.txt pyproject.toml
	$(UV) pip compile --quiet --universal --generate-hashes --no-header -c requirements/dev.txt --group bench -o requirements/bench.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-header -c requirements/dev.txt --group audit -o requirements/audit.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-header -c requirements/dev.txt --group mutants -o requirements/mutants.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-header -c requirements/dev.txt --group fuzz -o requirements/fuzz.txt

# rewrites the pages of docs/ that are made from the code
docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/record.py

# runs every test that the table of faults names, and rewrites docs/trust.md with what they came to
trust: $(VENV)/.dev editor browser
	$(BIN)/python docs/trust.py

# rewrites the JSON Schemas shipped with the package from the definitions that validate
schemas: $(VENV)/.core
	$(WHOSAYS) schema compare/schemas

clean:
	rm -rf $(VENV) $(EDITOR_TESTS)/node_modules $(BROWSER_TESTS)/node_modules .coverage .coverage.json mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
