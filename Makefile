# `make figures` and `make test` do all their own set-up; `make help` lists the rest.
PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
DATA ?= data/sample
OUT ?= figures
PIP := $(BIN)/python -m pip install --no-compile --quiet --disable-pip-version-check --no-input

export PYTHONHASHSEED := 0
# Bytecode is kept, but outside the environment: without it each process compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/build/bytecode

.PHONY: help setup figures test coverage check lock train accuracy bias bench clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/base.done  ## make .venv from the hashed lock

$(VENV)/base.done: requirements/base.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --no-deps --require-hashes -r requirements/base.txt
	$(PIP) --no-deps --no-build-isolation --editable .
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

coverage: $(VENV)/dev.done  ## run the tests and show the lines that none of them runs
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term --cov-report=html:build/coverage/html

check: $(VENV)/dev.done  ## linters, types, the order of the rooms, the documentation built strictly, every notebook executed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/mkdocs build --strict --quiet
	$(BIN)/python -m pytest -o addopts= -q -n 2 --assert=plain --nbmake --nbmake-timeout=300 --durations=10 notebooks

COMPILE = $(UV) pip compile -q --universal --python-version 3.11 --override requirements/overrides.txt \
  --generate-hashes --no-header --no-annotate pyproject.toml requirements/build.in --extra camel --extra notebook

lock:  ## make the hashed locks anew (needs uv)
	$(COMPILE) -o requirements/base.txt
	$(COMPILE) --extra dev --extra docs --extra documents -c requirements/base.txt -o requirements/dev.txt
	$(COMPILE) --extra dev --extra docs --extra documents --extra bench -c requirements/dev.txt -o requirements/bench.txt
	$(COMPILE) --extra dev --extra docs --extra documents --extra train -c requirements/dev.txt -o requirements/train.txt

GOLD ?= ../shared/gold
CORPORA ?= ../shared/corpora
FURTHER := build/further
ACTS := build/acts.jsonl
VOICES := build/voices.parquet
# Coded pages, the half that is learnt from (`split` is dev).
PAGES := data/pages
ALSO := --also data/sample $(FURTHER) $(PAGES)
LEARN := --also $(FURTHER) $(PAGES) --attributions $(ACTS)
KNOWN := --corpora $(CORPORA)/ant.jsonl.gz $(CORPORA)/saudi.jsonl.gz

$(FURTHER)/gold.jsonl: data/gold/further.jsonl $(VENV)/dev.done
	$(BIN)/python -m toolkit.training.standoff $< $(CORPORA)/ant.jsonl.gz $(CORPORA)/saudi.jsonl.gz --out $(FURTHER)

$(VENV)/train.done: $(VENV)/dev.done requirements/train.txt
	$(PIP) --no-deps --require-hashes -r requirements/train.txt
	@touch $@

train: $(VENV)/train.done $(FURTHER)/gold.jsonl  ## fit the shipped models anew on the gold in $(GOLD)
	$(BIN)/python -m toolkit.training.attribution.train $(GOLD)/dev.jsonl $(GOLD)/dev_articles.jsonl $(ALSO) $(KNOWN) --out toolkit/measures/attribution/data/models --predictions $(ACTS)
	$(BIN)/python -m toolkit.training.praise.train --gold $(GOLD)/dev.jsonl $(LEARN)
	$(BIN)/python -m toolkit.training.voice $(GOLD)/dev.jsonl $(LEARN) --invented data/voices/articles.yaml --sentences $(VOICES)
	$(BIN)/python -m toolkit.training.framing $(GOLD)/dev.jsonl $(LEARN) --sentences $(VOICES)

accuracy: $(FURTHER)/gold.jsonl  ## accuracy out of fold, development, further and strata (after `make train`)
	$(BIN)/python benchmarks/accuracy.py $(GOLD)/evaluate.py $(GOLD)/dev.jsonl $(FURTHER) --acts $(ACTS) --voices $(VOICES)

bias: $(FURTHER)/gold.jsonl  ## how far each score errs by outlet, out of fold (after `make train`)
	$(BIN)/python benchmarks/known_bias.py $(GOLD)/dev.jsonl --also $(FURTHER) --attributions $(ACTS) --sentences $(VOICES) --out toolkit/validation/data/known_bias.csv

bench: $(VENV)/dev.done requirements/bench.txt  ## write the page of speed: stages, peers, processes, start, memory
	$(PIP) --no-deps --require-hashes -r requirements/bench.txt
	$(BIN)/python benchmarks/bench_page.py $(CORPORA)/ant.jsonl.gz

clean:  ## remove what make made
	rm -rf $(VENV) $(OUT) build *.egg-info .pytest_cache .mypy_cache .ruff_cache
