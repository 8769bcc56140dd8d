# For everybody
#   make demo     install what is missing, build the notebooks, grade a class of 24
#   make test     everything that must hold: style, types, every test (what .ci/run calls)
#
# For daily work
#   make check    style, types, catalogues and reviews: seconds
#   make quick    the tests that build no course, grade no class and run no kernel: under a minute
#   make format   put style right
#   make bench    convalida beside nbgrader and Otter (ARGS=--quick: a few minutes)
#   make docs     site/: the docs as pages in both languages, for any web server
#   make wheel    dist/*.tar.gz and dist/*.whl, as a release has them
#   make clean    remove what all of these have made
#
# Versions come from constraints.txt; bubblewrap and Chromium from the system (scripts/).

VENV := .venv
BIN := $(VENV)/bin
OTTER := .venv-otter
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: docs demo test test-hostile test-commands test-rest check quick format bench wheel clean

demo: $(VENV)/.installed
	scripts/system-packages bubblewrap
	$(BIN)/convalida demo

test: check
	scripts/system-packages bubblewrap chromium
	$(MAKE) --jobs 3 test-hostile test-commands test-rest

COMMANDS := tests/exports tests/verify tests/cli

test-hostile:  # waits for what never ends, most of the time
	$(BIN)/python -m pytest tests/hostile

test-commands:
	$(BIN)/python -m pytest $(COMMANDS)

test-rest:
	$(BIN)/python -m pytest --ignore tests/hostile $(COMMANDS:%=--ignore %)

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/check_texts.py

quick: $(VENV)/.installed-dev
	scripts/system-packages bubblewrap
	$(BIN)/python -m pytest -m "not slow and not fuzz" --ignore tests/hostile

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-dev
	scripts/system-packages bubblewrap
	test -x $(OTTER)/bin/otter || { python3 -m venv $(OTTER) && $(OTTER)/bin/python -m pip install --quiet \
	    --disable-pip-version-check --constraint constraints.txt --requirement benchmarks/otter.txt; } || true
	$(BIN)/python -m benchmarks --otter $(OTTER)/bin/otter $(ARGS)

docs: $(VENV)/.installed-dev
	$(BIN)/mkdocs build --quiet

wheel: $(VENV)/.installed-dev
	rm -rf dist
	$(BIN)/python -m build --outdir dist

$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || python3 -m venv $(VENV)
	$(INSTALL) --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(INSTALL) --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) $(OTTER) site build demo dist results *.egg-info
