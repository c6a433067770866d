#!/usr/bin/env python3
"""Signs what is given out for macOS, has Apple notarise it, and staples the ticket to it.

    sign.py Repertoire.app | FILE.dmg | FILE.pkg

These variables have to be set; `packaging/macos/keychain.sh` prepares what they name on a build machine.

    SIGN_APP        a "Developer ID Application: …" certificate, for the app and the disk image
    SIGN_PKG        a "Developer ID Installer: …" certificate, for the package
    NOTARY_PROFILE  made by `xcrun notarytool store-credentials`; without it nothing is notarised
    KEYCHAIN        that holds it, if not the user's own
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")
MACH_O = {
    bytes.fromhex(each) for each in ("feedface", "feedfacf", "cefaedfe", "cffaedfe", "cafebabe", "bebafeca")
}
"""How code begins, in either order of bytes; the last two are for several processors."""

Command = list[str]


def signing(path: Path, settings: Mapping[str, str]) -> list[Command]:
    """Return the commands that sign an app, an image or a package."""
    if path.suffix == ".pkg":
        signed = path.with_suffix(".signed.pkg")
        return [
            ["productsign", "--timestamp", "--sign", settings["SIGN_PKG"], str(path), str(signed)],
            ["mv", str(signed), str(path)],
        ]
    sign = ["codesign", "--force", "--timestamp", "--sign", settings["SIGN_APP"]]
    if path.suffix == ".dmg":
        return [[*sign, str(path)]]
    hard = [*sign, "--options", "runtime"]
    return [
        *([*hard, str(each)] for each in inside_out(path)),
        [*hard, "--entitlements", str(ENTITLEMENTS), str(path)],
        ["codesign", "--verify", "--deep", "--strict", str(path)],
    ]


def notarising(path: Path, settings: Mapping[str, str]) -> list[Command]:
    """Return the commands that have something signed notarised, so that it opens without a network."""
    profile = settings.get("NOTARY_PROFILE")
    if not profile:
        return []
    sent = path.with_suffix(".zip") if path.suffix == ".app" else path
    holder = ["--keychain", settings["KEYCHAIN"]] if settings.get("KEYCHAIN") else []
    packed = [["ditto", "-c", "-k", "--keepParent", str(path), str(sent)]] if sent != path else []
    return [
        *packed,
        ["xcrun", "notarytool", "submit", str(sent), "--keychain-profile", profile, *holder, "--wait"],
        *([["rm", str(sent)]] if packed else []),
        ["xcrun", "stapler", "staple", str(path)],
        ["xcrun", "stapler", "validate", str(path)],
    ]


def inside_out(app: Path) -> list[Path]:
    """Return what is signed before the app itself: the deepest first.

    The main file of a framework, and the app's own program, are left out: they are signed with their bundle.
    """
    found: list[Path] = []
    for folder, subfolders, names in os.walk(app):
        here = Path(folder)
        found += [
            here / each
            for each in subfolders
            if each.endswith(".framework") and not (here / each).is_symlink()
        ]
        found += [here / each for each in names if is_code(here / each) and not is_main(here / each, app)]
    return sorted(found, key=lambda each: (-len(each.parts), each))


def is_code(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(4) in MACH_O


def is_main(file: Path, app: Path) -> bool:
    if file.parent == app / "Contents" / "MacOS":
        return True
    return any(each.suffix == ".framework" and each.stem == file.name for each in file.parents)


def main(words: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if words is None else words
    if len(arguments) != 1 or Path(arguments[0]).suffix not in (".app", ".dmg", ".pkg"):
        print(__doc__, file=sys.stderr)
        return 2
    path = Path(arguments[0])
    wanted = "SIGN_PKG" if path.suffix == ".pkg" else "SIGN_APP"
    if not os.environ.get(wanted):
        print(f"{wanted} is not set: {path.name} stays unsigned.", file=sys.stderr)
        return 0
    for command in (*signing(path, os.environ), *notarising(path, os.environ)):
        subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
