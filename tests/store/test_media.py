"""Pictures and sounds in a collection."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import StoreError, UserError
from desktop.store import media
from desktop.store.media import one_form
from tests.store.conftest import Opener


def test_a_file_is_found_by_its_name(opened: Opener) -> None:
    collection = opened()
    assert collection.add_media("ROI.png", b"one") == "ROI.png"
    found = collection.media("ROI.png")
    assert found is not None
    assert found.read_bytes() == b"one"
    assert collection.media("other.png") is None


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Bär.png", unicodedata.normalize("NFD", "Bär.png")),
        ("📈 ROI.PNG", "📈 roi.png"),
        ("a#b&c%20 d'e..f.png", "a#b&c%20 d'e..f.png"),
        ("x.jpg", "folder/x.jpg"),
        ("x.jpg", "C:\\folder\\x.jpg"),
    ],
)
def test_names_are_matched_in_one_form_and_without_case(opened: Opener, stored: str, asked: str) -> None:
    collection = opened()
    collection.add_media(stored, b"it")
    assert collection.media(asked) is not None


def test_the_exact_name_comes_before_one_in_another_case(opened: Opener) -> None:
    collection = opened()
    collection.add_media("a.png", b"small")
    collection.add_media("A.png", b"capital")
    for name, content in (("a.png", b"small"), ("A.png", b"capital")):
        found = collection.media(name)
        assert found is not None
        assert found.read_bytes() == content


def test_another_file_of_the_same_name_gets_a_number(opened: Opener) -> None:
    collection = opened()
    assert collection.add_media("a.png", b"1") == "a.png"
    assert collection.add_media("a.png", b"1") == "a.png"
    assert collection.add_media("a.png", b"2") == "a 2.png"
    assert collection.add_media("a.png", b"2") == "a 2.png"
    found = collection.media("a.png")
    assert found is not None
    assert found.read_bytes() == b"1"


def test_equal_files_are_kept_once(opened: Opener) -> None:
    collection = opened()
    collection.add_media("a.png", b"same")
    collection.add_media("b.png", b"same")
    files = [each for each in (collection.folder / media.FOLDER).rglob("*") if each.is_file()]
    assert len(files) == 1
    assert collection.check() == []


@pytest.mark.parametrize(
    "name",
    [
        "../../evil",
        "/etc/passwd",
        "\\\\server\\share\\x",
        "C:x.png",
        "con",
        "x" * 3000,
        "a\x00b",
        "NUL:stream",
    ],
)
def test_no_name_becomes_a_path(opened: Opener, name: str) -> None:
    collection = opened()
    before = set(collection.folder.parent.rglob("*"))
    collection.add_media(name, b"content")
    inside = collection.folder / media.FOLDER
    new = set(collection.folder.parent.rglob("*")) - before
    assert all(
        each == inside or inside in each.parents or each.name.startswith("collection.db") for each in new
    )
    found = collection.media(name)
    assert found is not None
    assert found.resolve().is_relative_to(inside.resolve())


@pytest.mark.parametrize("name", ["", "   ", "..", ".", "a/"])
def test_a_file_without_a_name_is_refused(opened: Opener, name: str) -> None:
    with pytest.raises(UserError):
        opened().add_media(name, b"x")


def test_a_file_that_is_too_large_is_refused(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "LARGEST", 10)
    with pytest.raises(UserError, match="larger"):
        opened().add_media("a.png", b"x" * 11)


def test_a_file_that_was_deleted_from_the_disk_is_missing(opened: Opener) -> None:
    collection = opened()
    collection.add_media("a.png", b"x")
    found = collection.media("a.png")
    assert found is not None
    found.unlink()
    assert collection.media("a.png") is None
    collection.add_media("a.png", b"x")
    assert collection.media("a.png") is not None


def test_a_file_that_cannot_be_written_leaves_no_name(opened: Opener) -> None:
    collection = opened()
    (collection.folder / media.FOLDER).write_text("in the way")
    with pytest.raises(StoreError):
        collection.add_media("a.png", b"x")
    assert collection.media("a.png") is None


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_form_of_a_name_is_stable(name: str) -> None:
    assert one_form(one_form(name)) == one_form(name)
    assert "/" not in one_form(name)


def test_media_are_beside_the_collection_not_in_it(opened: Opener, tmp_path: Path) -> None:
    collection = opened()
    size = collection.backup().size
    collection.add_media("big.png", bytes(2_000_000))
    assert collection.backup().size < size + 100_000
