# Each target does all of its own set-up, on a machine with Python 3.11 or later and make.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-dev run test lint format messages screenshots benchmark lock clean

PO := $(wildcard dashboard/locales/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: packages $(MO) ## Make .venv with what the dashboard needs

run: setup ## Serve the dashboard, with the demo programme where the database is empty
	@exec .venv/bin/python -m dashboard run --demo

test: packages-dev $(MO) ## Check format, lint and types, and run every test
	@tools/browser.sh
	@tools/lint.sh
	@.venv/bin/python -m pytest --numprocesses logical --dist worksteal </dev/null

lint: packages-dev ## Check format, lint and types
	@tools/lint.sh

format: packages-dev ## Format the code and repair what the linter can
	@.venv/bin/ruff format --quiet . && .venv/bin/ruff check --quiet --fix .

messages: packages-dev ## Bring the translation catalogues up to date with the code
	@tools/messages.sh

screenshots: packages-dev $(MO) ## Take the pictures of the README anew
	@.venv/bin/python -m tools.screenshots

benchmark: packages-dev $(MO) ## Time the pages, support prompts and exports on large programmes of their own
	@.venv/bin/python -m benchmarks.pages
	@.venv/bin/python -m benchmarks.support
	@.venv/bin/python -m benchmarks.exports

lock: packages-dev ## Write constraints.txt anew from the requirements
	@tools/lock.sh

clean: ## Remove the environment and caches; data in var/ stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis $(MO)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: packages packages-dev
packages:
	@tools/setup.sh
packages-dev:
	@tools/setup.sh --dev

%.mo: %.po | packages
	@.venv/bin/pybabel --quiet compile --input-file $< --output-file $@
