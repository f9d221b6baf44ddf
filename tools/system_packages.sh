# Sourced by the scripts beside it: installs a package of the system where this user may do so without being asked.

# install_system_package NAME: fails quietly where there is no apt-get, or no right to use it.
install_system_package() {
    command -v apt-get >/dev/null || return 1
    as_root=
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root='sudo -n'
    fi
    echo "setup: installing $1 with apt-get"
    log=$(mktemp)
    if $as_root apt-get update -qq </dev/null >"$log" 2>&1 &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$1" </dev/null >>"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    cat "$log" >&2
    rm -f "$log"
    return 1
}
