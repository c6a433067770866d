#!/usr/bin/env python3
"""Checksums of what is given out: `sums.py [DIR]` writes SHA256SUMS there, `sums.py --check [DIR]` compares.

The file is the one that `sha256sum --check` and `shasum -a 256 --check` read.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

NAME = "SHA256SUMS"


def files(folder: Path) -> list[Path]:
    """Return the files of a folder that have a sum: all but the list itself and hidden ones."""
    return sorted(each for each in folder.iterdir() if each.is_file() and is_listed(each.name))


def is_listed(name: str) -> bool:
    return name != NAME and not name.startswith(".")


def sum_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write(folder: Path) -> int:
    """Write the sums of a folder; return how many there are."""
    listed = files(folder)
    lines = [f"{sum_of(each)}  {each.name}\n" for each in listed]
    (folder / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")
    return len(listed)


def faults(folder: Path) -> list[str]:
    """Return what is wrong with the files of a folder, a sentence each; none = all is well."""
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return [f"{NAME} is missing."]
    wanted = {name: digest for digest, _, name in (each.partition("  ") for each in lines)}
    there = {each.name for each in files(folder)}
    changed = [name for name in sorted(there & set(wanted)) if sum_of(folder / name) != wanted[name]]
    return [
        *(f"{name} is missing." for name in sorted(set(wanted) - there)),
        *(f"{name} is not what it was." for name in changed),
        *(f"{name} is not in the list." for name in sorted(there - set(wanted))),
    ]


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write or check the SHA-256 sums of what is given out.")
    parser.add_argument("--check", action="store_true", help="compare with the list instead of writing it")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("dist"), metavar="DIR")
    chosen = parser.parse_args(words)
    if not chosen.folder.is_dir():
        parser.error(f"{chosen.folder} is no folder")
    if not chosen.check:
        count = write(chosen.folder)
        print(f"{count} sums in {chosen.folder / NAME}")
        return 0 if count else 1
    found = faults(chosen.folder)
    print("\n".join(found) or "All files are what they were.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
