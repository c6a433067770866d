"""The decks that come with the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import assets, bundled
from desktop.errors import DeckFileError
from desktop.store.layout import COLLECTION
from desktop.study.calendar import system_clock


def test_bundled_decks_are_taken_in_once(tmp_path: Path) -> None:
    collection = bundled.open_collection(tmp_path, system_clock)
    assert not bundled.install_decks(collection)
    assert len(collection.tree()) > 3
    collection.close()


def test_a_deck_with_a_mistake_leaves_the_collection_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 1\nid = 7\n", encoding="utf-8")
    monkeypatch.setattr(assets, "bundled_decks", lambda: [broken])
    with pytest.raises(DeckFileError, match=r"broken\.toml, line 2"):
        bundled.open_collection(tmp_path / "cards", system_clock)
    (tmp_path / "cards" / COLLECTION).rename(tmp_path / "moved.db")  # nobody holds it
