#!/bin/sh
# Opens Repertoire from a checkout and passes its arguments on; the first start sets everything up.
set -eu
case $0 in
*/*) here=${0%/*} ;;
*) here=. ;;
esac
root=$(CDPATH='' cd -- "$here/.." && pwd -P)
. "$root/packaging/environment.sh"

# Whether these arguments open the window: nothing but options that go with it.
opens_window() {
    while [ $# -gt 0 ]; do
        case $1 in
        --data)
            [ $# -gt 1 ] || return 1
            shift
            ;;
        --data=* | --json) ;;
        *) return 1 ;;
        esac
        shift
    done
}

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ] && [ "$(uname -s)" != Darwin ] && opens_window "$@"; then
    fail "There is no screen here to open the window on; 'sh packaging/run.sh --tour DIR' saves a picture of every screen of the app into DIR instead."
fi

prepare run
# -P: the folder that the person happens to be in holds none of the app's modules.
exec "$python" -P -m desktop "$@"
