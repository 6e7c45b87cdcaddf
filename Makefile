# What a developer does, a word each. Python 3.11 or later is all it takes: the rest goes into .venv.

PYTHON = python3
ARGS = districts
BIN = .venv/bin

.PHONY: help run test cover lint docs bench build mutate constraints long torture fuzz quick widths

help: ## list these
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

run: .venv/run ## answer a call of the checkout: make run ARGS='focus jiangjin'
	@$(BIN)/cqparts $(ARGS)

test: .venv/test ## run the tests
	$(BIN)/python -m pytest -q -n auto

cover: .venv/test ## run the tests, and list what they do not reach; at least 95 % is
	$(BIN)/python -m pytest -q -n auto --cov --cov-report=term:skip-covered

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

LONG = $(BIN)/python -m pytest -q -n auto --long
long: torture fuzz ## run in full what the tests take samples of: lines, columns, steps, models; takes hours
	$(LONG) tests/cli tests/export tests/lookups tests/money tests/output tests/report --ignore tests/cli/test_torture.py

torture: .venv/test ## fail every step of every command in every way, and end it there by every signal
	$(LONG) tests/cli/test_torture.py

MODELS = 100000
SEED = $(shell date +%j)
fuzz: .venv/test ## mutate models by the hundred thousand, others each day: make fuzz MODELS=200000 SEED=1
	PYTHONPATH=tests $(BIN)/python tests/loading/fuzz_loading.py --count $(MODELS) --seed $(SEED)

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
