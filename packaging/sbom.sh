#!/bin/sh
# Runs sbom.py with the library that it needs, in an environment of its own: build/sbom.
set -eu
case $0 in
*/*) here=${0%/*} ;;
*) here=. ;;
esac
root=$(CDPATH='' cd -- "$here/.." && pwd -P)
python=$root/build/sbom/bin/python

if ! "$python" -c 'import cyclonedx, jsonschema, packaging' 2>/dev/null; then
    base=$(command -v python3.11 || command -v python3)
    "$base" -m venv --clear "$root/build/sbom"
    "$python" -m pip install --quiet --no-input --disable-pip-version-check \
        'cyclonedx-python-lib[json-validation]>=11,<12' packaging
fi
exec "$python" "$root/packaging/sbom.py" "$@"
