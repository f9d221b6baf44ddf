#!/bin/sh
# Sees to it that the browser tests find a Chromium: the one of CHROMIUM_PATH, an installed one, or Debian's.
# The names looked for are those of tests/support/browser.py.
set -eu
cd "$(dirname "$0")/.."
. tools/system_packages.sh

if [ -n "${CHROMIUM_PATH-}" ]; then
    [ -x "$CHROMIUM_PATH" ] && exit 0
    echo "setup: CHROMIUM_PATH names $CHROMIUM_PATH, which is no program" >&2
    exit 1
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null; then exit 0; fi
done
install_system_package chromium && exit 0
echo "setup: the browser tests need Chromium. Install it (Debian: sudo apt-get install chromium)," \
    "or set CHROMIUM_PATH to the program of an installed Chromium or Chrome." >&2
exit 1
