"""The top: what it does before it hands over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop import bundled, libraries
from desktop.__main__ import main, without_qt
from tests.store.helpers import ROOT, child_environment

OPENS = """
import os, sys
from desktop.__main__ import open_streams

sys.stdout = sys.stderr = None  # as in a program of Windows that has no console
open_streams()
print("nobody reads this")
sys.stderr.write("nor this")
first = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)
os.write(first, str(first).encode())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize("redirections", ["", "<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_no_file_gets_the_number_of_a_stream_that_was_closed(tmp_path: Path, redirections: str) -> None:
    file = tmp_path / "first"
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {redirections}', "sh", sys.executable, "-c", OPENS, file],
        env=child_environment(),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert int(file.read_text()) > 2


def test_ctrl_c_ends_a_command_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bundled, "open_collection", interrupted)
    assert main(["--data", str(tmp_path), "decks"], tmp_path / "policy.toml") == 130
    assert capsys.readouterr() == ("", "")


def test_a_library_that_qt_lacks_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(libraries, "fault", lambda name: f"{name}: cannot open shared object file: No")
    monkeypatch.setattr(libraries.shutil, "which", lambda name: name)
    gui = tmp_path / "Qt" / "lib" / "libQt6Gui.so.6"
    gui.parent.mkdir(parents=True)
    gui.write_bytes(b"\0libGL.so.1\0libEGL.so.1\0")
    error = ImportError(
        "libGL.so.1: cannot open shared object file: No such file", path=str(tmp_path / "QtGui.abi3.so")
    )
    assert without_qt(error) == 1
    said = capsys.readouterr().err
    assert said.endswith("sudo apt-get install libgl1 libegl1\n")
    assert len(said.splitlines()) == 1


def test_another_failed_import_is_a_mistake_of_ours() -> None:
    with pytest.raises(ImportError, match="nonsense"):
        without_qt(ImportError("No module named 'nonsense'"))
