#!/bin/sh
# Builds every Windows package on Linux: build.sh [--python ZIP]
#
# dist/ then has the folder repertoire-VERSION-windows-x86_64, and of it a portable zip, a setup and an MSI.
# --python takes CPython's "embeddable package" from a file instead of the package index; see python.sh.
# With REPERTOIRE_SIGN set, what has no signature gets one; see sign.sh.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
build=$root/build/windows

fail() {
    echo "$*" >&2
    exit 1
}

version=$(sed -n 's/^VERSION = "\(.*\)"$/\1/p' "$root/desktop/__init__.py")
zip=
case $#:${1:-} in
0:) ;;
2:--python) zip=$2 && [ -f "$zip" ] || fail "There is no file $zip." ;;
*) fail "Use: build.sh [--python ZIP]" ;;
esac

# ---------------------------------------------------------------------- tools

missing=
for pair in x86_64-w64-mingw32-gcc=gcc-mingw-w64-x86-64 makensis=nsis wixl=wixl msibuild=msitools osslsigncode=osslsigncode \
    rsvg-convert=librsvg2-bin icotool=icoutils; do
    command -v "${pair%=*}" >/dev/null 2>&1 || missing="$missing ${pair#*=}"
done
[ -z "$missing" ] || fail "Run this line once as an administrator, then start again:
  apt-get install -y --no-install-recommends$missing"

# The modules are compiled by the minor version of Python that is bundled.
base=
for each in python3.13 "$HOME"/.pyenv/versions/3.13.*/bin/python3.13; do
    if "$each" -c 'import ensurepip, venv' 2>/dev/null; then
        base=$each
    fi
done
[ -n "$base" ] || fail "This needs Python 3.13 with its venv module (in Debian 13: apt-get install python3-venv)."
if [ ! -x "$build/venv/bin/python" ]; then
    "$base" -m venv "$build/venv"
fi
"$build/venv/bin/python" -m pip install --quiet --disable-pip-version-check pefile

# ---------------------------------------------------------------------- what goes in

echo "CPython ..."
sh "$here/python.sh" "$build/python" "$build/venv" "$zip"

echo "Packages ..."
"$build/venv/bin/python" -c 'import sys, tomllib
project = tomllib.load(open(sys.argv[1], "rb"))["project"]
print("\n".join([*project["dependencies"], *project["optional-dependencies"]["sound"]]))' \
    "$root/pyproject.toml" >"$build/requirements.txt"
rm -rf "$build/site"
"$build/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile --target "$build/site" \
    --platform win_amd64 --python-version 3.13 --implementation cp --only-binary=:all: -r "$build/requirements.txt"

echo "Launchers ..."
sh "$here/launcher.sh" "$build/launch" "$version"

echo "Bundle ..."
bundle=$root/dist/repertoire-$version-windows-x86_64
"$build/venv/bin/python" "$here/bundle.py" "$build" "$bundle"
sh "$here/sign.sh" "$bundle"
sh "$here/package.sh" "$bundle" "$version"
