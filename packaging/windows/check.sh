#!/bin/sh
# Tries the Windows packages under Wine, without a network: check.sh (as root; builds what is not there yet)
#
# Wine 10 comes from a root of Debian 13 in build/wine-root, which debootstrap makes once (1 minute, 2 GB). Pictures
# of the windows are left in build/windows/check. Wine has no icuuc.dll, which Windows has since 1903 and Qt imports:
# a stand-in that does nothing is made for these checks alone.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
build=$root/build/windows
wine=$root/build/wine-root
version=$(sed -n 's/^VERSION = "\(.*\)"$/\1/p' "$root/desktop/__init__.py")
bundle=$root/dist/repertoire-$version-windows-x86_64

fail() {
    echo "$*" >&2
    exit 1
}
[ "$(id -u)" = 0 ] || fail "check.sh makes a root of Debian 13 and must be run as root."
command -v debootstrap >/dev/null 2>&1 || fail "Run this line once, then start again: apt-get install -y debootstrap"

[ -f "$bundle.msi" ] || sh "$here/build.sh"
if [ ! -e "$wine/ready" ]; then
    rm -rf "$wine"
    debootstrap --variant=minbase --include=wine64,xvfb,xdotool,imagemagick,unzip,fonts-dejavu-core \
        trixie "$wine" >"$root/build/debootstrap.log" 2>&1 || fail "debootstrap failed; build/debootstrap.log says why."
    : >"$wine/ready"
fi

# A version that is higher, has a file more and a file less.
higher=$(printf '%s' "$version" | awk -F. '{ print $1 "." $2 "." $3 + 1 }')
upgrade=$build/check/repertoire-$higher-windows-x86_64
if [ ! "$upgrade.msi" -nt "$bundle.msi" ]; then
    rm -rf "$build/check"
    mkdir -p "$build/check"
    cp -al "$bundle" "$upgrade"
    mv "$upgrade/lib/platformdirs/unix.pyc" "$upgrade/lib/platformdirs/newer.pyc"
    sh "$here/package.sh" "$upgrade" "$higher" -DQUICK >"$build/check/package.log"
fi

"$build/venv/bin/python" -c 'import sys
sys.path.insert(0, sys.argv[1])
import bundle, pefile
program = pefile.PE(sys.argv[2])
names = [each.name.decode() for table in program.DIRECTORY_ENTRY_IMPORT if table.dll == b"icuuc.dll" for each in table.imports]
print("\n".join(f"__declspec(dllexport) void *{name}(void) {{ return 0; }}" for name in names))' \
    "$here" "$bundle/lib/PySide6/Qt6Core.dll" >"$build/check/icuuc.c"
x86_64-w64-mingw32-gcc -shared -s -o "$build/check/icuuc.dll" "$build/check/icuuc.c"

# Processes and mounts of their own, and no network: whatever happens, nothing of it stays.
mkdir -p "$wine/dist" "$wine/check"
exec unshare --mount --net --pid --fork sh -eu -c '
mount --bind "$1" "$4/dist"
mount --bind "$2" "$4/check"
mount -t proc proc "$4/proc"
cp "$3" "$4/wine_check.sh"
exec chroot "$4" env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME=/root sh -eu /wine_check.sh "$5" "$6"
' check "$root/dist" "$build/check" "$here/wine_check.sh" "$wine" "$version" "$higher"
