"""Bare Debian systems to install into: fresh copies of what debootstrap made once, entered by chroot.

What is mounted for a command is mounted in a name space of its own, and is gone with the command.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

CACHE = Path(__file__).resolve().parents[2] / "build" / "check"
PERSON = "student"
HOME = f"/home/{PERSON}"
ENTER = """
set -e
mkdir -p "$1/tmp/.X11-unix"
mount --bind /proc "$1/proc"
mount --rbind /dev "$1/dev"
if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix"; fi
root=$1
shift
exec chroot "$@"
"""


class Root:
    """A bare system of a Debian release, made new.

    Args:
        suite: the release, such as bookworm.
    """

    def __init__(self, suite: str) -> None:
        self.folder = CACHE / f"{suite}.root"
        kept = CACHE / suite
        if not kept.exists():
            CACHE.mkdir(parents=True, exist_ok=True)
            half = CACHE / f"{suite}.half"
            shutil.rmtree(half, ignore_errors=True)
            mirror = [os.environ["MIRROR"]] if "MIRROR" in os.environ else []
            subprocess.run(
                ["debootstrap", "--variant=minbase", suite, str(half), *mirror],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            half.rename(kept)
        shutil.rmtree(self.folder, ignore_errors=True)
        subprocess.run(["cp", "-a", "--reflink=auto", str(kept), str(self.folder)], check=True)
        for name in ("resolv.conf", "hosts"):
            shutil.copy(Path("/etc") / name, self.folder / "etc" / name)
        self.run("useradd", "--create-home", "--shell", "/bin/sh", PERSON)
        self.run("apt-get", "-q", "update")

    def command(self, *words: str, person: bool = False) -> list[str]:
        """Return the command line that runs a command inside, as root or as an ordinary person."""
        home = HOME if person else "/root"
        who = [f"--userspec={PERSON}:{PERSON}"] if person else []
        inside = ["env", "-i", f"HOME={home}", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]
        inside += ["DEBIAN_FRONTEND=noninteractive"]
        inside += [f"DISPLAY={os.environ['DISPLAY']}"] if "DISPLAY" in os.environ else []
        enter = ["unshare", "--mount", "sh", "-c", ENTER, "sh", str(self.folder)]
        return [*enter, *who, str(self.folder), *inside, *words]

    def run(self, *words: str, person: bool = False) -> str:
        """Run a command inside; return what it prints.

        Raises:
            RuntimeError: it failed.
        """
        done = self.attempt(*words, person=person)
        if done.returncode:
            said = (done.stdout + done.stderr)[-2000:]
            raise RuntimeError(f"{' '.join(words[:3])} ended with {done.returncode}: {said}")
        return done.stdout

    def attempt(self, *words: str, person: bool = False) -> subprocess.CompletedProcess[str]:
        """Run a command inside that may fail."""
        line = self.command(*words, person=person)
        return subprocess.run(
            line, capture_output=True, text=True, check=False, cwd="/", stdin=subprocess.DEVNULL
        )

    def path(self, inside: str) -> Path:
        """Return where a path of the system is, seen from outside."""
        return self.folder / inside.lstrip("/")

    def lend(self, file: Path, inside: str, person: bool = False) -> None:
        """Copy a file or folder into the system."""
        target = self.path(inside)
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", str(file), str(target)], check=True)
        if person:
            self.run("chown", "-R", f"{PERSON}:{PERSON}", inside)
