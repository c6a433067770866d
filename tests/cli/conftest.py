"""A command line on a data folder of the test."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import bundled
from desktop.__main__ import main
from desktop.places import POLICY
from desktop.study.calendar import system_clock
from tests.store.helpers import ROOT, child_environment

AT = "2026-11-25T10:00:00+01:00"


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after its first start, to be copied: taking in the decks takes its time."""
    made = tmp_path_factory.mktemp("first") / "cards"
    bundled.open_collection(made, system_clock).close()
    return made


@pytest.fixture
def folder(tmp_path: Path, first_start: Path) -> Path:
    return Path(shutil.copytree(first_start, tmp_path / "my cards"))


@pytest.fixture
def process(folder: Path) -> Run:
    """Runs the app as people do: a process of its own."""

    def run(*words: object, **more: Any) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "desktop", *map(str, words)]
        if "--data" not in words:
            command[3:3] = ["--data", str(folder)]
        return subprocess.run(
            command,
            cwd=ROOT,
            env=child_environment(**more.pop("env", {})),
            capture_output=True,
            text=True,
            encoding="utf-8",
            **more,
        )

    return run


@pytest.fixture
def say(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in this process; returns exit code, output and errors.

    The policy, if there is to be one, lies beside the data folder.
    """

    def run(*words: object) -> tuple[int, str, str]:
        try:
            code = main(["--data", str(folder), *map(str, words)], folder.parent / POLICY)
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def ask(say: Callable[..., tuple[int, str, str]]) -> Callable[..., Any]:
    """Runs a command that must succeed; returns its JSON."""

    def run(*words: object) -> Any:
        code, out, err = say(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return run


Ask = Callable[..., Any]


Say = Callable[..., tuple[int, str, str]]
