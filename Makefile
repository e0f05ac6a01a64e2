# Two commands on a fresh machine: make demo, make test.
PYTHON ?= python3
RUN := .venv/bin/python
LOCAL := lif_portal/local
TEST_SETTINGS := DJANGO_SETTINGS_MODULE=lif_portal.settings_test
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --quiet

.PHONY: help demo demo-check stop test test-thorough lint format requirements bench kill-test \
	migrations shell assets lock ready

help: ## This list
	@awk -F ': ## ' '/^[a-z-]+: ##/ {printf "make %-14s %s\n", $$1, $$2}' Makefile

demo: ## Start everything with synthetic data and print the address and logins
	@$(PYTHON) $(LOCAL)/bootstrap.py demo

demo-check: ## Start everything, check that it answers, stop
	@$(PYTHON) $(LOCAL)/bootstrap.py demo --once

stop: ## Stop a demo left running
	@$(RUN) -m lif_portal.local.demo --stop

test: ## Lint, then every test
	@$(PYTHON) $(LOCAL)/bootstrap.py test

ready: ## Install packages and build styles, start nothing
	@$(PYTHON) $(LOCAL)/bootstrap.py ready

test-thorough: ## The access tests with every hostile value and every reader
	@LIF_THOROUGH=1 $(PYTHON) $(LOCAL)/bootstrap.py test tests/access -n 2 --dist worksteal

lint: ## Style and the direction of imports
	@$(RUN) -m ruff check . && $(RUN) -m ruff format --check . && .venv/bin/lint-imports

format: ## Put the code in the house format
	@$(RUN) -m ruff check --fix . ; $(RUN) -m ruff format .

requirements: ## How many requirements a passing test proves
	@$(RUN) -m tests.requirements.report

bench: ## Measure the pages people open most
	@$(RUN) tests/benchmark/run.py

kill-test: ## Kill a worker in mid-job and check that nothing is lost
	@$(RUN) tests/kill/run.py

migrations: ## Write migrations for changed models
	@$(TEST_SETTINGS) $(RUN) manage.py makemigrations

shell: ## Django's shell on the demo's database
	@$(RUN) -m lif_portal.local.manage shell

assets: ## Build styles and scripts
	@$(PYTHON) $(LOCAL)/assets.py

lock: ## Resolve the packages of pyproject.toml anew
	@$(COMPILE) pyproject.toml -o requirements.txt
	@$(COMPILE) --extra demo --extra test pyproject.toml -o requirements-dev.txt
	@npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved \
		--no-audit --no-fund --silent
	@! grep -nE '(index-url|find-links|"resolved":)' requirements*.txt package-lock.json
