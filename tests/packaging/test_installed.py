"""The trial of installed programs: each fault in one is noticed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.scripts import load

smoke, installed = load("smoke.py"), load("windows/installed.py")

ANSWERS: dict[str, Any] = {
    "decks": [{"name": "Sales and Marketing"}],
    "import": [{"new": 2}],
    "next": {"card": "c-1"},
    "grade": {},
    "reviews": [{}],
    "check": {"ok": True},
    "stats": [{"figure": "today", "n": 1}],
}


class Programs:
    """Stand in for programs: answers as one that is well does, or otherwise."""

    def __init__(self, **otherwise: Any) -> None:
        self.answers = {**ANSWERS, **otherwise}
        self.calls: list[list[str]] = []

    def run(self, words: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        self.calls.append([str(each) for each in words])
        rest = self.calls[-1][1:]
        if rest[0] == "--tour":
            folder = Path(rest[1])
            folder.mkdir()
            for number in range(self.answers.get("pictures", 25)):
                (folder / f"{number}.png").write_bytes(b"x")
            (folder / "26 statistics.png").write_bytes(b"x" * self.answers.get("charts", 50_000))
            return subprocess.CompletedProcess(words, 0, "", "")
        assert rest[0] == "--data"
        assert rest[2] == "--json"
        answer = self.answers[rest[3]]
        if isinstance(answer, int) and not isinstance(answer, bool):
            return subprocess.CompletedProcess(words, answer, "", "said why")
        return subprocess.CompletedProcess(words, 0, answer if answer == "?" else json.dumps(answer), "")


def trial(monkeypatch: pytest.MonkeyPatch, **otherwise: Any) -> int:
    programs = Programs(**otherwise)
    monkeypatch.setattr(smoke.subprocess, "run", programs.run)
    return int(smoke.main(["program"]))


def test_a_program_that_is_well_passes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert trial(monkeypatch) == 0
    assert "does what it should" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"decks": []}, "the main deck"),
        ({"decks": "?"}, "no JSON"),
        ({"decks": 1}, "said why"),
        ({"import": [{"new": 1}]}, "the import brought"),
        ({"reviews": []}, "not in the log"),
        ({"check": {"ok": False}}, "not sound"),
        ({"stats": [{"figure": "today", "n": 0}]}, "not in the statistics"),
        ({"pictures": 3}, "saved 4 pictures"),
        ({"charts": 900}, "no charts"),
    ],
    ids=str,
)
def test_a_fault_is_noticed_and_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: dict[str, Any], told: str
) -> None:
    assert trial(monkeypatch, **fault) == 1
    assert told in capsys.readouterr().err


def test_a_program_that_is_not_there_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert smoke.main([str(tmp_path / "nothing")]) == 1
    assert "nothing" in capsys.readouterr().err


# ---------------------------------------------------------------------- on Windows


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    for end in ("-setup.exe", ".msi", "-portable.zip"):
        (tmp_path / f"repertoire-1{end}").touch()
    return tmp_path


def test_every_package_is_tried_for_one_and_for_all(dist: Path) -> None:
    variables = {"LOCALAPPDATA": "local", "PROGRAMFILES": "programs"}
    alone, everyone, msi = installed.ways(dist, variables)
    assert alone.install[1:] == ["/S", "/CurrentUser"]
    assert alone.remove == [*alone.install, "/REMOVE"]
    assert alone.folder == Path("local", "Programs", "Repertoire")
    assert everyone.install[1:] == ["/S", "/AllUsers"]
    assert everyone.folder == msi.folder == Path("programs", "Repertoire")
    assert msi.install[:2] == ["msiexec", "/i"]
    assert msi.remove[:2] == ["msiexec", "/x"]
    assert "/qn" in msi.install
    assert "/qn" in msi.remove


def test_two_of_one_kind_are_refused(dist: Path) -> None:
    (dist / "repertoire-2.msi").touch()
    with pytest.raises(SystemExit, match=r"one \*\.msi, and has 2"):
        installed.ways(dist, {"LOCALAPPDATA": "", "PROGRAMFILES": ""})


def test_a_package_that_fails_ends_the_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(words: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(words, 1603)

    monkeypatch.setattr(installed.subprocess, "run", fail)
    with pytest.raises(SystemExit, match=r"1603: msiexec"):
        installed.run(["msiexec", "/i", "a.msi"])
