#!/bin/sh
# Writes constraints.txt: an exact version for everything that the requirements pull in, on Python 3.11 and later.
# Versions already in constraints.txt are kept where they still fit; `tools/lock.sh --upgrade` looks for newer ones.
set -eu
cd "$(dirname "$0")/.."
lock=$(mktemp)
trap 'rm -f "$lock"' EXIT
cp constraints.txt "$lock" 2>/dev/null || true

.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --no-header --annotation-style line \
    --output-file "$lock" "$@" requirements-dev.txt
{
    echo '# Exact versions of everything installed, what the requirements need in turn included.'
    echo '# Made by `make lock` from the requirements: edit those, not this file.'
    cat "$lock"
} >constraints.txt
