from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

from desktop import libraries
from desktop.gui import screen
from desktop.gui.screen import avoid_new_bus, has_screen, reason


@pytest.mark.parametrize(
    ("platform", "variables", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"DISPLAY": ""}, False),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_whether_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], shown: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(screen.sys, "platform", platform)
    assert has_screen() is shown


# ---------------------------------------------------------------------- where Qt gives up

GAVE_UP = (
    "This application failed to start because no Qt platform plugin could be initialized. Reinstall.\n\nA"
)
XCB = 'Could not load the Qt platform plugin "xcb" in "" even though it was found.'


def test_a_platform_that_there_is_not() -> None:
    heard = ['Could not find the Qt platform plugin "nonsense" in ""', GAVE_UP]
    assert reason(heard) == "Qt knows no platform 'nonsense': unset QT_QPA_PLATFORM, then start again."


def test_a_screen_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "fault", lambda name: "")
    told = reason(["could not connect to display :77", XCB, GAVE_UP])
    assert told.startswith("The screen cannot be reached. ")
    assert "\n" not in told


def test_a_library_that_is_missing_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = "libxcb-cursor.so.0"
    monkeypatch.setattr(
        libraries,
        "fault",
        lambda name: (
            f"{gone}: cannot open shared object file: No" if name.endswith(("libqxcb.so", gone)) else ""
        ),
    )
    monkeypatch.setattr(libraries.shutil, "which", lambda name: name)
    told = reason([XCB, GAVE_UP])
    assert told == (
        "The window needs a library that this system lacks: libxcb-cursor.so.0."
        " Install it with: sudo apt-get install libxcb-cursor0"
    )


def test_another_reason_is_passed_on() -> None:
    assert reason([GAVE_UP]).startswith("Qt could not show a window: This application failed")
    assert reason([]).startswith("Qt could not show a window")


def test_what_qt_says_of_a_start_that_succeeds_is_passed_on(capsys: pytest.CaptureFixture[str]) -> None:
    with screen.explaining():
        qWarning("by the way")
    assert capsys.readouterr().err == "by the way\n"


@pytest.mark.parametrize(
    ("platform", "bus", "runtime", "expected"),
    [
        ("linux", "unix:path=/mine", True, "unix:path=/mine"),
        ("linux", None, True, "unix:path={runtime}/bus"),
        ("linux", None, False, "disabled:"),
        ("win32", None, False, None),
    ],
)
def test_qt_starts_no_bus(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    platform: str,
    bus: str | None,
    runtime: bool,
    expected: str | None,
) -> None:
    monkeypatch.setattr(screen.sys, "platform", platform)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus or "")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    if runtime:
        (tmp_path / "bus").touch()
    avoid_new_bus()
    assert (os.environ["DBUS_SESSION_BUS_ADDRESS"] or None) == (
        expected and expected.format(runtime=tmp_path)
    )
