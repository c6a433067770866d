# What check.sh runs in the root that has Wine: sh wine_check.sh VERSION HIGHER; packages lie in /dist and /check.
# shellcheck shell=sh
version=$1
higher=$2
old=/dist/repertoire-$version-windows-x86_64
new=/check/repertoire-$higher-windows-x86_64
export WINEPREFIX=/root/prefix WINEDEBUG=-all XDG_RUNTIME_DIR=/tmp DISPLAY=:77 GST_REGISTRY_FORK=no
drive=$WINEPREFIX/drive_c
local="$drive/users/root/AppData/Local"
menu="Microsoft/Windows/Start Menu/Programs/Repertoire.lnk"
data="$local/repertoire"
# File descriptor 3 keeps what Wine itself has to say out of what the programs print.
exec 3>/root/wine.log

wine() {
    /usr/lib/wine/wine64 "$@" 2>&3 </dev/null
}

ok() {
    printf 'ok: %s\n' "$*"
}

fail() {
    printf 'FAILED: %s\n' "$*"
    exit 1
}

now() {
    date +%s%N
}

# Runs a program, and fails where its exit code is another: ends CODE WHAT PROGRAM [ARGUMENT...]
ends() {
    wanted=$1
    what=$2
    shift 2
    began=$(now)
    code=0
    wine "$@" || code=$?
    ms=$((($(now) - began) / 1000000))
    # Unix hands on the lower eight bits of it.
    [ "$code" = $((wanted & 255)) ] || fail "$what: exit code $code (of eight bits), not $wanted"
    ok "$what (exit code $wanted, $ms ms)"
}

# As `ends 0`, and it has to be done in 30 s.
installs() {
    ends 0 "$@"
    [ "$ms" -lt 30000 ] || fail "$1 took $ms ms"
}

is_there() {
    [ -e "$1" ] || fail "there is no $1"
}

is_gone() {
    [ ! -e "$1" ] || fail "$1 is still there"
}

# The command line of the app that is installed in $place; prints what it prints.
app() {
    wine "$place/repertoire-cli.exe" "$@"
}

registry() {
    wine reg query "$@" | tr -d '\r' | sed -n 's/^ .*REG_[A-Z]* *//p'
}

is_known() {
    wine reg query "$1" >/dev/null
}

runs() {
    grep -lqz "^[^-]*$1" /proc/[0-9]*/cmdline 2>/dev/null
}

nothing_runs() {
    ! runs 'Repertoire.exe' || fail "$1 started the app by itself"
}

uninstall_key() {
    echo "$1\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Repertoire"
}

reviews() {
    app reviews --json | grep -c '"grade"' || true
}

sound() {
    app check --json | tr -d ' \r\n' | grep -q '{"ok":true,"problems":\[\]}' || fail "$1: the data are not sound"
    ok "$1: the data are sound, $(reviews) answers"
}

window() {
    for _ in $(seq 300); do
        if xdotool search --onlyvisible --name "$1" >/dev/null 2>&1; then
            return
        fi
        sleep 0.1
    done
    import -window root /check/failed.png
    fail "no window called $1; build/windows/check/failed.png shows the screen"
}

picture() {
    import -window root "/check/$1.png"
    # A window with text has many colours, an empty one few.
    [ "$(identify -format %k "/check/$1.png")" -gt 60 ] || fail "/check/$1.png shows next to nothing"
}

# Presses a key and waits until the screen shows what came of it: presses KEY
presses() {
    before=$(import -window root rgb:- | md5sum)
    xdotool key "$1"
    tries=0
    while [ $((tries += 1)) -le 40 ]; do
        sleep 0.5
        [ "$(import -window root rgb:- | md5sum)" = "$before" ] || break
    done
    sleep 1
}

closes() {
    xdotool key ctrl+q
    wait "$open" || fail "the window ended with exit code $?"
}

# What every installed copy must do, on cards of its own: works WHAT
works() {
    app --version | grep -q Repertoire || fail "$1: does not start"
    app decks | grep -q 'Sales and Marketing' || fail "$1: no bundled deck"
    printf 'Front,Back\nStraße 1,«ответ»\n問い 2,答え\n' >"$drive/Karten für 2.csv"
    app import 'C:\Karten für 2.csv' --deck Versuch >/dev/null || fail "$1: importing a file"
    app cards --deck Versuch | grep -q Straße || fail "$1: the imported cards are not there"
    card=$(app next --json --deck Versuch | tr -d '\r' | sed -n 's/^ *"card": "\(.*\)",*$/\1/p')
    app grade "$card" 4 >/dev/null || fail "$1: grading a card"
    sound "$1"
}

/usr/lib/wine/wineserver64 -k 2>/dev/null || true
rm -rf "$WINEPREFIX" /tmp/.X77-lock /tmp/.X11-unix/X77
Xvfb :77 -screen 0 1280x800x24 >/dev/null 2>&1 & # first: Wine looks for a screen once
began=$(now)
wine wineboot -i >/dev/null
cp /check/icuuc.dll "$drive/windows/system32/"
ok "$(/usr/lib/wine/wine64 --version 2>&3) is ready ($((($(now) - began) / 1000000)) ms)"

size=$(du -sm "$old-setup.exe" | cut -f 1)
[ "$size" -le 60 ] || fail "the setup has $size MB"
ok "sizes: setup $size MB, MSI $(du -sm "$old.msi" | cut -f 1) MB, zip $(du -sm "$old-portable.zip" | cut -f 1) MB"

echo "--- setup, for this account"
place="$local/Programs/Repertoire"
installs "installed silently" "$old-setup.exe" /S /CurrentUser
nothing_runs "the setup"
size=$(du -sm "$place" | cut -f 1)
[ "$size" -le 200 ] || fail "installed are $size MB"
ok "installed are $size MB"
is_there "$drive/users/root/AppData/Roaming/$menu"
[ "$(registry "$(uninstall_key HKCU)" /v DisplayVersion)" = "$version" ] || fail "the list of programs lacks it"
wine reg query 'HKCU\Software\Classes\.apkg\OpenWithProgids' /v Repertoire.Deck >/dev/null || fail ".apkg is not offered"
[ "$(registry 'HKCU\Software\Classes\.apkg' /ve)" = "(value not set)" ] || fail ".apkg was taken over"
ok "listed, in the Start menu, offered for .apkg and not taken"

began=$(now)
wine "$place/Repertoire.exe" &
open=$!
window Repertoire
ok "its window opens ($((($(now) - began) / 1000000)) ms)"
sleep 2
picture home
presses Return
picture question
presses 4
picture answer
presses 3
presses ctrl+t
sleep 3
picture statistics
presses Escape
ends 1618 "the setup waits while the app is open" "$old-setup.exe" /S /CurrentUser
ends 1618 "the uninstaller does too" "$old-setup.exe" /S /CurrentUser /REMOVE
closes
[ "$(reviews)" = 1 ] || fail "the card that was answered by keys is not in the log"
ok "one card answered by keys, charts drawn; pictures in build/windows/check"
works "the installed app"

app export 'C:\deck.apkg' >/dev/null || fail "exporting"
wine "$place/Repertoire.exe" 'C:\deck.apkg' &
open=$!
window '^Import'
sleep 1
picture import
xdotool key Escape
sleep 1
closes
ok "a deck file that is opened with the app is offered for import"

is_there "$place/lib/platformdirs/unix.pyc"
installs "a higher version, over it" "$new-setup.exe" /S /CurrentUser
nothing_runs "the upgrade"
is_gone "$place/lib/platformdirs/unix.pyc"
is_there "$place/lib/platformdirs/newer.pyc"
[ "$(registry "$(uninstall_key HKCU)" /v DisplayVersion)" = "$higher" ] || fail "the list of programs has the old version"
[ "$(reviews)" = 2 ] || fail "the upgrade lost answers"
sound "after the upgrade"
rm "$place/lib/desktop/places.pyc"
installs "the same version again, over a damaged copy" "$new-setup.exe" /S /CurrentUser
sound "after the repair"

quiet=$(registry "$(uninstall_key HKCU)" /v QuietUninstallString)
[ "$quiet" = '"C:\users\root\AppData\Local\Programs\Repertoire\uninstall.exe" /S /CurrentUser' ] || fail "odd: $quiet"
ends 0 "uninstalled silently" "$place/uninstall.exe" /S /CurrentUser
for _ in $(seq 100); do # it goes on from a copy of itself
    is_known "$(uninstall_key HKCU)" || break
    sleep 0.1
done
is_gone "$place"
is_gone "$drive/users/root/AppData/Roaming/$menu"
! is_known "$(uninstall_key HKCU)" || fail "it is still in the list of programs"
! is_known 'HKCU\Software\Classes\.apkg' || fail ".apkg still points at it"
is_there "$data/collection.db"
ok "the program is gone, the cards are there"
installs "installed again" "$old-setup.exe" /S /CurrentUser
[ "$(reviews)" = 2 ] || fail "the answers are not there any more"
ends 0 "removed by the setup, with the cards" "$old-setup.exe" /S /CurrentUser /REMOVE /PURGE
is_gone "$place"
is_gone "$data"
ends 2 "removed where nothing is" "$old-setup.exe" /S /CurrentUser /REMOVE

echo "--- setup, for everyone"
place="$drive/Program Files/Repertoire"
installs "installed silently" "$old-setup.exe" /S /AllUsers
is_there "$drive/ProgramData/$menu"
[ "$(registry "$(uninstall_key HKLM)" /v DisplayVersion)" = "$version" ] || fail "the list of programs lacks it"
works "the installed app"
installs "a higher version, over it" "$new-setup.exe" /S /AllUsers
sound "after the upgrade"
echo mine >"$place/lib.txt"
ends 0 "removed by the setup" "$new-setup.exe" /S /AllUsers /REMOVE
is_gone "$place/lib"
is_gone "$place/uninstall.exe"
is_there "$place/lib.txt" # whatever is not ours stays
is_there "$data/collection.db"
rm -r "$place"
place="$drive/Other"
installs "installed elsewhere" "$old-setup.exe" /S /AllUsers '/D=C:\Other'
is_there "$place/Repertoire.exe"
rm "$place/uninstall.exe"
installs "a higher version, over a copy that lost its uninstaller" "$new-setup.exe" /S /AllUsers
is_there "$place/lib/platformdirs/newer.pyc"
ends 0 "removed with everyone's cards" "$new-setup.exe" /S /AllUsers /REMOVE /PURGE
is_gone "$place"
is_gone "$data"

echo "--- MSI"
package() {
    printf 'Z:%s' "$1" | tr / '\\'
}
place="$drive/Program Files/Repertoire"
installs "installed silently" msiexec /i "$(package "$old.msi")" /qn
nothing_runs "the MSI"
is_known 'HKLM\Software\Classes\.apkg\OpenWithProgids' || fail ".apkg is not offered"
works "the installed app"
installs "a higher version, over it" msiexec /i "$(package "$new.msi")" /qn
is_gone "$place/lib/platformdirs/unix.pyc"
is_there "$place/lib/platformdirs/newer.pyc"
sound "after the upgrade"
ends 1603 "an older version is refused" msiexec /i "$(package "$old.msi")" /qn
rm "$place/lib/desktop/places.pyc"
# (What `msiexec /fa` stands for; Wine has no /f.)
installs "repaired" msiexec /i "$(package "$new.msi")" /qn REINSTALL=ALL REINSTALLMODE=amus
sound "after the repair"
ends 0 "removed" msiexec /x "$(package "$new.msi")" /qn
is_gone "$place"
is_there "$data/collection.db"
ok "the program is gone, the cards are there"
echo "--- portable zip"
unzip -q "$old-portable.zip" -d "$drive/Stick ü"
rm -rf "$data"
place="$drive/Stick ü/${old##*/}"
works "the portable app"
is_there "$place/data/collection.db"
is_gone "$data"
mv "$drive/Stick ü" "$drive/Stick E"
place="$drive/Stick E/${old##*/}"
[ "$(reviews)" = 1 ] || fail "the cards did not move along"
ok "the cards lie beside the program and move along"
echo "All checks passed under Wine."
