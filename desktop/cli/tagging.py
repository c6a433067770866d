"""Changing the tags of notes from the command line."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from desktop.errors import UserError
from desktop.store.bulk.marks import OfTags, RenameTag, Retag
from desktop.store.collection import Collection


def edit_tags(collection: Collection, arguments: argparse.Namespace) -> dict[str, Any]:
    """Give the notes that a search finds tags, take tags away from them, or rename one. One step to undo.

    Raises:
        UserError: the search makes no sense, or nothing is asked for.
    """
    changes = bool(arguments.add or arguments.remove)
    if changes == bool(arguments.rename):
        raise UserError("Say what to do.", "Either --add and --remove, or --rename OLD NEW.")
    with closing(collection.searcher()) as searcher:
        found = searcher.search(arguments.query, notes=True)
    if found.problem:
        raise UserError(found.problem)
    deed: OfTags = Retag(found.numbers, arguments.add, arguments.remove)
    if arguments.rename:
        old, new = arguments.rename
        deed = RenameTag(old, new, found.numbers)
    changed = collection.bulk.count(deed) if arguments.dry_run else collection.bulk.do(deed).changed
    return {"found": found.total, "changed": changed, "dry_run": arguments.dry_run}


def words(result: dict[str, Any]) -> str:
    """Say how many notes changed."""
    would = "would change" if result["dry_run"] else "changed"
    return f"Notes found: {result['found']}; {would}: {result['changed']}."
