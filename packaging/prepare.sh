#!/bin/sh
# Installs what the build scripts need on a bare build machine of a workflow: prepare.sh linux | windows | flatpak.
# linux: Debian 12, the oldest system that is supported; windows: Debian 13, for its Python 3.13; flatpak: Ubuntu.
set -eu
case ${1:-} in
linux)
    # What the bundle is made with, then what Qt is linked to.
    wanted='binutils dpkg-dev xz-utils python3 python3-venv libpython3-dev lintian desktop-file-utils appstream
squashfs-tools libgl1 libegl1 libfontconfig1 libglib2.0-0 libdbus-1-3 libpulse0 libxrandr2 libwayland-cursor0 libwayland-egl1
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libgssapi-krb5-2 libdrm2'
    ;;
windows)
    wanted='python3 python3-venv gcc-mingw-w64-x86-64 nsis wixl osslsigncode librsvg2-bin icoutils'
    ;;
flatpak)
    wanted='flatpak flatpak-builder'
    ;;
*)
    printf '%s\n' "Use: prepare.sh linux | windows | flatpak" >&2
    exit 2
    ;;
esac
rights=
[ "$(id -u)" = 0 ] || rights=sudo
# shellcheck disable=SC2086 # one argument a package
$rights apt-get update -q && $rights apt-get install -qy --no-install-recommends git ca-certificates $wanted
# In a container the checkout belongs to somebody else, which git takes for a danger.
git config --global --add safe.directory "$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)"
