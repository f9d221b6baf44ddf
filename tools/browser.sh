#!/bin/sh
# Sees to what the browser tests need from the system: a Chromium (the one of CHROMIUM_PATH, an installed one, or
# Debian's), and a library of Playwright's driver. The names looked for are those of tests/support/browser.py.
set -eu
cd "$(dirname "$0")/.."
. tools/system_packages.sh

fail() {
    echo "setup: $*" >&2
    exit 1
}

has_chromium() {
    if [ -n "${CHROMIUM_PATH-}" ]; then
        [ -x "$CHROMIUM_PATH" ] || fail "CHROMIUM_PATH names $CHROMIUM_PATH, which is no program"
        return 0
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name" >/dev/null; then return 0; fi
    done
    return 1
}

has_chromium || install_system_package chromium ||
    fail "the browser tests need Chromium. Install it (Debian: sudo apt-get install chromium)," \
        "or set CHROMIUM_PATH to the program of an installed Chromium or Chrome."

# Playwright's driver is a Node of its own, which on a minimal Debian 12 lacks this one library.
driver_runs() { .venv/lib/python3*/site-packages/playwright/driver/node --version >/dev/null 2>&1; }

driver_runs || { install_system_package libatomic1 && driver_runs; } ||
    fail "the driver of the browser tests does not start. Install its library: sudo apt-get install libatomic1"
