"""The decks that come with the app, or from an administrator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import assets, bundled
from desktop.errors import DeckFileError, UserError
from desktop.store.collection import Collection
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


# ---------------------------------------------------------------------- folders of an administrator

DECK = """format = 1
id = "{name}"
name = "{name}"
version = {version}
[[section]]
name = "One"
[[section.note]]
key = "k"
kind = "basic"
question = "{question}"
answer = "A"
"""


def write(folder: Path, name: str, version: int = 1, question: str = "Q?") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.toml"
    file.write_text(DECK.format(name=name, version=version, question=question), encoding="utf-8")
    return file


def bring(collection: Collection, *folders: Path) -> list[str]:
    """Do what a start does; return what was refused."""
    refused: list[UserError] = []
    decks = bundled.read_more(folders, collection.installed(), refused.append)
    bundled.install_more(collection, decks, refused.append)
    return [str(each) for each in refused]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = Collection(tmp_path / "cards", system_clock)
    yield made
    made.close()


def questions(collection: Collection) -> list[str]:
    return [view.note.fields["Question"] for view in collection.cards()]


def test_decks_of_more_folders_are_taken_in_once_and_kept_up(collection: Collection, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    write(one, "sums")
    write(two, "words", question="W?")
    (two / "README.md").write_text("no deck")
    assert bring(collection, one, two) == []
    assert questions(collection) == ["Q?", "W?"]
    assert bundled.read_more((one, two), collection.installed(), pytest.fail) == []
    write(one, "sums", 2, "Better?")
    assert bring(collection, one, two) == []
    assert questions(collection) == ["Better?", "W?"]


def test_folders_of_decks_are_only_read(collection: Collection, tmp_path: Path) -> None:
    file = write(tmp_path / "one", "sums")
    file.chmod(0o444)
    file.parent.chmod(0o555)
    before = file.read_bytes(), file.stat().st_mtime_ns, file.parent.stat().st_mtime_ns
    assert bring(collection, file.parent) == []
    assert (file.read_bytes(), file.stat().st_mtime_ns, file.parent.stat().st_mtime_ns) == before
    file.parent.chmod(0o755)


def test_what_is_wrong_in_a_folder_stops_nothing_else(collection: Collection, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    write(folder, "a sound one")
    (folder / "broken.toml").write_text("format = 1\nid = 7\n", encoding="utf-8")
    nowhere = tmp_path / "nowhere"
    gone, broken = bring(collection, nowhere, folder)
    assert gone.startswith(f"The folder of decks {nowhere} cannot be read: ")
    assert broken.startswith(f"{folder}: broken.toml, line 2: ")
    assert questions(collection) == ["Q?"]
