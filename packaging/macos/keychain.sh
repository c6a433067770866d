#!/bin/sh
# Prepares a build machine for sign.py: a keychain of its own, which goes with the machine. The certificates are
# found in it by their names, and a key of Apple's notary service by the name `repertoire`.
#
#   KEYCHAIN               where it is to be; sign.py looks there for what NOTARY_PROFILE names
#   CERTIFICATES           a .p12 file with both Developer ID certificates and their keys, in Base64
#   CERTIFICATES_PASSWORD  of that file
#   NOTARY_KEY, NOTARY_KEY_ID, NOTARY_ISSUER   a key of App Store Connect (.p8, as text), and its two names
#
# Without CERTIFICATES it does nothing, and what is built stays unsigned.
set -eu
if [ -z "${CERTIFICATES:-}" ]; then
    printf '%s\n' "There are no certificates: what is built stays unsigned."
    exit 0
fi
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
password=$(uuidgen)

security create-keychain -p "$password" "$KEYCHAIN"
security set-keychain-settings "$KEYCHAIN" # it does not lock itself while Apple's service takes its time
security unlock-keychain -p "$password" "$KEYCHAIN"
printf '%s' "$CERTIFICATES" | base64 -d >"$folder/certificates.p12"
security import "$folder/certificates.p12" -k "$KEYCHAIN" -P "$CERTIFICATES_PASSWORD" \
    -T /usr/bin/codesign -T /usr/bin/productsign
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$KEYCHAIN" >/dev/null
security list-keychains -d user -s "$KEYCHAIN" login.keychain-db

printf '%s' "$NOTARY_KEY" >"$folder/key.p8"
xcrun notarytool store-credentials repertoire --keychain "$KEYCHAIN" \
    --key "$folder/key.p8" --key-id "$NOTARY_KEY_ID" --issuer "$NOTARY_ISSUER"
