"""Prints the Debian packages that a bundle needs: of the libraries it is linked to and does not hold."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from licenses import owner, system_libraries

OLDER_WILL_DO = "libX11-xcb 1 libx11-xcb1\nlibzstd 1 libzstd1 (>= 1.4.8)\n"
"""Libraries without a list of symbols, so that Debian asks for what it met; Qt runs with older ones."""


def linked(bundle: Path) -> list[Path]:
    """Return the programs and libraries of a bundle."""
    files = [file for file in sorted(bundle.rglob("*")) if file.is_file() and not file.is_symlink()]
    return [file for file in files if file.open("rb").read(4) == b"\x7fELF"]


def depends(bundle: Path) -> str:
    """Return what goes into the field Depends of a package that holds a bundle.

    Raises:
        SystemExit: a library is missing on this system, so that its package cannot be told.
    """
    files = linked(bundle)
    held = {owner(library.name) for library in system_libraries(bundle)} - {""}
    with tempfile.TemporaryDirectory() as folder:
        debian = Path(folder) / "debian"
        debian.mkdir()
        (debian / "control").write_text("Source: x\n\nPackage: x\nArchitecture: any\n")
        (debian / "shlibs.local").write_text(OLDER_WILL_DO)
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
        command += [f"-x{package}" for package in sorted(held)]
        command += sorted({f"-l{file.parent}" for file in files})
        command += [str(file) for file in files]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"What the bundle needs cannot be told:\n{done.stderr}")
    return done.stdout.strip().partition("shlibs:Depends=")[2]


if __name__ == "__main__":
    print(depends(Path(sys.argv[1]).resolve()))
