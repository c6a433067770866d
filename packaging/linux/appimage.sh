#!/bin/sh
# Makes dist/repertoire-VERSION-linux-ARCH.AppImage of the bundle that build.sh left in dist/: one file that runs
# where it lies. It is a small starter and a packed folder behind it; the starter is fetched from its makers over
# the network, unless RUNTIME names a copy of it.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
app=repertoire
version=$(sed -n 's/^VERSION = "\(.*\)"$/\1/p' "$root/desktop/__init__.py")
machine=$(uname -m)
bundle=$root/dist/$app-$version-linux-$machine
work=$root/build/appimage
folder=$work/AppDir

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}
[ -d "$bundle" ] || fail "There is no bundle yet: sh packaging/linux/build.sh bundle"
command -v mksquashfs >/dev/null || fail "Install this first: apt-get install squashfs-tools"
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}
export SOURCE_DATE_EPOCH

rm -rf "$work"
mkdir -p "$folder/usr/lib/$app"
cp -a "$bundle/_internal" "$bundle/$app" "$bundle/licenses" "$folder/usr/lib/$app/"
cp -a "$bundle/share" "$folder/usr/share"
cp "$folder/usr/share/applications/$app.desktop" "$folder/$app.desktop"
cp "$folder/usr/share/icons/hicolor/256x256/apps/$app.png" "$folder/$app.png"
ln -s "$app.png" "$folder/.DirIcon"
ln -s "usr/lib/$app/$app" "$folder/AppRun"

runtime=${RUNTIME:-}
if [ -z "$runtime" ]; then
    runtime=$work/runtime
    python3 -c 'import sys, urllib.request; urllib.request.urlretrieve(*sys.argv[1:])' \
        "https://github.com/AppImage/type2-runtime/releases/download/continuous/runtime-$machine" "$runtime"
    sha256sum "$runtime"
fi
mksquashfs "$folder" "$work/packed" -quiet -no-progress -noappend -all-root -no-xattrs -comp zstd -Xcompression-level 19
cat "$runtime" "$work/packed" >"$bundle.AppImage"
chmod 755 "$bundle.AppImage"
ls -l "$bundle.AppImage"
