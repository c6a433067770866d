#!/bin/sh
# Runs every check without a screen: lint, format, types, tests. With arguments: pytest alone, with them.
set -eu
case $0 in
*/*) here=${0%/*} ;;
*) here=. ;;
esac
root=$(CDPATH='' cd -- "$here/.." && pwd -P)
. "$root/packaging/environment.sh"

prepare test
cd "$root"
export QT_QPA_PLATFORM=offscreen

if [ $# -gt 0 ]; then
    exec "$python" -m pytest "$@"
fi

# All of them run, whatever fails; pytest comes last, so that its summary is what one sees.
failed=
check() {
    printf '%s: ' "$*"
    if ! "$python" -m "$@"; then
        failed="$failed, $*"
    fi
}
check ruff check
check ruff format --check
check mypy
if [ -n "$failed" ]; then
    printf 'FAILED: %s. The tests run all the same.\n' "${failed#, }"
fi
if "$python" -m pytest -n auto && [ -z "$failed" ]; then
    exit 0
fi
exit 1
