#!/bin/sh
# Format, lint and types: says nothing where all is well, and what is wrong otherwise.
set -eu
cd "$(dirname "$0")/.."

quietly() {
    if ! output=$("$@" 2>&1); then
        printf '%s\n' "$output"
        exit 1
    fi
}

quietly .venv/bin/ruff format --check .
quietly .venv/bin/ruff check .
quietly .venv/bin/mypy
