#!/bin/sh
# Signs programs, libraries and MSIs that carry no signature yet: sign.sh FILE-OR-FOLDER...
#
# REPERTOIRE_SIGN holds what osslsigncode needs to know, for instance
#   REPERTOIRE_SIGN="-pkcs12 /safe/certificate.p12 -readpass /safe/password -ts http://timestamp.example/"
# (a key in hardware: -pkcs11module, -pkcs11cert, -key). Without it, the names of unsigned files are printed.
set -eu
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
count=0
total=0
for each; do
    if [ -d "$each" ]; then
        find "$each" -type f \( -name '*.exe' -o -name '*.dll' -o -name '*.pyd' \) | sort
    else
        printf '%s\n' "$each"
    fi
done >"$made/list"
while IFS= read -r file; do
    total=$((total + 1))
    if osslsigncode extract-signature -in "$file" -out "$made/signature" >/dev/null 2>&1; then
        rm -f "$made/signature"
        continue
    fi
    if [ -n "${REPERTOIRE_SIGN:-}" ]; then
        # shellcheck disable=SC2086 # options, one a word
        osslsigncode sign $REPERTOIRE_SIGN -h sha256 -n Repertoire -in "$file" -out "$made/signed" >"$made/log" 2>&1 || {
            cat "$made/log" >&2
            exit 1
        }
        chmod --reference="$file" "$made/signed"
        mv "$made/signed" "$file"
    else
        echo "  unsigned: $file"
        count=$((count + 1))
    fi
done <"$made/list"
if [ "$count" -gt 0 ]; then
    echo "$count of $total without a signature: no certificate was given (REPERTOIRE_SIGN)."
fi
