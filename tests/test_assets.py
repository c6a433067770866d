from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop import assets


def test_the_main_deck_comes_first() -> None:
    names = [file.name for file in assets.bundled_decks()]

    assert names[0] == "sales-and-marketing.toml"
    assert len(names) > 1
    assert names[1:] == sorted(names[1:])


def test_files_lie_beside_the_package_in_a_checkout() -> None:
    if (assets.PACKAGE / "decks").is_dir():
        pytest.skip("this is an installed package")
    assert assets.folder("decks") == assets.PACKAGE.parent / "decks"


def test_files_lie_in_the_package_once_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desktop" / "decks").mkdir(parents=True)
    (tmp_path / "decks").mkdir()
    monkeypatch.setattr(assets, "PACKAGE", tmp_path / "desktop")

    assert assets.folder("decks") == tmp_path / "desktop" / "decks"
    assert assets.folder("resources") == tmp_path / "resources"


def test_an_icon_is_found_by_its_name() -> None:
    icons = assets.folder("resources") / "icons"
    names = [file.stem for file in icons.glob("*.svg")]

    assert names
    assert all(assets.icon(name).is_file() for name in names)


def test_a_signature_changes_with_the_file(tmp_path: Path) -> None:
    deck = tmp_path / "a.toml"
    deck.write_text("one", encoding="utf-8")
    os.utime(deck, ns=(0, 1_000_000_000))
    before = assets.signature(deck)
    assert assets.signature(deck) == before

    os.utime(deck, ns=(0, 2_000_000_000))
    later = assets.signature(deck)
    deck.write_text("three", encoding="utf-8")
    os.utime(deck, ns=(0, 2_000_000_000))

    assert (
        len({before, later, assets.signature(deck), assets.signature(deck.rename(tmp_path / "b.toml"))}) == 4
    )
