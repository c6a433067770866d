#!/bin/sh
# Makes the portable zip, the setup and the MSI of a bundle in dist/: package.sh BUNDLE VERSION [OPTION-OF-MAKENSIS...]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
build=$root/build/windows
bundle=$1
version=$2
shift 2

echo "Portable zip ..."
: >"$bundle/portable"
"$build/venv/bin/python" -c 'import shutil, sys
shutil.make_archive(sys.argv[1], "zip", sys.argv[2], sys.argv[3])' "$bundle-portable" "$(dirname "$bundle")" "$(basename "$bundle")"
rm "$bundle/portable"

echo "Setup ..."
"$build/venv/bin/python" "$here/nsis_files.py" "$bundle" >"$build/files.nsh"
if [ -n "${REPERTOIRE_SIGN:-}" ]; then
    set -- "$@" "-DSIGN=sh $here/sign.sh"
fi
makensis -V2 -WX -DVERSION="$version" -DFILES="$build/files.nsh" -DICON="$build/launch/repertoire.ico" \
    -DSIZE="$(du -sk "$bundle" | cut -f 1)" -DOUT="$bundle-setup.exe" "$@" "$here/setup.nsi"
sh "$here/sign.sh" "$bundle-setup.exe"

echo "MSI ..."
"$build/venv/bin/python" "$here/msi.py" "$root" "$bundle" "$version" "$build/launch/repertoire.ico" \
    >"$build/repertoire.wxs"
wixl --arch x64 -I "$root" -o "$bundle.msi" "$build/repertoire.wxs"
# What wixl cannot write: -1 stands for HKLM or HKCU, by ALLUSERS (it writes 4, which is nothing); and the old
# version is removed inside the transaction, so that it comes back where the new one fails.
msibuild "$bundle.msi" -q 'UPDATE `Registry` SET `Root` = -1 WHERE `Root` = 4'
msibuild "$bundle.msi" -q "UPDATE \`InstallExecuteSequence\` SET \`Sequence\` = 1501 WHERE \`Action\` = 'RemoveExistingProducts'"
sh "$here/sign.sh" "$bundle.msi"

du -sh "$bundle" "$bundle-portable.zip" "$bundle-setup.exe" "$bundle.msi"
