# make demo   install what is missing, build the notebooks, grade a class of 24
# make test   install what is missing, check style and types, run every test
# make clean  remove what the two have made

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test check clean

demo: $(VENV)/.installed
	scripts/system-packages bubblewrap
	$(BIN)/convalida demo

test: $(VENV)/.installed-dev
	scripts/system-packages bubblewrap chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || python3 -m venv $(VENV)
	$(INSTALL) --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(INSTALL) --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build demo results
