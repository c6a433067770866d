#!/usr/bin/env python3
"""Tries the packages on a real Windows, as administrator: installed.py [DIST].

Each one is installed silently, over itself once more, tried by smoke.py and taken away again. The exit code
is 0 where all went well.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SMOKE = HERE.parent / "smoke.py"
PROGRAM = "repertoire-cli.exe"


@dataclass(frozen=True)
class Way:
    """One way to install, with the folder that it leads to."""

    install: list[str]
    remove: list[str]
    folder: Path


def ways(dist: Path, variables: Mapping[str, str]) -> list[Way]:
    """Return every way to install what lies in a folder."""
    setup, msi = str(only(dist, "*-setup.exe")), str(only(dist, "*.msi"))
    alone = Path(variables["LOCALAPPDATA"]) / "Programs" / "Repertoire"
    everyone = Path(variables["PROGRAMFILES"]) / "Repertoire"
    quiet = ["/qn", "/norestart"]
    return [
        Way([setup, "/S", "/CurrentUser"], [setup, "/S", "/CurrentUser", "/REMOVE"], alone),
        Way([setup, "/S", "/AllUsers"], [setup, "/S", "/AllUsers", "/REMOVE"], everyone),
        Way(["msiexec", "/i", msi, *quiet], ["msiexec", "/x", msi, *quiet], everyone),
    ]


def only(dist: Path, pattern: str) -> Path:
    """Return the one file of a name."""
    found = sorted(dist.glob(pattern))
    if len(found) != 1:
        raise SystemExit(f"{dist} should have one {pattern}, and has {len(found)}.")
    return found[0].absolute()


def run(words: list[str]) -> None:
    print(*words, flush=True)
    code = subprocess.run(words, stdin=subprocess.DEVNULL, timeout=600, check=False).returncode
    if code:
        raise SystemExit(f"Exit code {code}: {' '.join(words)}")


def try_program(folder: Path) -> None:
    run([sys.executable, str(SMOKE), str(folder / PROGRAM)])


def main(words: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if words is None else words
    dist = Path(arguments[0] if arguments else "dist")
    for way in ways(dist, os.environ):
        run(way.install)
        run(way.install)
        try_program(way.folder)
        run(way.remove)
        if way.folder.exists():
            raise SystemExit(f"{way.folder} is still there.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        with zipfile.ZipFile(only(dist, "*-portable.zip")) as packed:
            packed.extractall(place)
        (program,) = Path(place).glob(f"*/{PROGRAM}")
        try_program(program.parent)
    print("All packages do what they should.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
