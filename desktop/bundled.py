"""Opening a collection together with the decks that come with the app."""

from __future__ import annotations

from pathlib import Path

from desktop import assets, places
from desktop.store.collection import Collection
from desktop.study.calendar import Clock


def open_collection(folder: Path, clock: Clock, *, at_once: bool = True) -> Collection:
    """Open the collection in a data folder, every bundled deck in it; for `at_once` see `Collection`."""
    wal = places.is_local(folder) and not places.synced_by(folder)
    collection = Collection(folder, clock, wal=wal, at_once=at_once)
    try:
        install_decks(collection)
    except BaseException:
        collection.close()
        raise
    return collection


def install_decks(collection: Collection) -> bool:
    """Take in every bundled deck that is new or newer; return whether there was one."""
    changed = [
        file for file in assets.bundled_decks() if not collection.has_installed(assets.signature(file))
    ]
    for file in changed:
        from desktop.exchange.deck_file import read  # heavy: most starts read no deck file

        collection.install(read(file), assets.signature(file))
    return bool(changed)
