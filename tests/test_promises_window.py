"""The first promise, seen from outside: a whole run of the real window opens nothing and starts nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent

HEAD = """
import json, os, sys
from pathlib import Path

STARTS = ("subprocess.", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system",
          "os.startfile", "pty.spawn")
seen = []
sys.addaudithook(lambda event, details: seen.append(event)
                 if event.startswith(("socket.", "urllib.", "http.", *STARTS)) else None)


def sockets():
    if sys.platform != "linux":
        return []
    found = []
    for name in os.listdir("/proc/self/fd"):
        try:
            target = os.readlink("/proc/self/fd/" + name)
        except OSError:
            continue
        if target.startswith("socket:"):
            found.append(target)
    return found


def listed(inodes):
    lines = []
    for name in ("tcp", "tcp6", "udp", "udp6", "unix", "raw"):
        file = Path("/proc/self/net") / name
        if file.exists():
            lines += [line for line in file.read_text().splitlines()
                      if any(inode in line.split() for inode in inodes)]
    return lines


def libraries():
    if sys.platform != "linux":
        return []
    names = ("Qt6Network", "Qt6WebEngine", "Qt6Qml", "Qt6Quick", "Qt6Multimedia")
    maps = Path("/proc/self/maps").read_text()
    return [name for name in names if "lib" + name in maps]


def report(**more):
    ends = sockets()
    names = ("QtNetwork", "QtWebEngine", "QtQml", "QtQuick", "QtMultimedia", "http.client", "asyncio", "ssl")
    found = [name for name in sys.modules if any(part in name for part in names[:5]) or name in names[5:]]
    inodes = [each.removeprefix("socket:[").removesuffix("]") for each in ends]
    print(json.dumps({"events": seen, "sockets": ends, "net": listed(inodes), "modules": found,
                      "libraries": libraries(), **more}))
"""

RUN = """
from desktop.gui import application, tour

folder, pictures = Path(sys.argv[1]), Path(sys.argv[2])
pictures.mkdir()
state = {}
begin = application.after_start


def after_start(window, data):
    begin(window, data)
    from PySide6.QtCore import QTimer

    def drive():
        try:
            tour.walk(tour.Tour(window, pictures))
            from desktop.gui.crash import report as crash_report
            try:
                1 // 0
            except ZeroDivisionError as error:
                state["crash"] = crash_report(error)
            state["answers"] = len(window.collection.reviews())
            state["mid"] = sockets()
        finally:
            window.close()

    QTimer.singleShot(0, drive)


application.after_start = after_start
code = application.run(folder)
report(code=code, pictures=len(list(pictures.glob("*.png"))), **state)
"""


def run_child(script: str, tmp_path: Path, *arguments: str) -> dict[str, Any]:
    """Run a script with a home of its own; return what it reports."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "PYTEST"))
    }
    environment |= {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", HEAD + script, *arguments],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a run from first start over a whole sitting, every page and a crash report leaves."""
    place = tmp_path_factory.mktemp("run")
    return run_child(RUN, place, str(place / "data"), str(place / "pictures"))


def test_the_run_was_a_real_one(whole_run: dict[str, Any]) -> None:
    assert whole_run["code"] == 0
    assert whole_run["answers"] >= 20
    assert whole_run["pictures"] >= 15
    assert "ZeroDivisionError" in whole_run["crash"]


def test_no_socket_was_made(whole_run: dict[str, Any]) -> None:
    assert [event for event in whole_run["events"] if event.startswith(("socket.", "urllib.", "http."))] == []
    assert whole_run["sockets"] == []
    assert whole_run["mid"] == []
    assert whole_run["net"] == []


def test_no_other_program_was_started(whole_run: dict[str, Any]) -> None:
    assert whole_run["events"] == []


def test_nothing_that_could_reach_a_network_or_run_scripts_was_loaded(whole_run: dict[str, Any]) -> None:
    assert whole_run["modules"] == []
    assert whole_run["libraries"] == []


def test_the_measure_itself_sees_a_socket_and_a_child(tmp_path: Path) -> None:
    script = """
import socket, subprocess
listening = socket.socket()
listening.bind(("127.0.0.1", 0))
listening.listen()
subprocess.run([sys.executable, "-c", ""])
import PySide6.QtNetwork
report()
"""
    found = run_child(script, tmp_path)
    assert {"socket.bind", "subprocess.Popen"} <= set(found["events"])
    assert "PySide6.QtNetwork" in found["modules"]
    if sys.platform == "linux":
        assert len(found["sockets"]) == 1
        assert len(found["net"]) == 1
        assert found["libraries"] == ["Qt6Network"]
