# make demo   a working Essaim with invented people, on http://127.0.0.1:8000 (PORT= changes it)
# make test   everything that is checked; make lint, make bench, make clean
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

PORT ?= 8000
BIN := .venv/bin
BUILD := src/essaim/kit/static/essaim/build
FRONTEND := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null)
# Where icons are named: the sprite holds those in use, no others.
NAMING := $(shell find src -name '*.html' -o -name '*.py' -not -path '*/tests/*' -not -path '*/migrations/*' 2>/dev/null)
# Catalogues are compiled when things are installed.
WORDS := $(wildcard src/essaim/locale/*/LC_MESSAGES/django.po)
DEMO := .venv/.installed-demo
TEST := .venv/.installed-test

help:
	@sed -n 's/^# //p' Makefile | head -2

$(BIN)/python:
	@tools/venv.sh

$(DEMO): $(WORDS) requirements/demo.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@tools/install.sh demo

$(TEST): $(WORDS) requirements/test.txt requirements/data.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@tools/install.sh test

frontend/node_modules/.installed: frontend/package.json frontend/package-lock.json | $(BIN)/python
	@tools/node.sh ci

$(BUILD)/.built: $(FRONTEND) frontend/node_modules/.installed
	@tools/node.sh build

$(BUILD)/.icons: $(BUILD)/.built $(NAMING)
	@tools/node.sh icons

demo: $(DEMO) $(BUILD)/.icons
	@exec $(BIN)/essaim demo --port $(PORT)

test: $(TEST) $(BUILD)/.icons
	@exec $(BIN)/python -m tools.check $(ONLY)

lint: $(TEST)
	@exec $(BIN)/python -m tools.check lint

bench: $(TEST) $(BUILD)/.icons
	@$(BIN)/essaim bench
	@exec $(BIN)/python -m tools.postgres --durable -- $(BIN)/essaim bench

clean:
	rm -rf .venv var frontend/node_modules $(BUILD) .hypothesis .mypy_cache .ruff_cache .import_linter_cache

.PHONY: help demo test lint bench clean
