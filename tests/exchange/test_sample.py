from __future__ import annotations

import gzip
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.exchange.sample import HEAD, Sample


def test_a_text_from_nowhere_is_all_there(tmp_path: Path) -> None:
    sample = Sample.of_text("a\tü", "Clipboard")
    assert (sample.head, sample.data(10), sample.path) == ("a\tü".encode(), "a\tü".encode(), None)


def test_what_a_file_is(tmp_path: Path) -> None:
    zipped = tmp_path / "a.APKG"
    with zipfile.ZipFile(zipped, "w") as file:
        file.writestr("media", "{}")
    packed = tmp_path / "b.gz"
    packed.write_bytes(gzip.compress(b"<xml/>" * 50_000))
    database = tmp_path / "c"
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("CREATE TABLE t (x)")
    found = {each.name: Sample.of(each) for each in (zipped, packed, database)}
    assert found["a.APKG"].is_zip
    assert found["a.APKG"].members == {"media"}
    assert found["a.APKG"].suffix == ".apkg"
    assert found["b.gz"].is_gzip
    assert found["b.gz"].unpacked.startswith(b"<xml/><xml/>")
    assert len(found["b.gz"].unpacked) <= HEAD
    assert found["c"].is_sqlite
    assert found["c"].members == frozenset()


def test_broken_things_are_only_looked_at(tmp_path: Path) -> None:
    for content in (b"PK\x03\x04 no zip", b"\x1f\x8b no gzip", b""):
        file = tmp_path / "x"
        file.write_bytes(content)
        sample = Sample.of(file)
        assert sample.members == frozenset()
        assert isinstance(sample.unpacked, bytes)


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        Sample.of(tmp_path / "none.csv")
    with pytest.raises(UserError, match="is a folder"):
        Sample.of(tmp_path)


def test_a_folder_with_a_deck_stands_for_it(tmp_path: Path) -> None:
    (tmp_path / "deck.json").write_text("{}")
    assert Sample.of(tmp_path).path == tmp_path / "deck.json"


def test_a_file_that_is_too_large_is_told_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "big.csv"
    file.write_bytes(b"x" * 100)
    with pytest.raises(UserError, match=r"big\.csv is larger"):
        Sample.of(file).data(99)
