"""Packs a bundle as a .deb: `deb.py BUNDLE FOLDER --depends TEXT`; `--version` makes it another version.

Nothing in the package is run when it is installed or removed: the triggers of other packages bring menus,
icons and file kinds up to date, and nothing of it knows of people's homes.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import md5
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))
from desktop import APP_ID, VERSION  # noqa: E402

MAINTAINER = "The Repertoire developers <repertoire@packages.invalid>"
DESCRIPTION = """\
Description: flashcards with spaced repetition, on your own disk
 You study ten minutes a day, SM-2 decides when each card comes back, and
 everything stays on your own disk: no account, no network, no scripts.
 .
 It comes with a deck on the difference between sales and marketing, and
 brings in decks of Anki, Mnemosyne, Quizlet, spreadsheets and more.
"""


def laid_out(bundle: Path, top: Path) -> None:
    """Put the files of a bundle where a package has them."""
    program = top / "usr" / "lib" / APP_ID
    documents = top / "usr" / "share" / "doc" / APP_ID
    shutil.copytree(bundle / "share", top / "usr" / "share")
    program.mkdir(parents=True)
    shutil.copy2(bundle / APP_ID, program)
    shutil.copytree(bundle / "_internal", program / "_internal", symlinks=True)
    shutil.copytree(bundle / "licenses", documents / "licenses")
    link = top / "usr" / "bin" / APP_ID
    link.parent.mkdir(parents=True)
    link.symlink_to(f"../lib/{APP_ID}/{APP_ID}")
    overrides = top / "usr" / "share" / "lintian" / "overrides" / APP_ID
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(HERE / "data" / "lintian-overrides", overrides)


def write_documents(folder: Path, version: str, changed: datetime) -> None:
    """Write who may do what with it, and what is new."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").partition("\n\n")[2]
    indented = "\n".join(f" {line or '.'}" for line in licence.strip().splitlines())
    text = (HERE / "data" / "copyright").read_text(encoding="utf-8").replace("@MIT@", indented)
    (folder / "copyright").write_text(text, encoding="utf-8")
    changes = f"{APP_ID} ({version}) stable; urgency=medium\n\n  * See CHANGELOG.md in the source.\n"
    changes += f"\n -- {MAINTAINER}  {format_datetime(changed)}\n"
    (folder / "changelog.gz").write_bytes(gzip.compress(changes.encode(), 9, mtime=0))


def write_control(top: Path, version: str, depends: str) -> None:
    """Write what dpkg wants to know of the package, with a sum for each file."""
    files = [file for file in sorted(top.rglob("*")) if file.is_file() and not file.is_symlink()]
    size = sum(-(-file.stat().st_size // 1024) for file in files)
    folder = top / "DEBIAN"
    folder.mkdir()
    architecture = told("dpkg", "--print-architecture")
    fields = {
        "Package": APP_ID,
        "Version": version,
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": size,
        "Depends": depends,
        "Section": "education",
        "Priority": "optional",
    }
    lines = [f"{name}: {value}" for name, value in fields.items()]
    (folder / "control").write_text("\n".join(lines) + "\n" + textwrap.dedent(DESCRIPTION))
    sums = [f"{md5(file.read_bytes()).hexdigest()}  {file.relative_to(top)}" for file in files]
    (folder / "md5sums").write_text("\n".join(sums) + "\n")


def set_modes(top: Path, epoch: int) -> None:
    """Give every file the rights and the time that do not depend on who builds, and when."""
    for file in [top, *top.rglob("*")]:
        if not file.is_symlink():
            file.chmod(0o755 if file.is_dir() or is_program(file) else 0o644)
        os.utime(file, (epoch, epoch), follow_symlinks=False)


def is_program(file: Path) -> bool:
    return file.name == APP_ID and file.parent.parent.name == "lib"


def told(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def pack(bundle: Path, out: Path, version: str, depends: str, compression: str = "xz") -> Path:
    """Write a package into a folder; return its file."""
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])
    with tempfile.TemporaryDirectory(dir=out) as folder:
        top = Path(folder) / "root"
        laid_out(bundle, top)
        documents = top / "usr" / "share" / "doc" / APP_ID
        write_documents(documents, version, datetime.fromtimestamp(epoch, UTC))
        write_control(top, version, depends)
        set_modes(top, epoch)
        file = out / f"{APP_ID}_{version}_{told('dpkg', '--print-architecture')}.deb"
        # Several threads write the same on every machine, but not the same as one.
        command = ["dpkg-deb", "--root-owner-group", f"-Z{compression}", "--threads-max=2"]
        told(*command, "--build", str(top), str(file))
    return file


def main() -> None:
    """Read the command line and pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--depends", required=True, help="what depends.py prints")
    parser.add_argument("--version", default=VERSION)
    parser.add_argument("--compression", default="xz", choices=("xz", "none"))
    said = parser.parse_args()
    print(pack(said.bundle, said.folder, said.version, said.depends, said.compression))


if __name__ == "__main__":
    main()
