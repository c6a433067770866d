"""Reads trim.txt and goes by it: which of the files that PyInstaller found come into the bundle."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

LIST = Path(__file__).with_name("trim.txt")
KINDS = ("module", "drop", "system")


def read(text: str) -> dict[str, list[str]]:
    """Return the lines of a list by their kind."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) != 2 or words[0] not in KINDS:
            raise SystemExit(f"{LIST.name}, line {number}: {line!r} is no line of this list")
        found[words[0]].append(words[1])
    return found


def is_of_the_system(target: str, source: str) -> bool:
    """Return whether a file of the bundle is a library that the build system has of its own.

    Args:
        target: its path inside the bundle.
        source: the file it is copied from; for a link, the path that it points at inside the bundle.
    """
    return "/" not in target and "/" in source and "/site-packages/" not in source and ".so" in target


def kept(files: Sequence[tuple[str, str, str]], rules: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    """Return the files that come into the bundle, as PyInstaller lists them: target, source, kind."""
    unmet = set(rules["drop"])
    left = []
    for file in files:
        target, source, kind = file
        met = [rule for rule in rules["drop"] if fnmatchcase(target, rule)]
        unmet.difference_update(met)
        if met:
            continue
        system = kind != "SYMLINK" and is_of_the_system(target, source)
        if system and not any(fnmatchcase(target, rule) for rule in rules["system"]):
            continue
        left.append(file)
    if unmet:
        raise SystemExit(f"{LIST.name}: nothing is called {', '.join(sorted(unmet))}")
    return left
