#!/usr/bin/env bash
# Installs the pinned dependencies of one profile (demo or test) and the package itself. Usage: tools/install.sh PROFILE
set -euo pipefail
cd "$(dirname "$0")/.."
profile=$1
export PIP_DISABLE_PIP_VERSION_CHECK=1
echo "Installation des bibliothèques ($profile)…"
.venv/bin/python -m pip install -qq --require-hashes -r requirements/build.txt -r "requirements/$profile.txt"
.venv/bin/python -m pip install -qq --no-deps --no-build-isolation --editable .
if [ "$profile" = test ]; then
    .venv/bin/python -m pip install -qq --require-hashes --no-deps -r requirements/data.txt
fi
.venv/bin/python -m tools.messages --compile
touch ".venv/.installed-$profile"
if [ "$profile" = test ]; then touch .venv/.installed-demo; fi
