"""Measures the start of a bundle against the same source run by the same interpreter: `measure.py BUNDLE`.

Both end once Home with its decks is painted, offscreen, with the data there; medians, taken in turns. Cold
means that nothing of either is in memory: the system's page cache is dropped first, which only root may do.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = ROOT / "build" / "linux"
PYTHON = BUILD / "venv" / "bin" / "python"
STARTER = BUILD / "work" / "repertoire" / "repertoire-start"
CACHES = Path("/proc/sys/vm/drop_caches")
RUNS = {"warm": 15, "cold": 7}


def until_painted(command: list[str], data: Path) -> float:
    """Return the seconds until a program says that it has painted."""
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(data)}
    begin = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        took = time.perf_counter() - begin
    if said != "painted":
        raise SystemExit(f"{command[0]} did not paint")
    return took


def forget_files() -> None:
    """Drop what the system keeps of files in memory."""
    os.sync()
    CACHES.write_text("3")


def medians(commands: list[list[str]], data: Path, cold: bool) -> list[float]:
    """Return the median of each command, all of them run in turns."""
    taken: list[list[float]] = [[] for _ in commands]
    for command in commands:
        until_painted(command, data)
    for _ in range(RUNS["cold" if cold else "warm"]):
        for times, command in zip(taken, commands, strict=True):
            if cold:
                forget_files()
            times.append(until_painted(command, data))
    return [statistics.median(times) for times in taken]


def starts(bundle: Path) -> dict[str, tuple[float, float]]:
    """Return the seconds of the source run and of the frozen one, warm and (for root) cold."""
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        program = Path(folder) / "program"
        shutil.copytree(bundle, program, symlinks=True, copy_function=os.link)
        shutil.copy2(STARTER, program)
        data = Path(folder) / "data"
        commands = [[str(PYTHON), "-m", "tests.benchmarks.start"], [str(program / STARTER.name)]]
        found = {}
        for kind in RUNS:
            if kind == "warm" or os.access(CACHES, os.W_OK):
                source, frozen = medians(commands, data, kind == "cold")
                found[kind] = source, frozen
        return found


if __name__ == "__main__":
    for kind, (source, frozen) in starts(Path(sys.argv[1])).items():
        print(f"{kind}: {frozen * 1000:.0f} ms, source {source * 1000:.0f} ms, {frozen / source:.2f} ×")
