#!/bin/sh
# Repeats everything about installers that can be checked on Linux: builds them (or, with `--built`, takes what
# dist/ holds), installs, starts and removes them in bare Debian systems, and the Windows ones under Wine.
# Needs root, and: debootstrap xvfb xdotool lintian appstream desktop-file-utils imagemagick
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/.." && pwd -P)
cd "$root"

[ "$(id -u)" = 0 ] || {
    printf 'The bare systems are entered by chroot: run this as root.\n' >&2
    exit 1
}
missing=
for pair in debootstrap:debootstrap Xvfb:xvfb xdotool:xdotool lintian:lintian appstreamcli:appstream \
    desktop-file-validate:desktop-file-utils; do
    command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
done
[ -z "$missing" ] || {
    printf 'Install these first: apt-get install%s\n' "$missing" >&2
    exit 1
}

if [ "${1:-}" != --built ]; then
    sh packaging/linux/build.sh
    [ ! -f packaging/windows/build.sh ] || sh packaging/windows/build.sh
fi
python=build/linux/venv/bin/python
version=$("$python" -c 'from desktop import VERSION; print(VERSION)')
failed=0
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) "$python" packaging/linux/check.py \
    "dist/repertoire-$version-linux-$(uname -m)" "dist/repertoire_${version}_$(dpkg --print-architecture).deb" || failed=1
"$python" packaging/start_anywhere.py "dist/repertoire-$version-linux-$(uname -m)/repertoire" || failed=1
if [ -f packaging/windows/check.sh ]; then
    sh packaging/windows/check.sh || failed=1
fi
exit "$failed"
