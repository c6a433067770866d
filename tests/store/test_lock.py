"""D-06: one window a folder, whatever an earlier one left behind."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from desktop.errors import StoreInUse
from desktop.store.lock import LOCK, RAISE, FolderLock, wished
from tests.store.helpers import ROOT, child, child_environment

HOLDER = """
import sys
from pathlib import Path
from desktop.store.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
lock.take(1)
print("taken", flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        child(HOLDER, folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=child_environment(),
    )
    assert process.stdout
    assert process.stdout.readline() == b"taken\n"
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    process.communicate()


def test_a_second_start_is_refused_and_asks_the_first_to_show_itself(tmp_path: Path) -> None:
    process = holder(tmp_path)
    with pytest.raises(StoreInUse, match=rf"already open on .*process {process.pid}") as raised:
        FolderLock(tmp_path).take(2)
    assert str(tmp_path) in raised.value.message
    assert (tmp_path / RAISE).exists()
    end(process)


def test_a_command_is_refused_without_asking_for_the_window(tmp_path: Path) -> None:
    with FolderLock(tmp_path) as first:
        first.take(1)
        with pytest.raises(StoreInUse, match="already open"):
            FolderLock(tmp_path).take(2, ask_to_show=False)
    assert not (tmp_path / RAISE).exists()


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    process = holder(tmp_path)
    process.send_signal(signal.SIGKILL)
    end(process)
    assert (tmp_path / LOCK).read_text()
    with FolderLock(tmp_path) as lock:
        lock.take(2)


def test_a_lock_that_was_given_back_can_be_taken(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    first.take(1)
    first.release()
    first.release()
    second.take(2)
    with pytest.raises(StoreInUse):
        first.take(3)
    second.release()


@pytest.mark.parametrize("left", [b"", b"\x00\xff garbage", b"[1, 2]", b'{"pid": 1}', b"x" * 100_000])
def test_an_old_lock_file_of_any_content_is_no_lock(tmp_path: Path, left: bytes) -> None:
    (tmp_path / LOCK).write_bytes(left)
    with FolderLock(tmp_path) as lock:
        lock.take(1)
        assert str(os.getpid()) in (tmp_path / LOCK).read_text()


def test_a_holder_that_wrote_garbage_still_holds(tmp_path: Path) -> None:
    process = holder(tmp_path)
    (tmp_path / LOCK).write_bytes(b"\xff\x00")
    with pytest.raises(StoreInUse, match="already open"):
        FolderLock(tmp_path).take(2)
    end(process)


def test_two_folders_are_open_at_once(tmp_path: Path) -> None:
    first, second = holder(tmp_path / "one"), holder(tmp_path / "two")
    end(first)
    end(second)


def test_the_lock_stays_the_same_file(tmp_path: Path) -> None:
    """Were it deleted, a start that opened it just before would hold a lock that nobody sees."""
    lock = FolderLock(tmp_path)
    lock.take(1)
    early = (tmp_path / LOCK).stat().st_ino
    lock.release()
    assert (tmp_path / LOCK).stat().st_ino == early
    assert (tmp_path / LOCK).read_text() == ""


def test_many_starts_at_once_open_one_window(tmp_path: Path) -> None:
    starts = [
        subprocess.Popen(
            child(HOLDER, tmp_path),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=child_environment(),
        )
        for _ in range(5)
    ]
    said = []
    for start in starts:
        assert start.stdout
        said.append(start.stdout.readline())
    for start in starts:
        end(start)
    assert sorted(said) == [b"", b"", b"", b"", b"taken\n"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, null]", b"\xff", b"[" * 100_000])
def test_a_wish_that_is_no_list_of_files_names_none(tmp_path: Path, content: bytes) -> None:
    wish = tmp_path / RAISE
    wish.write_bytes(content)
    assert wished(wish) == []
    assert not wish.exists()
