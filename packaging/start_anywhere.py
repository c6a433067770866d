"""Starts Repertoire in every surrounding that a lab may have, and prints what came of each.

    python packaging/start_anywhere.py                       the source tree
    python packaging/start_anywhere.py dist/…/repertoire     a program that was built
    python packaging/start_anywhere.py --only locale …       only the surroundings with this word

Some need root, Xvfb, faketime or the package locales, and are skipped without. Exit code 1: one went wrong.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from surroundings import SCREEN, SURROUNDINGS, Place, Skipped, Wrong

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def screen() -> Iterator[str]:
    """Give a small screen of its own, by Xvfb; else none."""
    if not shutil.which("Xvfb"):
        yield ""
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    try:
        yield f":{number}" if number else ""
    finally:
        server.terminate()
        server.wait()


def tried(name: str, program: Sequence[str], display: str, kept: dict[str, str]) -> tuple[str, str]:
    """Return what came of one surrounding: a word, and what was said."""
    expected, start = SURROUNDINGS[name]
    with tempfile.TemporaryDirectory(prefix="start-anywhere-", ignore_cleanup_errors=True) as folder:
        try:
            outcome = start(Place(program, Path(folder), display, kept))
        except Skipped as why:
            return "skipped", str(why)
        except Wrong as why:
            return "WRONG", str(why)
    word = "starts" if outcome.starts else "says"
    if expected not in ("either", word):
        return "WRONG", f"it {word}: {outcome.said}"
    return word, outcome.said.replace(folder, "…")


def main() -> int:
    """Try all; return the exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--only", default="", help="only surroundings whose name has this in it")
    asked.add_argument("program", nargs=argparse.REMAINDER, help="the source tree where none is named")
    said = asked.parse_args()
    kept: dict[str, str] = {}
    program = [str(Path(each).absolute()) if Path(each).is_file() else each for each in said.program]
    if not program:
        program = [sys.executable, "-m", "desktop"]
        kept = {"PYTHONPATH": str(ROOT)}
    wrong = 0
    print(f"{'surrounding':38}  {'outcome':8} {'s':>5}  what was said")
    with screen() as display:
        for name in SURROUNDINGS:
            if said.only not in name:
                continue
            began = time.monotonic()
            word, text = tried(name, program, display, kept)
            wrong += word == "WRONG"
            print(f"{name:38}  {word:8} {time.monotonic() - began:5.1f}  {text[:300]}", flush=True)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
