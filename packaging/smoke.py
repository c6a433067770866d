#!/usr/bin/env python3
"""Tries an installed Repertoire: smoke.py PROGRAM. Exit code 0 = it does what it should.

The bundled decks are there, a file is brought in, a card is graded, the data is sound, and every page of the
window is drawn. It needs no screen and no package, and leaves nothing behind.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

TABLE = "Front,Back\nder Hund,dog\ndie Straße,street\n"
PAGES = 20
"""At least so many pictures does --tour save."""
CHARTS_BYTES = 40_000
"""A picture of the charts is larger, one of a page without any is not."""


class Fault(Exception):
    """The program does not do what it should."""


class Trial:
    """A program with a data folder of its own, whose name is not an easy one."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self.data = folder / "Kärtchen d'été 日本"

    def run(self, *words: str) -> str:
        """Return what a command prints."""
        variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [self.program, *words],
            capture_output=True,
            env=variables,
            encoding="utf-8",
            errors="replace",
            timeout=300,
            check=False,
        )
        if done.returncode:
            raise Fault(f"{' '.join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def told(self, *words: str) -> Any:
        """Return the JSON that a command prints."""
        text = self.run("--data", str(self.data), "--json", *words)
        try:
            return json.loads(text)
        except ValueError:
            raise Fault(f"{' '.join(words)} printed no JSON: {text[:300]!r}") from None

    def all_of_it(self) -> None:
        """Try everything.

        Raises:
            Fault: something is not as it should be.
        """
        names = [each["name"] for each in self.told("decks")]
        expect("Sales and Marketing" in names, f"the main deck is not among {names}")
        table = self.folder / "Wörter.csv"
        table.write_text(TABLE, encoding="utf-8")
        brought = self.told("import", str(table))
        expect(brought[0]["new"] == 2, f"the import brought {brought}")
        card = self.told("next")["card"]
        self.told("grade", card, "4")
        expect(len(self.told("reviews")) == 1, "the answer is not in the log")
        expect(self.told("check")["ok"], "the data is not sound")
        counted = {each["figure"]: each["n"] for each in self.told("stats")}
        expect(counted["today"] == 1, f"the answer is not in the statistics: {counted}")
        pictures = self.folder / "pictures"
        self.run("--tour", str(pictures))
        count = len([each for each in pictures.glob("*.png") if each.stat().st_size])
        charts = next(pictures.glob("* statistics.png"), None)
        expect(charts and charts.stat().st_size > CHARTS_BYTES, f"no charts in {charts}")
        expect(count >= PAGES, f"--tour saved {count} pictures")


def expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Fault(otherwise)


def main(words: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if words is None else words
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            Trial(Path(arguments[0]).absolute(), Path(folder)).all_of_it()
        except (Fault, OSError, subprocess.TimeoutExpired) as fault:
            print(f"{arguments[0]}: {fault}", file=sys.stderr)
            return 1
    print(f"{arguments[0]} does what it should.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
