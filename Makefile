# Two commands for a newcomer: `make demo` and `make test`. Everything else is listed by `make help`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
DATA := build/data
BUNDLE := dist/greenfield/greenfield
SOURCES := $(shell find greenfield -name '*.py')
export PYTHONDONTWRITEBYTECODE :=
export LC_ALL := C.UTF-8

.PHONY: help app demo test test-window test-long test-bundle check build bundle packages shots texts content lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: build  ## the main job on a sample factory, result in build/demo
	@rm -rf build/demo
	@$(VENV)/bin/greenfield demo --out build/demo

app: build  ## open the window
	@tools/system.sh xcb
	@$(VENV)/bin/greenfield

shots: build  ## a picture of every page of the window, in all looks: build/shots
	@tools/system.sh qt
	@rm -rf build/shots
	@$(PY) -m greenfield.bench.shots build/shots

test: build  ## all tests but the long ones
	@tools/system.sh pdftotext qt $(if $(CI),jdk)
	@$(PY) -m pytest -n 2 --dist worksteal -q tests

test-window: build  ## the tests of the window alone, a part of `make test`
	@tools/system.sh qt
	@$(PY) -m pytest -n 2 --dist worksteal -q tests/ui

test-long: export HYPOTHESIS_PROFILE ?= $(if $(CI),repeatable,searching)
test-long: build  ## the long runs at full size; PARTS="records store" runs some of them
	@tools/system.sh pdftotext qt $(if $(or $(filter bundle,$(PARTS)),$(if $(PARTS),,all)),xcb bundle screen)
	@$(PY) -m pytest -q -m long $(if $(PARTS),$(foreach part,$(PARTS),tests/$(part)),tests) || [ $$? -eq 5 ]

bundle: build $(BUNDLE)  ## the program in one folder, with all that it needs: dist/greenfield

$(BUNDLE): $(READY) build.spec $(wildcard tools/bundle*.py) docs/licences-of-the-bundle.txt requirements/core.txt $(SOURCES) $(DATA)/.translations $(DATA)/.fonts $(DATA)/.packages
	@tools/system.sh xcb bundle
	@$(PY) -m PyInstaller --noconfirm --log-level ERROR --distpath dist --workpath build/bundle build.spec
	@touch $@

test-bundle: bundle  ## the bundle alone: its commands, and its window on a real X server
	@tools/system.sh screen
	@$(PY) -m pytest -q -m long tests/bundle

check: build  ## lint, types, architecture, texts, toolkits
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(PY) -m tools.texts check
	@$(PY) -m greenfield.toolkit.extract --check
	@$(PY) -m tools.content check
	@for toolkit in resources/toolkits/*/toolkit.md; do $(VENV)/bin/greenfield form check $$toolkit; done

build: $(READY) $(DATA)/.translations $(DATA)/.fonts $(DATA)/.packages  ## translations, fonts, packages

$(READY): requirements/all.txt pyproject.toml
	@tools/system.sh venv
	@test -x $(PY) || python3 -m venv $(VENV)
	@echo "Installing what Greenfield needs into $(VENV)"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/all.txt
	@mkdir -p $(DATA)
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DATA)/.translations: $(READY) $(wildcard translations/*/LC_MESSAGES/*.po) tools/texts.py
	@$(PY) -m tools.texts compile $(DATA)/translations
	@touch $@

$(DATA)/.fonts: $(READY) $(wildcard greenfield/report/fonts/*.py)
	@$(PY) -m greenfield.report.fonts.make $(DATA)/fonts
	@touch $@

packages: $(DATA)/.packages  ## compile the toolkits into packages

$(DATA)/.packages: $(READY) $(shell find resources -type f) $(wildcard translations/*/LC_MESSAGES/*.po) $(wildcard greenfield/toolkit/*.py greenfield/toolkit/*/*.py greenfield/forms/*.py greenfield/forms/*/*.py)
	@$(PY) -m greenfield.toolkit.make_packages $(DATA)/packages
	@touch $@

texts: $(READY)  ## take new texts from the code into the catalogues
	@$(PY) -m tools.texts update
	@$(PY) -m greenfield.toolkit.extract
	@rm -f translations/*.pot

content: $(READY)  ## write docs/content.md: the catalogue of toolkits, measures and library
	@$(PY) -m tools.content write

lock:  ## lock the requirements again (needs uv)
	@uv pip compile -q pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements/core.txt
	@uv pip compile -q pyproject.toml --all-extras --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements/all.txt

clean:  ## remove what was built, keep .venv
	@rm -rf build dist
