# What a developer does, a word each. Python 3.11 or later is all it takes: the rest goes into .venv.

PYTHON = python3
ARGS = districts
BIN = .venv/bin

.PHONY: help run test lint docs bench build mutate constraints long quick widths

help: ## list these
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

run: .venv/run ## answer a call of the checkout: make run ARGS='focus jiangjin'
	@$(BIN)/cqparts $(ARGS)

test: .venv/test ## run the tests
	$(BIN)/python -m pytest -q -n auto

lint: .venv/dev ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: .venv/test ## write the transcripts in the documents anew, and check every link
	$(BIN)/python -m pytest -q tests/test_docs.py tests/test_api.py tests/model/test_model_schema.py --update-golden

quick: .venv/dev ## measure the speed of calls beside the nearest tools, in a few minutes
	$(BIN)/python bench/peers.py --quick

bench: .venv/dev ## measure speed and memory beside other tools, and how both grow; takes half an hour
	$(BIN)/python bench/peers.py -o docs/performance.md
	$(BIN)/python bench/growth.py -o docs/performance.md

MODULE =
COUNT = 200
mutate: .venv/dev ## change what decides what is true in 200 small ways, and list those that the tests do not notice
	$(BIN)/pip install -q 'cosmic-ray>=8.4,<9'
	$(BIN)/python scripts/mutate.py --count $(COUNT) $(MODULE)

widths: .venv/test ## draw every answer at all widths from 40 to 160 columns, and find every character
	$(BIN)/python -m pytest -q -n auto --long tests/output/test_widths.py

long: .venv/test ## run in full what the tests take samples of: lines, columns, steps; takes a while
	$(BIN)/python -m pytest -q -n auto --long tests/cli/test_fast.py tests/cli/test_torture.py tests/lookups tests/output tests/export tests/money
	$(BIN)/python tests/loading/fuzz_loading.py --count 100000 --seed $$(date +%j)

constraints: .venv/dev ## pin the newest version of everything that tests and tools install
	{ sed '/^[^#]/,$$d' constraints.txt; $(BIN)/uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 \
	  --extra test --extra dev --extra recipes --no-annotate --no-header --quiet; } > constraints.new
	mv constraints.new constraints.txt

build: .venv/dev ## build the source archive, and the wheel from it, and check what the index would show
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/twine check --strict dist/*

# A file for each set of packages that was installed: `run` is the program alone, the others are extras.
.venv/run .venv/test .venv/dev: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -c constraints.txt -e '.$(if $(filter-out run,$(@F)),[$(@F)])'
	@touch $@
