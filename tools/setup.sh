#!/bin/sh
# Makes .venv/ and installs the pinned packages: those of requirements.txt, with --dev those of requirements-dev.txt.
# Does nothing when the environment already holds exactly what the files name.
set -eu
cd "$(dirname "$0")/.."
. tools/system_packages.sh

requirements=requirements.txt
if [ "${1-}" = --dev ]; then requirements=requirements-dev.txt; fi
stamp=.venv/.installed-$requirements
wanted=$(cat requirements.txt requirements-dev.txt constraints.txt | sha256sum)

fail() {
    echo "setup: $*" >&2
    exit 1
}

# A new enough Python: the one called python3, else the newest that is called by its version.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    fail "needs Python 3.11 or later, and found none. On Debian or Ubuntu: apt-get install python3 python3-venv"
}

make_environment() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian keeps the parts that make a virtual environment in a package of their own.
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        install_system_package "$package" ||
            fail "$python cannot make a virtual environment. Install $package: sudo apt-get install $package"
    fi
    echo "setup: making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

# uv takes seconds where pip takes minutes, but knows nothing of an index configured for pip alone (pip.conf, PIP_*).
install() {
    pip=".venv/bin/python -m pip --quiet --disable-pip-version-check --no-input install --constraint constraints.txt"
    if { [ -x .venv/bin/uv ] || $pip uv; } &&
        .venv/bin/uv pip install --quiet --python .venv/bin/python --constraint constraints.txt \
            --requirement "$requirements"; then
        return
    fi
    echo "setup: uv could not install; trying pip, which takes some minutes" >&2
    $pip --requirement "$requirements" || fail "the packages could not be installed; the lines above say why"
}

if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then exit 0; fi
# A Python that was upgraded or moved away leaves an environment that no longer runs.
.venv/bin/python -c "import pip, sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null || make_environment
echo "setup: installing $requirements"
install
echo "$wanted" >"$stamp"
# The development packages include the others, at the same versions.
if [ "$requirements" = requirements-dev.txt ]; then echo "$wanted" >.venv/.installed-requirements.txt; fi
