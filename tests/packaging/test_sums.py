from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaging.scripts import load

sums = load("sums.py")


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "repertoire_1.deb").write_bytes(b"deb\0" * 1000)
    (tmp_path / "Käse 2.zip").write_bytes(b"")
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    return tmp_path


def test_sums_are_written_and_hold(dist: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sums.main([str(dist)]) == 0
    empty = hashlib.sha256(b"").hexdigest()
    lines = (dist / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"{empty}  Käse 2.zip"
    assert [line.partition("  ")[2] for line in lines] == ["Käse 2.zip", "repertoire_1.deb"]
    assert sums.main(["--check", str(dist)]) == 0
    assert "what they were" in capsys.readouterr().out


def test_writing_again_lists_the_list_not(dist: Path) -> None:
    sums.main([str(dist)])
    before = (dist / "SHA256SUMS").read_bytes()
    sums.main([str(dist)])
    assert (dist / "SHA256SUMS").read_bytes() == before


def test_what_changed_came_or_went_is_told(dist: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sums.main([str(dist)])
    (dist / "repertoire_1.deb").write_bytes(b"other")
    (dist / "Käse 2.zip").rename(dist / "new.zip")
    capsys.readouterr()
    assert sums.main(["--check", str(dist)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Käse 2.zip is missing.",
        "repertoire_1.deb is not what it was.",
        "new.zip is not in the list.",
    ]


def test_without_a_list_nothing_holds(dist: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sums.main(["--check", str(dist)]) == 1
    assert capsys.readouterr().out == "SHA256SUMS is missing.\n"


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    assert sums.main([str(tmp_path)]) == 1


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum here")
def test_the_systems_own_tool_reads_the_list(dist: Path) -> None:
    sums.main([str(dist)])
    checked = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=dist, capture_output=True, check=False
    )
    assert checked.returncode == 0
    (dist / "repertoire_1.deb").write_bytes(b"other")
    checked = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=dist, capture_output=True, check=False
    )
    assert checked.returncode == 1
