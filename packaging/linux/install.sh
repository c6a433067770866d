#!/bin/sh
# Installs Repertoire for one person, or into any folder, without the rights of an administrator:
#   sh install.sh [--prefix DIR]    installs, or upgrades in place; DIR is ~/.local unless it is named
#   sh install.sh --uninstall       removes the program; cards and answers stay
#   sh install.sh --purge           removes the program, and the cards and answers of the person who runs this
# Exit codes: 0 done, 1 refused with a sentence, 2 wrong use.
set -eu
app=repertoire
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
# The Debian packages of what the program needs from the system; other systems have them under other names.
packages='@PACKAGES@'

refuse() {
    printf '%s\n' "$2" >&2
    exit "$1"
}

usage() {
    refuse 2 "Use: sh install.sh [--prefix DIR] [--uninstall | --purge]"
}

prefix=
deed=install
while [ $# -gt 0 ]; do
    case $1 in
    --prefix)
        [ $# -gt 1 ] || usage
        prefix=$2
        shift
        ;;
    --prefix=*) prefix=${1#*=} ;;
    --uninstall) deed=uninstall ;;
    --purge) deed=purge ;;
    *) usage ;;
    esac
    shift
done
if [ -z "$prefix" ]; then
    case $here in
    */lib/"$app") prefix=${here%/lib/"$app"} ;; # the copy that was installed knows where it is
    *) prefix=${HOME:?}/.local ;;
    esac
fi
case $prefix in
/*) ;;
*) prefix=$PWD/$prefix ;;
esac
program=$prefix/lib/$app
list=$program/installed.txt

# Removes the files that an earlier install put beside the program: into bin and share.
remove_listed() {
    [ -f "$list" ] || return 0
    while IFS= read -r file; do
        rm -f -- "$prefix/$file"
        remove_empty "$(dirname -- "$file")"
    done <"$list"
}

# Removes a folder below the prefix, and those that it lies in, as far as they are empty.
remove_empty() {
    (cd "$prefix" && rmdir -p -- "$1" 2>/dev/null) || true
}

# Tells the desktop that entries, kinds of files and icons have changed, where it has the tools for that.
refresh() {
    for pair in "update-desktop-database:applications" "update-mime-database:mime"; do
        folder=$prefix/share/${pair#*:}
        if [ -d "$folder" ] && command -v "${pair%%:*}" >/dev/null; then
            "${pair%%:*}" "$folder" >/dev/null 2>&1 || true
        fi
    done
    icons=$prefix/share/icons/hicolor
    if [ -f "$icons/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null; then
        gtk-update-icon-cache -q -t -f "$icons" >/dev/null 2>&1 || true
    elif [ -d "$icons" ]; then
        touch "$icons"
    fi
}

install_it() {
    if [ ! -d "$here/_internal" ] || [ "$here" = "$program" ]; then
        refuse 1 "Start install.sh in the folder that the archive was unpacked into."
    fi
    mkdir -p "$program" 2>/dev/null || true
    [ -w "$program" ] || refuse 1 "$program cannot be written; --prefix DIR names another place."
    # Everything is copied first, so that a full disk leaves the program of before as it was.
    rm -rf "$program/new"
    mkdir "$program/new"
    cp -R "$here/_internal" "$here/$app" "$here/licenses" "$here/install.sh" "$program/new/" || {
        rm -rf "$program/new"
        refuse 1 "There is not enough room in $program, or it cannot be written."
    }
    remove_listed
    for part in _internal "$app" licenses install.sh; do
        rm -rf "${program:?}/$part"
        mv "$program/new/$part" "$program/$part"
    done
    rmdir "$program/new"
    mkdir -p "$prefix/bin" "$prefix/share"
    ln -sf "../lib/$app/$app" "$prefix/bin/$app"
    (cd "$here/share" && find . -type f) | sed 's|^\./|share/|' | sort >"$list"
    while IFS= read -r file; do
        mkdir -p "$prefix/$(dirname "$file")"
        cp "$here/$file" "$prefix/$file"
    done <"$list"
    echo "bin/$app" >>"$list"
    name_program "$prefix/share/applications/$app.desktop"
    refresh
    printf 'Installed: %s\n' "$prefix/bin/$app"
    case :$PATH: in
    *":$prefix/bin:"*) ;;
    *) printf 'For the command line, put %s into PATH.\n' "$prefix/bin" ;;
    esac
    tell_missing
}

# The menu may not look into this bin: the entry names the whole path, quoted twice as the standard has it.
name_program() {
    path=$(printf '%s' "$prefix/bin/$app" | sed 's/\\/\\\\\\\\/g; s/["`$]/\\\\&/g; s/%/%%/g')
    line="Exec=\"$path\" %F" awk '/^Exec=/ { print ENVIRON["line"]; next } { print }' "$1" >"$1.new"
    mv "$1.new" "$1"
}

# A system without a library that a window needs: say which, and how Debian and Ubuntu get it.
tell_missing() {
    command -v ldd >/dev/null || return 0
    missing=$(for file in platforms/libqxcb.so multimedia/libffmpegmediaplugin.so; do
        LD_LIBRARY_PATH=$program/_internal ldd "$program/_internal/PySide6/Qt/plugins/$file" 2>/dev/null || true
    done | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    printf 'Not on this system, but needed by windows or sounds: %s\n' "$missing" >&2
    printf 'Debian and Ubuntu have all of it by: apt-get install %s\n' "$packages" >&2
}

uninstall() {
    [ -e "$program/$app" ] || [ -f "$list" ] || refuse 1 "$app is not installed in $prefix."
    remove_listed
    rm -rf "${program:?}/_internal" "${program:?}/$app" "${program:?}/licenses" "${program:?}/new"
    rm -f "$list" "$program/install.sh"
    # A folder that is portable keeps its cards: `portable` and `data` are left.
    remove_empty "lib/$app"
    refresh
}

case $deed in
install) install_it ;;
uninstall)
    uninstall
    printf 'Removed. Cards and answers stay in %s\n' "${XDG_DATA_HOME:-${HOME:-~}/.local/share}/$app"
    ;;
purge)
    uninstall
    rm -rf "${XDG_DATA_HOME:-${HOME:?}/.local/share}/$app" "${XDG_CACHE_HOME:-${HOME:?}/.cache}/$app" \
        "${program:?}/data" "${program:?}/portable"
    remove_empty "lib/$app"
    printf 'Removed, with the cards and answers.\n'
    ;;
esac
