# What run.sh and test.sh share; they set $root (the checkout) and read this file with `.`.
# `prepare run` or `prepare test` leaves $python: the interpreter of an environment that is ready.
#
# The environment is .venv inside the checkout. That folder is writable wherever a clone could be made, it is
# ignored by git, ruff, mypy and pytest, editors find it, and it goes when the clone goes. A folder next to the
# checkout would stay behind after every clone of a build server, and two of them could meet under one name.
#
# A set-up that has ended leaves .venv/ready-run or .venv/ready-test: checksums of what asks for it, then the
# system libraries that Qt found. A start looks at nothing but that file (about 3 ms). The Python version needs
# no line there: .venv/bin/python points at an interpreter with its version in its name, such as
# /usr/bin/python3.11, and points at nothing once that one has gone.
# shellcheck shell=sh
: "${root:?}"

# What Qt loads from the system, and the Debian and Ubuntu package of each.
libraries='
libGL.so.1=libgl1
libEGL.so.1=libegl1
libglib-2.0.so.0=libglib2.0-0
libdbus-1.so.3=libdbus-1-3
libfontconfig.so.1=libfontconfig1
libxkbcommon.so.0=libxkbcommon0
libxkbcommon-x11.so.0=libxkbcommon-x11-0
libxcb-cursor.so.0=libxcb-cursor0
libxcb-icccm.so.4=libxcb-icccm4
libxcb-keysyms.so.1=libxcb-keysyms1
libxcb-shape.so.0=libxcb-shape0
libwayland-cursor.so.0=libwayland-cursor0
libwayland-egl.so.1=libwayland-egl1
libgssapi_krb5.so.2=libgssapi-krb5-2
'

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

prepare() {
    # Another project's packages (and its pytest plugins) have no place in here.
    unset PYTHONPATH PYTHONHOME
    venv=$root/.venv
    python=$venv/bin/python
    key=$(cksum "$root/pyproject.toml" "$root/packaging/environment.sh")
    if ready "$1"; then
        return
    fi
    may_write
    lock
    # Another set-up may have ended while this one waited.
    if ! ready "$1"; then
        set_up "$1"
    fi
    unlock
}

ready() {
    [ -x "$python" ] && [ -r "$venv/ready-$1" ] || return 1
    {
        IFS= read -r first && IFS= read -r second || return 1
        [ "$first
$second" = "$key" ] || return 1
        while IFS= read -r library; do
            [ -e "$library" ] || return 1
        done
    } <"$venv/ready-$1"
}

# One set-up at a time. flock lets go by itself however the holder ends; where it is missing (macOS), a link
# that names the holder takes its place.
lock() {
    file=$root/packaging/environment.sh
    if [ -w "$file" ]; then
        exec 9<>"$file" # nothing is written, but a network disk locks only what could be
    else
        exec 9<"$file"
    fi
    if command -v flock >/dev/null 2>&1; then
        if ! flock -n 9; then
            say "Another set-up is under way; waiting for it ..."
            flock 9
        fi
        return
    fi
    waiting=
    until ln -s "$$" "$root/.venv.lock" 2>/dev/null; do
        holder=$(readlink "$root/.venv.lock" || true)
        if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
            rm -f "$root/.venv.lock"
            continue
        fi
        if [ -z "$waiting" ]; then
            waiting=yes
            say "Another set-up is under way; waiting for it ..."
        fi
        sleep 1
    done
    trap 'rm -f "$root/.venv.lock"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

unlock() {
    if ! command -v flock >/dev/null 2>&1; then
        rm -f "$root/.venv.lock"
        trap - EXIT INT TERM
    fi
    exec 9<&-
}

may_write() {
    if [ -d "$venv" ]; then
        folder=$venv
    else
        folder=$root
    fi
    [ -w "$folder" ] ||
        fail "This account may not write to $folder: use a copy of your own, or start Repertoire as its owner first."
}

set_up() {
    system=$(uname -s)
    case $system in
    MINGW* | MSYS* | CYGWIN*)
        fail "On Windows, install Repertoire with the lines in README.md."
        ;;
    esac
    say "Setting up Repertoire (once, a minute or two) ..."
    system_packages "$1"
    python_packages "$1"
    say "Repertoire is set up."
}

# Sets $base to a Python that is new enough, or to nothing.
find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        # The interpreter itself with its version in its name: not a link that an upgrade turns elsewhere, not
        # a wrapper, and not that of another environment that happens to be active.
        base=$("$name" -c 'import os, sys
if sys.version_info >= (3, 11):
    print(os.path.realpath(sys._base_executable))' 2>/dev/null || true)
        if [ -n "$base" ]; then
            return
        fi
    done
}

# Installs what is missing outside the environment: Python, its venv module, the libraries that Qt loads. For
# tests also the time zones, since the C library knows none but the system's own.
system_packages() {
    wanted=
    find_python
    if [ -n "$base" ]; then
        if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
            wanted="$("$base" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        fi
        any=$base
    else
        any=$(command -v python3 || true)
        if [ -n "$any" ]; then
            wanted="python3.11 python3.11-venv" # Ubuntu 22.04: python3 is 3.10, and this one lies beside it
        else
            wanted="python3 python3-venv"
        fi
    fi
    if [ "$system" = Linux ]; then
        missing=$(missing_libraries)
        for pair in $missing; do
            wanted="$wanted ${pair#*=}"
        done
        if [ "$1" = test ] && [ ! -e /usr/share/zoneinfo/America/New_York ]; then
            wanted="$wanted tzdata"
        fi
    fi
    wanted=${wanted# }
    if [ -z "$wanted" ]; then
        return
    fi
    if command -v apt-get >/dev/null 2>&1; then
        install_packages "$wanted"
    elif [ "$wanted" = tzdata ]; then
        return # only tests that turn the clock's zone will fail
    elif [ -z "$base" ]; then
        fail "Repertoire needs Python 3.11 or newer, and found none: install it (https://www.python.org), then start again."
    elif command -v dnf >/dev/null 2>&1 && [ -n "$missing" ]; then
        line="sudo dnf install"
        for pair in $missing; do
            line="$line '${pair%=*}()(64bit)'"
        done
        say "Qt needs a few libraries that this system does not have. Run this line once, then start again:"
        fail "  $line"
    else
        for pair in $missing; do
            line="${line:-} ${pair%=*}"
        done
        fail "Install these with the system's own package manager, then start again:${line:- venv and ensurepip of $base}"
    fi
    find_python
    if [ -z "$base" ] && [ "$wanted" != "${wanted#python3 }" ]; then
        # There was no Python at all, and the system's own is too old: the next round asks for a newer one.
        system_packages "$1"
    elif [ -z "$base" ]; then
        fail "Repertoire needs Python 3.11 or newer, and this system offers none: install it (https://www.python.org), then start again."
    fi
}

# Prints the pairs of $libraries that cannot be loaded; all, where there is no Python to ask.
missing_libraries() {
    if [ -z "$any" ]; then
        printf '%s\n' "$libraries"
        return
    fi
    # shellcheck disable=SC2086 # one argument a pair
    "$any" -c 'import ctypes, sys
for pair in sys.argv[1:]:
    try:
        ctypes.CDLL(pair.split("=")[0])
    except OSError:
        print(pair)' $libraries
}

# Prints where the libraries lie, one a line, so that the next start sees at a glance whether they still do.
found_libraries() {
    # shellcheck disable=SC2086 # one argument a pair
    "$python" -c 'import ctypes, os, sys
names = [pair.split("=")[0] for pair in sys.argv[1:]]
kept = []
for name in names:
    try:
        kept.append(ctypes.CDLL(name))
    except OSError:
        pass
with open("/proc/self/maps", errors="surrogateescape") as lines:
    files = [line.split(maxsplit=5)[-1].strip() for line in lines if ".so" in line]
folders = list(dict.fromkeys(os.path.dirname(file) for file in files))
for name in names:
    paths = (os.path.join(folder, name) for folder in folders)
    found = next((path for path in paths if os.path.exists(path)), None)
    if found:
        print(found)' $libraries
}

# Installs Debian or Ubuntu packages, or prints the line that does.
install_packages() {
    line="apt-get install -y --no-install-recommends $1"
    rights=
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            by_hand "apt-get update && $line"
        elif sudo -n true 2>/dev/null; then
            rights="sudo -n"
        elif [ -t 0 ] && [ -t 2 ]; then
            rights=sudo
            say "The next step needs an administrator; sudo may ask for your password."
            sudo -v || by_hand "sudo apt-get update && sudo $line"
        else
            by_hand "sudo apt-get update && sudo $line"
        fi
    fi
    say "Installing system packages: $1"
    log=$(mktemp)
    # The package lists may be missing or out of date: if so, fetch them and try again.
    # shellcheck disable=SC2086 # one argument a package
    if ! apt_get install -y --no-install-recommends $1; then
        update_lists
        if ! apt_get install -y --no-install-recommends $1; then
            tail -n 15 "$log" >&2
            rm -f "$log"
            if [ -n "$rights" ]; then
                by_hand "sudo apt-get update && sudo $line"
            fi
            by_hand "apt-get update && $line"
        fi
    fi
    rm -f "$log"
}

by_hand() {
    say "These system packages could not be installed from here. Run this line once as an administrator, then start again:"
    fail "  $1"
}

update_lists() {
    tries=0
    until apt_get update; do
        tries=$((tries + 1))
        # The time-out above does not hold for this lock. Any other fault may be of a list that is not needed.
        if [ "$tries" -ge 24 ] || ! grep -q lists/lock "$log"; then
            break
        fi
        sleep 5
    done
}

# Descriptor 9 is the lock: no service that a package starts may keep it.
apt_get() {
    $rights env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
        apt-get -q -o DPkg::Lock::Timeout=120 "$@" >"$log" 2>&1 </dev/null 9<&-
}

# Makes the environment, or brings one that is there up to date.
python_packages() {
    case $1 in
    test) what='.[dev]' ;;
    *) what='.' ;;
    esac
    rm -f "$venv/ready-run" "$venv/ready-test"
    # What a set-up left that did not end may be half of anything: it is made anew.
    if [ -e "$venv/unfinished" ] ||
        ! "$python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        rm -rf "$venv"
    fi
    mkdir -p "$venv"
    : >"$venv/unfinished"
    if [ ! -x "$python" ]; then
        "$base" -m venv "$venv" >&2 || fail "The virtual environment $venv could not be made."
    fi
    say "Installing Python packages ..."
    # From inside the checkout, since pip would take brackets in its path for something else.
    (cd "$root" && PIP_USER=0 "$python" -m pip install --quiet --no-input --disable-pip-version-check -e "$what") >&2 ||
        fail "The Python packages could not be installed; what stands above says why. Start again once that is mended."
    check_qt
    write_ready run
    if [ "$1" = test ]; then
        write_ready test
    fi
    rm -f "$venv/unfinished"
}

check_qt() {
    fault=$(QT_QPA_PLATFORM=offscreen "$python" -c 'import ctypes, pathlib, sys
import PySide6
from PySide6 import QtSvg, QtWidgets
if sys.platform == "linux":
    for plugin in pathlib.Path(PySide6.__file__).parent.glob("Qt/plugins/platforms/libqxcb.so"):
        ctypes.CDLL(str(plugin))
QtWidgets.QApplication([])' 2>&1) || fail "Qt does not start here: $(printf '%s\n' "$fault" | tail -n 1)"
}

write_ready() {
    {
        printf '%s\n' "$key"
        if [ "$system" = Linux ]; then
            found_libraries
        fi
    } >"$venv/ready.new"
    mv "$venv/ready.new" "$venv/ready-$1"
}
