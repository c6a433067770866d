"""Opening a collection together with the decks that come with the app, or from an administrator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import assets, places
from desktop.errors import UserError
from desktop.store.collection import Collection
from desktop.study.calendar import Clock
from desktop.study.options import NOTHING_LOCKED

if TYPE_CHECKING:
    from desktop.study.note import DraftDeck


def open_collection(
    folder: Path, clock: Clock, *, at_once: bool = True, locked: Mapping[str, Any] = NOTHING_LOCKED
) -> Collection:
    """Open the collection in a data folder, every bundled deck in it; for the rest see `Collection`."""
    wal = places.is_local(folder) and not places.synced_by(folder)
    collection = Collection(folder, clock, wal=wal, at_once=at_once, locked=locked)
    try:
        install_decks(collection)
    except BaseException:
        collection.close()
        raise
    return collection


def install_decks(collection: Collection) -> bool:
    """Take in every bundled deck that is new or newer; return whether there was one."""
    known = collection.installed()
    changed = [file for file in assets.bundled_decks() if assets.signature(file) not in known]
    for file in changed:
        from desktop.exchange.deck_file import read  # heavy: most starts read no deck file

        collection.install(read(file), assets.signature(file))
    return bool(changed)


def install_more(
    collection: Collection, decks: Sequence[tuple[DraftDeck, str]], refuse: Callable[[UserError], object]
) -> None:
    """Take in decks with their signatures; one that is refused does not stop the others."""
    for draft, mark in decks:
        try:
            collection.install(draft, mark)
        except UserError as error:
            refuse(error)


def read_more(
    folders: Sequence[Path], known: frozenset[str], refuse: Callable[[UserError], object]
) -> list[tuple[DraftDeck, str]]:
    """Return the decks in folders of an administrator that are new or newer, with their signatures.

    Nothing is written, there or elsewhere. Any thread may do it: a folder on a network can be slow.

    Args:
        folders: that hold deck files.
        known: signatures of what is in the collection already.
        refuse: is given what cannot be read; the other decks are read all the same.
    """
    found: list[tuple[DraftDeck, str]] = []
    for folder in folders:
        try:
            files = sorted(each for each in folder.iterdir() if each.suffix.lower() == ".toml")
            changed = [(each, mark) for each in files if (mark := assets.signature(each)) not in known]
        except OSError as error:
            refuse(UserError(f"The folder of decks {folder} cannot be read: {error.strerror}."))
            continue
        for file, mark in changed:
            from desktop.exchange.deck_file import read  # heavy: most starts read no deck file

            try:
                found.append((read(file), mark))
            except UserError as error:
                refuse(UserError(f"{folder}: {error}"))
    return found
