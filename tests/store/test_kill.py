"""D-01: a program that is killed at any moment loses no answer that it has acknowledged."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.store.collection import Collection
from tests.store.helpers import ROOT, FakeClock, child_environment, query


def kill_while_answering(folder: Path, seed: int, wal: bool) -> list[str]:
    """Return the answers that were acknowledged before the kill."""
    chance = random.Random(seed)
    command = [sys.executable, "-m", "tests.store.answering", folder, str(seed), "wal" if wal else "delete"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=child_environment()) as learner:
        assert learner.stdout
        lines = [learner.stdout.readline() for _ in range(chance.randint(1, 40))]
        for _ in range(chance.randint(0, 20_000)):  # a moment in the middle of whatever it does
            pass
        learner.kill()
        lines += learner.stdout.readlines()
    return [line.decode().strip() for line in lines if line.endswith(b"\n")]


def one_round(folder: Path, seed: int) -> None:
    wal = seed % 4 > 0
    acknowledged = kill_while_answering(folder, seed, wal)
    collection = Collection(folder, FakeClock(), wal=wal)
    try:
        stored = [row["review"] for row in collection.reviews()]
        assert len(acknowledged) > 0
        assert stored[: len(acknowledged)] == acknowledged
        assert len(stored) <= len(acknowledged) + 1
        assert collection.check() == []
    finally:
        collection.close()
    assert query(folder, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("seed", range(10))
def test_no_acknowledged_answer_is_lost(tmp_path: Path, seed: int) -> None:
    one_round(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 210))
def test_no_acknowledged_answer_is_lost_in_many_rounds(tmp_path: Path, seed: int) -> None:
    one_round(tmp_path, seed)


def test_a_collection_survives_kill_after_kill(tmp_path: Path) -> None:
    acknowledged: list[str] = []
    for seed in (1, 2, 3):
        acknowledged += kill_while_answering(tmp_path, seed, wal=True)
    collection = Collection(tmp_path, FakeClock())
    assert set(acknowledged) <= {row["review"] for row in collection.reviews()}
    assert collection.check() == []
    collection.close()
