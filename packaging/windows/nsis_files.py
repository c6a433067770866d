"""Writes the lines of NSIS that install a folder, always in the same order: nsis_files.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path


def lines(folder: Path) -> list[str]:
    """Return a SetOutPath for each folder and a File for each file."""
    written, place = [], None
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        if file.parent != place:
            place = file.parent
            written.append(
                'SetOutPath "{}"'.format("\\".join(("$INSTDIR", *place.relative_to(folder).parts)))
            )
        written.append(f'File "{file}"'.replace("$", "$$"))
    return written


if __name__ == "__main__":
    print("\n".join(lines(Path(sys.argv[1]))))
