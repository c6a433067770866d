#!/bin/sh
# Makes dist/repertoire-VERSION-linux-ARCH.flatpak of the archive that build.sh left in dist/. The runtimes that it
# needs are fetched over the network.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
app=repertoire
id=io.github.repertoire_cards.Repertoire
version=$(sed -n 's/^VERSION = "\(.*\)"$/\1/p' "$root/desktop/__init__.py")
name=$app-$version-linux-$(uname -m)
work=$root/build/flatpak

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}
[ -f "$root/dist/$name.tar.xz" ] || fail "There is no archive yet: sh packaging/linux/build.sh"
command -v flatpak-builder >/dev/null || fail "Install this first: apt-get install flatpak flatpak-builder"

rm -rf "$work"
mkdir -p "$work"
tar --extract --xz --directory "$work" --file "$root/dist/$name.tar.xz"
mv "$work/$name" "$work/bundle"
flatpak remote-add --user --if-not-exists flathub https://dl.flathub.org/repo/flathub.flatpakrepo
flatpak-builder --user --install-deps-from=flathub --disable-rofiles-fuse --force-clean --state-dir "$work/state" \
    --repo "$work/repo" "$work/app" "$here/flatpak/$id.yml"
flatpak build-bundle "$work/repo" "$root/dist/$name.flatpak" "$id"
ls -l "$root/dist/$name.flatpak"
