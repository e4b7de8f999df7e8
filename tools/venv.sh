#!/usr/bin/env bash
# Makes .venv with the newest Python of this machine that suits (3.11 or later).
set -euo pipefail
cd "$(dirname "$0")/.."
for name in "${PYTHON:-}" python3.14 python3.13 python3.12 python3.11 python3; do
    [ -n "$name" ] && command -v "$name" >/dev/null || continue
    "$name" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    echo "Environnement Python : $("$name" --version)"
    exec "$name" -m venv .venv
done
echo "Il faut Python 3.11 ou plus récent, avec son module venv (paquet python3-venv)." >&2
exit 1
