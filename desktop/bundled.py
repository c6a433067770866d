"""Taking the decks that come with the app into a collection."""

from __future__ import annotations

from desktop import assets
from desktop.store.collection import Collection


def install_decks(collection: Collection) -> bool:
    """Take in every bundled deck that is new or newer; return whether there was one."""
    changed = [
        file for file in assets.bundled_decks() if not collection.has_installed(assets.signature(file))
    ]
    for file in changed:
        from desktop.exchange.deck_file import read  # heavy: most starts read no deck file

        collection.install(read(file), assets.signature(file))
    return bool(changed)
