# `make figures` and `make test` do all their own set-up; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data/sample
OUT ?= figures
PIP := $(BIN)/python -m pip install --no-compile --quiet --disable-pip-version-check --no-input

export PYTHONHASHSEED := 0
# Bytecode is kept, but outside the environment: without it each process compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/build/bytecode

.PHONY: help setup figures test check lock train accuracy bench clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/base.done  ## make .venv from the hashed lock

$(VENV)/base.done: requirements/base.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --no-deps --require-hashes -r requirements/base.txt
	$(PIP) --no-deps --no-build-isolation --editable . || $(PIP) --no-deps --editable .
	@touch $@

$(VENV)/dev.done: $(VENV)/base.done requirements/dev.txt
	$(PIP) --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

figures: setup  ## score the sample corpus, write figures and report into figures/
	$(BIN)/toolkit run $(DATA) --out $(OUT)
ifeq ($(DATA),data/sample)
	$(BIN)/python benchmarks/gallery.py --study $(OUT) --readme --out $(OUT)/readme
endif

test: $(VENV)/dev.done  ## run the tests
	$(BIN)/python -m pytest -n 2

check: $(VENV)/dev.done  ## linters, types, the documentation built strictly, every notebook executed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mkdocs build --strict --quiet
	$(BIN)/python -m pytest -o addopts= -q -n 2 --assert=plain --nbmake --nbmake-timeout=300 --durations=10 notebooks

lock:  ## make the hashed locks anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --override requirements/overrides.txt \
	  --generate-hashes --no-header --no-annotate pyproject.toml -o requirements/base.txt
	uv pip compile -q --universal --python-version 3.11 --override requirements/overrides.txt \
	  --generate-hashes --no-header --no-annotate --extra dev --extra docs pyproject.toml -c requirements/base.txt -o requirements/dev.txt
	uv pip compile -q --universal --python-version 3.11 --override requirements/overrides.txt \
	  --generate-hashes --no-header --no-annotate --extra dev --extra docs --extra bench pyproject.toml -c requirements/dev.txt -o requirements/bench.txt
	uv pip compile -q --universal --python-version 3.11 --override requirements/overrides.txt \
	  --generate-hashes --no-header --no-annotate --extra dev --extra docs --extra train pyproject.toml -c requirements/dev.txt -o requirements/train.txt

GOLD ?= ../shared/gold
CORPORA ?= ../shared/corpora
FURTHER := build/further
ACTS := build/acts.jsonl
ALSO := --also data/sample $(FURTHER)
KNOWN := --corpora $(CORPORA)/ant.jsonl.gz $(CORPORA)/saudi.jsonl.gz

$(FURTHER)/gold.jsonl: data/gold/further.jsonl $(VENV)/dev.done
	$(BIN)/python -m toolkit.training.standoff $< $(CORPORA)/ant.jsonl.gz $(CORPORA)/saudi.jsonl.gz --out $(FURTHER)

$(VENV)/train.done: $(VENV)/dev.done requirements/train.txt
	$(PIP) --no-deps --require-hashes -r requirements/train.txt
	@touch $@

train: $(VENV)/train.done $(FURTHER)/gold.jsonl  ## fit the shipped models anew on the gold in $(GOLD)
	$(BIN)/python -m toolkit.training.attribution.train $(GOLD)/dev.jsonl $(GOLD)/dev_articles.jsonl $(ALSO) $(KNOWN) --out toolkit/measures/attribution/data/models --predictions $(ACTS)
	$(BIN)/python -m toolkit.training.praise.train --gold $(GOLD)/dev.jsonl --also $(FURTHER) --attributions $(ACTS)
	$(BIN)/python -m toolkit.training.voice $(GOLD)/dev.jsonl --also $(FURTHER) --attributions $(ACTS) --sentences build/voices.parquet
	$(BIN)/python -m toolkit.training.framing $(GOLD)/dev.jsonl --also $(FURTHER) --attributions $(ACTS) --sentences build/voices.parquet

accuracy: $(VENV)/train.done $(FURTHER)/gold.jsonl  ## accuracy out of fold, with intervals
	$(BIN)/python benchmarks/attribution_accuracy.py $(GOLD)/dev.jsonl $(GOLD)/dev_articles.jsonl $(GOLD)/evaluate.py $(ALSO) $(KNOWN)

bench: $(VENV)/dev.done requirements/bench.txt  ## speed beside peers on the corpora in $(CORPORA)
	$(PIP) --no-deps --require-hashes -r requirements/bench.txt
	$(BIN)/python benchmarks/throughput.py $(CORPORA)/ant.jsonl.gz

clean:  ## remove what make made
	rm -rf $(VENV) $(OUT) build *.egg-info .pytest_cache .mypy_cache .ruff_cache
