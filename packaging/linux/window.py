"""A screen without a screen (Xvfb), and a hand on its keyboard (xdotool)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60
"""Seconds after which what does not come is given up."""


@contextmanager
def screen(size: str = "1024x768x24") -> Iterator[None]:
    """Have a screen; DISPLAY names it."""
    read, write = os.pipe()
    line = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
    with subprocess.Popen(line, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            os.environ["DISPLAY"] = f":{told.readline().strip()}"
        try:
            yield
        finally:
            server.terminate()


def xdotool(*words: str) -> str:
    return subprocess.run(
        ["xdotool", *words], capture_output=True, text=True, check=True, timeout=PATIENCE
    ).stdout


def press(*keys: str) -> None:
    """Press keys one after the other, as slowly as a person who reads what they do."""
    for key in keys:
        xdotool("key", key)
        time.sleep(0.7)


def shot(file: Path) -> None:
    """Save a picture of the screen, where ImageMagick is there to take it."""
    line = f"command -v import >/dev/null && import -window root '{file}'"
    subprocess.run(["sh", "-c", line], check=False, stderr=subprocess.DEVNULL)


def study_one_card(command: list[str], show: str, root: Path, pictures: Path) -> list[int]:
    """Start the app in a system, study one card by keys, and leave.

    Args:
        command: starts it.
        show: the key that shows the answer of the card that comes first.
        root: the system's top folder.
        pictures: where pictures of the screen go, and how their names begin.

    Returns:
        The inodes of the sockets that it had open while an answer was shown.

    Raises:
        RuntimeError: no window came, it started another program, or it ended with an error.
    """
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        cwd="/",
    ) as app:
        try:
            window = xdotool("search", "--sync", "--onlyvisible", "--class", "repertoire").split()[0]
            xdotool("windowfocus", "--sync", window)
            time.sleep(1)
            shot(pictures.with_suffix(".home.png"))
            press("Return")
            shot(pictures.with_suffix(".question.png"))
            press(show)
            shot(pictures.with_suffix(".answer.png"))
            processes = inside(root)
            found = [inode for process in processes for inode in sockets(process)]
            press("3")
            press("ctrl+q")
            said, _ = app.communicate(timeout=PATIENCE)
        except (subprocess.SubprocessError, IndexError) as error:
            app.kill()
            raise RuntimeError(f"no window came, or it did not close: {app.communicate()[0]}") from error
    if app.returncode or said.strip():
        raise RuntimeError(f"it ended with {app.returncode} and said: {said}")
    if len(processes) != 1:
        raise RuntimeError(f"it is {len(processes)} processes, not one")
    return found


def inside(root: Path) -> list[Path]:
    """Return the processes (in /proc) that run in a system below a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "root").readlink() == root:
                found.append(process)
        except OSError:
            continue
    return found


def sockets(process: Path) -> list[int]:
    """Return the inodes of the sockets that a process has open."""
    targets = [str(each.readlink()) for each in (process / "fd").iterdir()]
    return [int(target[len("socket:[") : -1]) for target in targets if target.startswith("socket:[")]


def of_the_network(inodes: list[int]) -> list[str]:
    """Return the lines of the system's tables of network sockets that name one of these inodes."""
    lines = []
    for name in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        table = Path("/proc/net") / name
        lines += table.read_text().splitlines()[1:] if table.exists() else []
    return [line for line in lines if int(line.split()[9]) in inodes]
