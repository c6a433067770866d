"""What only this copy of a collection knows."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop.store.meta import Meta
from tests.store.conftest import Opener
from tests.store.helpers import query


def test_a_text_is_kept_under_its_name(opened: Opener) -> None:
    collection = opened()
    meta = Meta(collection._database)
    assert meta.get("colour") == ""
    meta.set("colour", "blue")
    meta.set("colour", "grün")
    assert meta.get("colour") == "grün"
    collection.close()
    assert Meta(opened()._database).get("colour") == "grün"


def test_what_is_there_already_is_not_written_again(opened: Opener) -> None:
    database = opened()._database
    meta = Meta(database)
    meta.set("colour", "blue")
    before = database.value("SELECT total_changes()")
    meta.set("colour", "blue")
    assert database.value("SELECT total_changes()") == before


def test_a_copy_has_one_identity_and_two_collections_have_two(opened: Opener, tmp_path: Path) -> None:
    first = opened()
    device = Meta(first._database).device()
    assert Meta(first._database).device() == device
    other = opened(tmp_path / "other")
    theirs = Meta(other._database).device()
    sql = "SELECT uid FROM device WHERE id = ?"
    assert len(first._database.value(sql, device)) == 16
    assert first._database.value(sql, device) != other._database.value(sql, theirs)
    first.close()
    shutil.copytree(first.folder, tmp_path / "moved")
    assert Meta(opened(tmp_path / "moved")._database).device() == device
    assert len(query(first.folder, "SELECT 1 FROM meta WHERE name = 'device'")) == 1
