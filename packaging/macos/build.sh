#!/bin/sh
# Builds Repertoire for the Mac that it runs on: dist/repertoire-VERSION-macos-ARCHITECTURE.dmg and .pkg.
# PYTHON chooses the interpreter (3.11 or newer). What is built is signed where the variables of sign.py are set.
set -eu
case $0 in
*/*) here=${0%/*} ;;
*) here=. ;;
esac
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
here=$root/packaging/macos
build=$root/build/macos

if [ "$(uname -s)" != Darwin ]; then
    printf '%s\n' "An app for macOS can only be built on a Mac." >&2
    exit 1
fi

rm -rf "$build"
mkdir -p "$build/root" "$root/dist"
"${PYTHON:-python3}" -m venv "$build/venv"
python=$build/venv/bin/python
(cd "$root" && "$python" -m pip install --quiet --no-input --disable-pip-version-check \
    '.[sound]' 'pyinstaller>=6.16,<7' 'dmgbuild>=1.6,<2')
"$python" -m pip uninstall --quiet --yes repertoire-cards # the bundle is made of the checkout

"$python" "$here/iconset.py" "$build/repertoire.iconset"
iconutil --convert icns --output "$build/repertoire.icns" "$build/repertoire.iconset"
"$python" -m PyInstaller --noconfirm --log-level WARN \
    --distpath "$build/root" --workpath "$build/work" "$here/repertoire.spec"
rm -r "$build/root/repertoire" # PyInstaller's folder, which the app was made of
app=$build/root/Repertoire.app
"$python" "$here/sign.py" "$app"

version=$(cd "$root" && "$python" -c 'import desktop; print(desktop.VERSION)')
name=$root/dist/repertoire-$version-macos-$(uname -m)
rm -f "$name.dmg" "$name.pkg"
"$python" -m dmgbuild --settings "$here/dmg.py" -D app="$app" Repertoire "$name.dmg"
pkgbuild --root "$build/root" --component-plist "$here/component.plist" --install-location /Applications \
    --identifier io.github.repertoire_cards.Repertoire --version "$version" "$name.pkg"
"$python" "$here/sign.py" "$name.dmg"
"$python" "$here/sign.py" "$name.pkg"
printf '%s\n' "$name.dmg" "$name.pkg"
