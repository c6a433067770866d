"""Collects the licence texts of all that a bundle holds into its folder `licenses`, with the versions.

Python packages bring theirs, libraries of the build system have one in its documentation.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_IN_IT = {"altgraph", "packaging", "pip", "pyinstaller-hooks-contrib", "setuptools", "wheel"}
"""Packages that only build; PyInstaller itself leaves a small program in the bundle."""
WORDS = ("licen", "copying", "notice")
COMMON = Path("/usr/share/common-licenses")
OF_QT = ("LGPL-3", "GPL-3", "LGPL-2.1")
"""Qt's and PySide's (LGPL-3, which builds on GPL-3) and FFmpeg's; their wheels hold no texts."""


def texts(dist: Distribution) -> list[Path]:
    """Return the licence texts that came with a Python package."""
    files = [Path(str(dist.locate_file(file))) for file in dist.files or () if ".dist-info" in str(file)]
    return [
        file
        for file in files
        if file.is_file()
        and ("licenses" in file.parts[-3:] or any(word in file.name.lower() for word in WORDS))
    ]


def system_libraries(bundle: Path) -> list[Path]:
    """Return the libraries in a bundle that came from the build system."""
    top = bundle / "_internal"
    return sorted(file for file in top.glob("*.so*") if not file.is_symlink())


def owner(library: str) -> str:
    """Return the Debian package that holds a library; empty where none does."""
    command = ["dpkg-query", "--search", f"*/{library}"]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    lines = [line for line in found.splitlines() if "/usr/lib/" in line or " /lib/" in line]
    return lines[0].partition(":")[0] if lines else ""


def main(bundle: Path) -> None:
    """Write the folder `licenses` of a bundle."""
    folder = bundle / "licenses"
    folder.mkdir()
    versions = [f"Python {platform.python_version()}"]
    shutil.copy(ROOT / "LICENSE", folder / "repertoire")
    for dist in sorted(distributions(), key=lambda each: each.name.lower()):
        if dist.name.lower() in NOT_IN_IT:
            continue
        versions.append(f"{dist.name} {dist.version}")
        for number, text in enumerate(sorted(texts(dist))):
            more = f".{number}" if number else ""
            shutil.copyfile(text, folder / f"{dist.name.lower()}{more}")
    for name in OF_QT:
        shutil.copyfile(COMMON / name, folder / name)
    for library in system_libraries(bundle):
        package = owner(library.name)
        text = Path("/usr/share/doc") / package / "copyright"
        if package and text.exists():
            shutil.copyfile(text, folder / package)
        versions.append(f"{library.name} of {package or 'the system that built this'}")
    (folder / "VERSIONS").write_text("\n".join(versions) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
