#!/usr/bin/env bash
# Pins the dependencies of pyproject.toml, with hashes and naming no registry. Usage: tools/pin.sh [--upgrade]
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
    .venv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links "$@"
}
compile "${@}" --extra demo --extra test --output-file requirements/test.txt pyproject.toml
compile --constraint requirements/test.txt --extra demo --output-file requirements/demo.txt pyproject.toml
compile --constraint requirements/test.txt --output-file requirements/base.txt pyproject.toml
compile --constraint requirements/test.txt --output-file requirements/build.txt requirements/build.in
compile --output-file requirements/node.txt requirements/node.in
