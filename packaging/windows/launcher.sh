#!/bin/sh
# Builds Repertoire.exe and repertoire-cli.exe, and the icon that they and the setup carry: launcher.sh FOLDER VERSION
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
out=$1
version=$2
numbers=$(printf '%s.0' "$version" | tr . ,) # 0.1.0 becomes 0,1,0,0
mkdir -p "$out"
cd "$out"

for size in 16 20 24 32 40 48 64 96 256; do
    rsvg-convert -w $size -h $size "$here/../../resources/icons/repertoire.svg" -o "icon-$size.png"
done
icotool -c -o repertoire.ico icon-16.png icon-20.png icon-24.png icon-32.png icon-40.png icon-48.png \
    icon-64.png icon-96.png --raw=icon-256.png
cp "$here/launcher.manifest" .

launcher() {
    name=$1
    description=$2
    shift 2
    x86_64-w64-mingw32-windres --preprocessor-arg=-I. -DNUMBERS="$numbers" -DVERSION="\\\"$version\\\"" \
        -DNAME="\\\"$name\\\"" -DDESCRIPTION="\\\"$description\\\"" "$here/launcher.rc" -O coff -o "$name.res"
    x86_64-w64-mingw32-gcc -Os -s -static -municode -Wall -Wextra -Werror -DPYTHON_DLL='L"python313.dll"' "$@" \
        -Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va \
        "$here/launcher.c" "$name.res" -o "$name"
}
launcher Repertoire.exe "Repertoire flashcards" -DWINDOW -mwindows
launcher repertoire-cli.exe "Repertoire flashcards, command line"
