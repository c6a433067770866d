"""X-02, X-03: archives that lie about what they hold."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange import archive
from desktop.exchange.archive import FREE, Archive, Trap


def made(folder: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder / "it's 100% #1 – Ü.zip"
    with zipfile.ZipFile(path, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def test_members_are_read_by_name_alone(tmp_path: Path) -> None:
    names = ["../up", "/etc/passwd", "C:\\x", "\\\\host\\share", "a/b", "NUL", "x:stream", "é" * 100]
    opened = Archive(made(tmp_path, {name: name.encode() for name in names}), "it")
    assert [opened.read(name) for name in opened] == [name.encode() for name in opened]
    assert len(list(opened)) == len(names)
    opened.extract("../up", tmp_path / "mine")
    assert (tmp_path / "mine").read_bytes() == b"../up"
    opened.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["it's 100% #1 – Ü.zip", "mine"])


def test_a_bomb_is_stopped_long_before_its_end(tmp_path: Path) -> None:
    opened = Archive(made(tmp_path, {"bomb": bytes(FREE * 4)}), "it")
    done: list[int] = []
    with pytest.raises(Trap, match="far more than it should"):
        done.extend(len(chunk) for chunk in opened.chunks("bomb", FREE * 40))
    assert FREE <= sum(done) <= FREE + archive.CHUNK
    opened.close()


def test_a_member_larger_than_its_limit_is_refused(tmp_path: Path) -> None:
    opened = Archive(made(tmp_path, {"big": b"x" * 5000}, zipfile.ZIP_STORED), "it")
    with pytest.raises(Trap):
        opened.read("big", 4999)
    assert len(opened.read("big", 5000)) == 5000
    opened.close()


def test_all_members_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_TOTAL", 2500)
    opened = Archive(made(tmp_path, {str(n): b"x" * 1000 for n in range(3)}, zipfile.ZIP_STORED), "it")
    opened.read("0")
    opened.read("1")
    with pytest.raises(Trap):
        opened.read("2")
    opened.close()


def test_a_size_that_is_declared_is_not_believed(tmp_path: Path) -> None:
    path = made(tmp_path, {"a": b"abc"}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 0xFFFFFFF0)
    path.write_bytes(content)
    opened = Archive(path, "it")
    assert opened.size("a") == 0xFFFFFFF0
    with suppress(UserError):  # some versions of Python notice; neither takes memory for it
        assert opened.read("a") == b"abc"
    opened.close()


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    with pytest.raises(Trap, match="too many"):
        Archive(made(tmp_path, {str(n): b"" for n in range(4)}), "it")


@pytest.mark.parametrize("cut", [0, 10, 60, 100])
def test_a_broken_archive_is_told_in_a_sentence(tmp_path: Path, cut: int) -> None:
    path = made(tmp_path, {"a": b"abc" * 50})
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(UserError, match="broken"):
        Archive(path, "deck.zip")


def test_a_missing_or_encrypted_member_is_told(tmp_path: Path) -> None:
    path = made(tmp_path, {"a": b"abc"})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    opened = Archive(path, "it")
    with pytest.raises(UserError, match="lacks its part"):
        opened.read("b")
    with pytest.raises(UserError, match="broken at 'a'"):
        opened.read("a")
    opened.close()


BUFFER = io.BytesIO()
with zipfile.ZipFile(BUFFER, "w", zipfile.ZIP_DEFLATED) as SMALL:
    SMALL.writestr("one", b"1" * 400)
    SMALL.writestr("two", bytes(range(256)))
WHOLE = BUFFER.getvalue()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_damage_is_an_error_for_people(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, int]]
) -> None:
    content = bytearray(WHOLE)
    for at, value in damage:
        content[at] = value
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(content)
    try:
        opened = Archive(path, "it")
    except UserError:
        return
    for name in opened:
        try:
            opened.read(name)
        except UserError:
            continue
    opened.close()
