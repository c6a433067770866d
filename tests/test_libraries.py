from __future__ import annotations

import ctypes
import re
import sys
from pathlib import Path

import pytest

from desktop import libraries
from desktop.libraries import PACKAGES, missing, named, remedy, sentence

ROOT = Path(libraries.__file__).parents[1]
MISSING = "{}: cannot open shared object file: No such file or directory"


@pytest.mark.parametrize(
    ("problem", "name"),
    [
        (MISSING.format("libEGL.so.1"), "libEGL.so.1"),
        (MISSING.format("libxcb-cursor.so.0"), "libxcb-cursor.so.0"),
        (MISSING.format("libglib-2.0.so.0"), "libglib-2.0.so.0"),
        ("No module named 'PySide6'", ""),
        ("/lib/libEGL.so.1: file too short", ""),
        ("", ""),
    ],
)
def test_what_the_loader_misses(problem: str, name: str) -> None:
    assert named(problem) == name


def test_all_that_is_missing_is_found_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = {"libxcb-icccm.so.4", "libxcb-cursor.so.0", "libGL.so.1", "libX11.so.6"}
    monkeypatch.setattr(libraries, "fault", lambda name: MISSING.format(name) if name in gone else "")
    plugin = tmp_path / "libqxcb.so"
    plugin.write_bytes(
        b"\x7fELF\0libX11.so.6\0libxcb-cursor.so.0\0libxcb-icccm.so.4\0libEGL.so.1\0libGL.so.123\0"
    )
    found = missing("libxcb-cursor.so.0", plugin, tmp_path / "nothing.so")
    assert found == ["libxcb-cursor.so.0", "libX11.so.6", "libxcb-icccm.so.4"]
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    (tmp_path / "libX11.so.6").touch()  # a built app brings it
    assert missing("libxcb-cursor.so.0", plugin) == ["libxcb-cursor.so.0", "libxcb-icccm.so.4"]


@pytest.mark.skipif(sys.platform != "linux", reason="the loader of Linux")
def test_the_loader_is_asked_itself(tmp_path: Path) -> None:
    assert libraries.fault("libc.so.6") == ""
    assert named(libraries.fault("libnowhere-at-all.so.7")) == "libnowhere-at-all.so.7"
    assert libraries.fault(str(tmp_path / "nothing.so"))


def test_what_the_loader_says_is_found_in_what_a_builder_makes_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrapped(name: str) -> None:
        raise OSError("Most likely it was not found.") from OSError(MISSING.format(name))

    monkeypatch.setattr(ctypes, "CDLL", wrapped)
    assert named(libraries.fault("libGL.so.1")) == "libGL.so.1"


def test_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tools = {"apt-get"}
    monkeypatch.setattr(libraries.shutil, "which", lambda name: name if name in tools else None)
    assert remedy(["libxcb-cursor.so.0"]) == "Install it with: sudo apt-get install libxcb-cursor0"
    assert remedy(["libglib-2.0.so.0", "libgthread-2.0.so.0"]).endswith("apt-get install libglib2.0-0")
    assert "package manager" in remedy(["libnew.so.1"])
    tools = {"dnf"}
    assert remedy(["libGL.so.1"]) == "Install it with: sudo dnf install 'libGL.so.1()(64bit)'"
    tools = set()
    assert "package manager" in remedy(["libGL.so.1"])


def test_it_is_one_sentence_and_one_line() -> None:
    assert sentence(["libGL.so.1"]).startswith(
        "The window needs a library that this system lacks: libGL.so.1. "
    )
    two = sentence(["libGL.so.1", "libEGL.so.1"])
    assert two.startswith("The window needs libraries that this system lacks: libGL.so.1, libEGL.so.1. ")
    assert "\n" not in two


def test_the_scripts_of_a_checkout_know_the_same_packages() -> None:
    text = (ROOT / "packaging" / "environment.sh").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^(lib\S+\.so\S*)=(\S+)$", text, re.MULTILINE))
    assert listed
    assert listed.items() <= PACKAGES.items()
