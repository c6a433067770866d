#!/bin/sh
# Builds the packages for Linux from this checkout: dist/repertoire-VERSION-linux-ARCH/ (the bundle), a .deb
# and a .tar.xz of it. `build.sh bundle` ends with the bundle. PYTHON names another interpreter than the
# system's. To run on systems as old as possible, build on the oldest one: the bundle needs the glibc it met here.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
work=$root/build/linux
venv=$work/venv
cd "$root"

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

missing=
while read -r tool package; do
    command -v "$tool" >/dev/null || missing="$missing $package"
done <<'TOOLS'
git git
objdump binutils
dpkg-deb dpkg
dpkg-shlibdeps dpkg-dev
xz xz-utils
TOOLS
[ -z "$missing" ] || fail "Install these first: apt-get install$missing"

python=${PYTHON:-/usr/bin/python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    fail "The bundle needs Python 3.11 or newer; $python is none. PYTHON=... names another."
"$python" -c 'import ensurepip, venv' 2>/dev/null || fail "Install this first: apt-get install python3-venv"
"$python" -c 'import ctypes, sysconfig; ctypes.CDLL(sysconfig.get_config_var("INSTSONAME"))' 2>/dev/null ||
    fail "The shared library of $python is missing: apt-get install libpython3-dev, or build it with --enable-shared."
# Sounds and windows are linked to these; the bundle does not hold them, but what they are has to be looked up.
"$python" -c 'import ctypes
for name in ("GL.so.1", "EGL.so.1", "pulse.so.0", "Xrandr.so.2", "wayland-cursor.so.0", "xcb-cursor.so.0", "xkbcommon-x11.so.0"):
    ctypes.CDLL("lib" + name)' 2>/dev/null || fail "Install these first: apt-get install libgl1 libegl1 \
libfontconfig1 libglib2.0-0 libdbus-1-3 libpulse0 libxrandr2 libwayland-cursor0 libwayland-egl1 libxcb-cursor0 \
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libgssapi-krb5-2 libdrm2"

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
PYTHONHASHSEED=1
export SOURCE_DATE_EPOCH PYTHONHASHSEED
umask 022

# The environment is made anew when the project asks for something else.
mkdir -p "$work"
"$python" -c 'import sys, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))["project"]
print("#", sys.version)
print(*project["dependencies"], *project["optional-dependencies"]["sound"], "pyinstaller>=6.22,<7", sep="\n")' \
    >"$work/wanted.txt"
if ! cmp -s "$work/wanted.txt" "$venv/wanted.txt"; then
    printf 'Making the environment ...\n'
    rm -rf "$venv"
    "$python" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input -r "$work/wanted.txt"
    cp "$work/wanted.txt" "$venv/wanted.txt"
fi

version=$("$venv/bin/python" -c 'from desktop import VERSION; print(VERSION)')
name=repertoire-$version-linux-$(uname -m)
bundle=$root/dist/$name

printf 'Making the bundle ...\n'
"$venv/bin/python" -m PyInstaller --noconfirm --log-level ERROR --distpath "$work/dist" --workpath "$work/work" \
    "$here/repertoire.spec"
rm -rf "$bundle"
mkdir -p "$root/dist"
mv "$work/dist/repertoire" "$bundle"
"$venv/bin/python" "$here/share.py" "$bundle"
"$venv/bin/python" "$here/licenses.py" "$bundle"
depends=$("$venv/bin/python" "$here/depends.py" "$bundle")
packages=$(printf '%s' "$depends" | sed 's/ ([^)]*)//g; s/,//g')
sed "s|@PACKAGES@|$packages|" "$here/install.sh" >"$bundle/install.sh"
chmod 755 "$bundle/install.sh"
chmod -R u=rwX,go=rX "$bundle"
printf '%s\n' "$depends" >"$work/depends"
find "$bundle" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
du -sh "$bundle"
[ "${1:-}" != bundle ] || exit 0

printf 'Packing ...\n'
"$venv/bin/python" "$here/deb.py" "$bundle" "$root/dist" --depends "$depends"
tar --create --directory "$root/dist" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    --format=gnu "$name" | xz -6 --threads=2 --block-size=24MiB >"$bundle.tar.xz"
ls -l "$root/dist"
