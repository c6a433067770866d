"""Taking decks out from the command line."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from desktop.store.collection import Collection
from desktop.study.incoming import no_progress


def take(collection: Collection, arguments: argparse.Namespace) -> dict[str, Any]:
    """Write a deck, or everything, to a file; its suffix says in which format."""
    from desktop.exchange.exporters import exporter_for  # heavy: only this command writes files

    exporter = exporter_for(arguments.file)
    deck = None if arguments.deck is None else collection.deck_named(arguments.deck)
    progress = exporter.holds_progress and not arguments.for_others
    with closing(collection.outgoing(deck, with_progress=progress)) as outgoing:
        written = exporter.write(outgoing, arguments.file, no_progress)
    return {
        "file": str(arguments.file),
        "format": exporter.title,
        "notes": written.notes,
        "cards": written.cards,
        "media": {"added": written.media, "missing": written.missing},
        "left_out": [{"what": what, "notes": count} for what, count in written.left_out.items()],
    }


def words(result: dict[str, Any]) -> str:
    """Say what was written."""
    lines = [f"{result['file']} ({result['format']}): {result['notes']} notes, {result['cards']} cards."]
    lines += [f"  missing: {name}" for name in result["media"]["missing"]]
    lines += [f"  {each['notes']} notes: {each['what']}" for each in result["left_out"]]
    return "\n".join(lines)
