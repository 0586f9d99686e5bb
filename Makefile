# Kepu (科普). `make` alone lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
PORT ?= 8000
N ?= 100000
KEPU_HOME ?= $(CURDIR)/var
export KEPU_HOME

.PHONY: elsewhere help setup run test test-fast journeys lint types arch fmt lock seed-big shots bench drills vnu lighthouse lives ci

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

.venv/.run: requirements.lock pyproject.toml
	@tools/venv requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml
	@tools/venv requirements-dev.lock
	@touch .venv/.run $@

setup: .venv/.dev  ## make .venv with kepu and all its tools in it

run: .venv/.run  ## set up and serve with demo data (PORT=8000, KEPU_HOME=./var)
	@exec .venv/bin/kepu up --demo --port $(PORT)

test: .venv/.dev  ## set up and run all tests
	@tools/browser
	@tools/test

test-fast: .venv/.dev  ## the tests without browser and without killing (≤ 60 s)
	$(PY) -m pytest -m "not journey and not kill and not slow"

journeys: .venv/.dev  ## the tests in the browser
	@tools/browser
	$(PY) -m pytest -m journey

lint: .venv/.dev  ## ruff, djlint, spelling, sizes, our own laws
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint kepu --lint --quiet
	$(PY) -m codespell_lib kepu tests tools docs *.md Makefile
	$(PY) tools/limits.py
	$(PY) tools/templates.py
	.venv/bin/ast-grep test --skip-snapshot-tests >/dev/null
	.venv/bin/ast-grep scan --error
	.venv/bin/vulture
	.venv/bin/deptry kepu

types: .venv/.dev  ## mypy, strict
	$(PY) -m mypy

arch: .venv/.dev  ## the direction of imports, and the list of rooms
	.venv/bin/lint-imports

fmt: .venv/.dev  ## format and mend what a machine can mend
	$(PY) -m ruff check --fix . ; $(PY) -m ruff format .
	-$(PY) -m djlint kepu --reformat --quiet

lock:  ## write the two locks anew (needs uv)
	@tools/lock

lives: .venv/.dev  ## draw every life into docs/lives.md
	$(PY) tools/lives.py

bench: .venv/.dev  ## print ratios, side by side in one run
	$(PY) -m bench

drills: .venv/.dev  ## bad days: a full disk, a jumping clock, 2,000 people (minutes; as root, with wrk and faketime)
	KEPU_QUIET=1 $(PY) -m pytest -m drill -s tests/drills
	KEPU_QUIET=1 $(PY) -m pytest -m kill tests/cli

seed-big: .venv/.dev  ## N made-up items more in the library of the running site (N=100000)
	$(PY) -m bench.shelves $(N)

vnu: .venv/.dev  ## the Nu HTML checker over the pages of shots.toml (npm, Java)
	$(PY) tools/vnu.py

lighthouse: .venv/.dev  ## Lighthouse over home, search, item, campaign (npm, Chromium)
	@tools/browser
	$(PY) tools/lighthouse.py

shots: .venv/.dev  ## pictures of every main page (SHOTS=--docs: those of the handbooks)
	@tools/browser
	$(PY) tools/shots.py $(SHOTS)

elsewhere: .venv/.dev
	@tools/elsewhere

ci: .venv/.dev lint arch types  ## what CI runs: all of these, the tests, and some of them elsewhere
	@tools/browser
	@tools/test elsewhere
