#!/usr/bin/env bash
# Makes this checkout ready: `setup.sh run` for the program alone, `setup.sh dev` for all that checks it.
#
# Each step is skipped once it is done. System packages are asked of apt only as root or where sudo
# wants no password; elsewhere the exact command is printed, and what can go on goes on without them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

purpose=${1:?say run or dev}
venv=.venv
locked=requirements/$purpose.txt

# What the Qt wheels leave to the system: to import at all, X11, Wayland, printing.
qt_packages=(
    libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-render0
    libxcb-shape0 libxcb-util1 libxcb-xkb1 libxkbcommon-x11-0
    libwayland-client0 libwayland-cursor0 libwayland-egl1
    libcups2
)

# command or file=package: what some window and PDF checks use; without one they are skipped by name.
check_tools=(
    pdftotext=poppler-utils qpdf=qpdf unzip=unzip strace=strace setpriv=util-linux
    Xvfb=xvfb xdotool=xdotool openbox=openbox dbus-daemon=dbus
    /usr/libexec/at-spi-bus-launcher=at-spi2-core
    '/usr/lib/*/girepository-1.0/Atspi-2.0.typelib=gir1.2-atspi-2.0'
    /usr/lib/python3/dist-packages/gi=python3-gi
)

say() { printf '%s\n' "$@"; }

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

is_here() { command -v "$1" >/dev/null || compgen -G "$1" >/dev/null; }

may_use_apt() { command -v apt-get && as_root true; } >/dev/null 2>&1

apt_install() { # packages... ; fails quietly where apt may not be used or cannot deliver
    may_use_apt || return 1
    say "Installing through apt: $*"
    if [ -z "${apt_is_fresh:-}" ]; then
        as_root apt-get update -qq || true
        apt_is_fresh=yes
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$@" >/dev/null
}

by_hand() { # packages... ; prints the whole command for whoever may not use apt from here
    local update="apt-get update" install="apt-get install --no-install-recommends $*"
    if [ "$(id -u)" -eq 0 ]; then
        printf '%s && %s' "$update" "$install"
    elif command -v sudo >/dev/null; then
        printf 'sudo %s && sudo %s' "$update" "$install"
    else
        printf "su -c '%s && %s'" "$update" "$install"
    fi
}

is_installed() { dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

absent_tools() { # prints what the checks would have to do without
    local tool
    if [ "$purpose" != dev ]; then return; fi
    for tool in "${check_tools[@]}"; do
        is_here "${tool%%=*}" || say "${tool#*=}"
    done
}

absent_packages() { # prints all that this machine may lack, before Qt itself can be asked
    local package
    for package in "${qt_packages[@]}"; do
        is_installed "$package" || say "$package"
    done
    absent_tools
}

find_python() {
    local name
    for name in "${BASE_PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            say "$name"
            return
        fi
    done
    stop "PracticeNotes needs Python 3.11 or newer. BASE_PYTHON=/path/to/python3 names one that is not on the path."
}

make_environment() {
    if [ -e "$venv/made-in" ] && [ "$(cat "$venv/made-in")" = "$PWD" ] &&
        "$venv/bin/python" -c '' 2>/dev/null; then return; fi
    local python package absent
    python=$(find_python)
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    say "Making the virtual environment $venv with $("$python" --version)"
    rm -rf "$venv"
    if "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install "$package"; then
        "$python" -m venv "$venv"
    elif "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m venv --without-pip "$venv"
        "$python" -m pip --python "$venv/bin/python" install --quiet pip
    else
        mapfile -t absent < <(absent_packages)
        stop "Python's venv module is incomplete here. On Debian and Ubuntu this installs it, and what" \
            "else is missing. Type it, then the same make command again:" \
            "    $(by_hand "$package" "${absent[@]}")"
    fi
    say "$PWD" >"$venv/made-in"
}

install_locked() {
    local installed=$venv/installed-$purpose
    if cat pyproject.toml "$locked" | cmp -s - "$installed"; then return; fi
    local pip=("$venv/bin/python" -m pip --disable-pip-version-check --no-input)
    say "Installing what $locked names, each file checked against its hash"
    "${pip[@]}" install --quiet --require-hashes -r "$locked"
    "${pip[@]}" install --quiet --no-deps --no-build-isolation --editable .
    cat pyproject.toml "$locked" >"$installed"
}

missing_libraries() { # prints each library that Qt, one of its windows or its printing would not find
    command -v ldd >/dev/null || return 0
    local qt
    qt=$(echo "$venv"/lib/python3*/site-packages/PySide6)
    { ldd "$qt"/Qt{Widgets,PrintSupport}.abi3.so "$qt"/Qt/plugins/printsupport/*.so \
        "$qt"/Qt/plugins/platforms/libq{offscreen,xcb,wayland}*.so 2>/dev/null || true; } |
        awk '/not found/ { print $1 }' | sort -u
}

qt_opens() { "$venv/bin/python" -c 'import PySide6.QtWidgets, PySide6.QtPrintSupport' 2>/dev/null; }

install_system_packages() {
    local libraries packages=()
    libraries=$(missing_libraries)
    mapfile -t packages < <(absent_tools)
    if [ -n "$libraries" ]; then packages+=("${qt_packages[@]}"); fi
    if [ ${#packages[@]} -eq 0 ] || apt_install "${packages[@]}"; then return; fi
    say "Not everything can run here. On Debian and Ubuntu this installs what is missing:" \
        "    $(by_hand "${packages[*]}")"
    qt_opens || stop "Without Qt's libraries no window can open, so this stops here. Missing:" "$libraries"
}

make_environment
install_locked
install_system_packages
