"""Carrying out one command on a data folder."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.cli import laid_down
from desktop.cli.commands import COMMANDS
from desktop.cli.words import WORDS
from desktop.errors import StoreDamaged, UserError
from desktop.policy import FEATURES, NO_POLICY, Policy
from desktop.store import backups
from desktop.store.collection import Collection
from desktop.store.layout import COLLECTION
from desktop.store.lock import FolderLock
from desktop.study.calendar import Clock, Moment, system_clock

OpenCollection = Callable[[Clock], Collection]
NEEDS = {"edit-tags": "edit"}
"""Features of the policy that commands of another name need."""
NOBODY_READS = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)
"""What systems say of a pipe whose other end was closed."""


def run(
    folder: Path,
    arguments: argparse.Namespace,
    open_collection: OpenCollection,
    policy: Policy = NO_POLICY,
) -> int:
    """Carry out a command; return the exit code.

    Args:
        folder: of the data.
        arguments: that were said.
        open_collection: opens the collection in it.
        policy: of the administrator.
    """
    at: Moment | None = arguments.at
    clock: Clock = (lambda: at) if at else system_clock
    try:
        result = _result(folder, arguments, clock, lambda: open_collection(clock), policy)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    as_json = getattr(arguments, "json", False)
    shown = show(
        json.dumps(result, ensure_ascii=False, indent=2) if as_json else WORDS[arguments.command](result)
    )
    return shown or int(is_refused(arguments.command, result))


def is_refused(command: str, result: Any) -> bool:
    """Return whether a command on several files could not do one of them, or a check found faults."""
    if command == "policy":
        return laid_down.is_wrong(result)
    if command == "check":
        return not result["ok"]
    return isinstance(result, list) and any("refused" in each for each in result)


def _result(
    folder: Path,
    arguments: argparse.Namespace,
    clock: Clock,
    opened: Callable[[], Collection],
    policy: Policy,
) -> Any:
    if arguments.command == "policy":
        return laid_down.policy(folder, arguments, policy)
    for fault in policy.faults:
        print(policy.told(fault), file=sys.stderr)
    if (feature := NEEDS.get(arguments.command, arguments.command)) in FEATURES:
        policy.demand(feature)
    if arguments.command == "restore":
        return restore(folder, arguments.file, clock, opened)
    collection = opened()
    try:
        return COMMANDS[arguments.command](collection, arguments)
    finally:
        collection.close()


def restore(folder: Path, file: Path, clock: Clock, opened: Callable[[], Collection]) -> Any:
    """Put a backup in the place of the cards, also of cards that can no longer be opened.

    Raises:
        StoreInUse: a window shows the cards that would go.
    """
    lock = FolderLock(folder)
    lock.take(system_clock().at_ms, ask_to_show=False)
    try:
        try:
            collection, kept = opened(), None
        except StoreDamaged:
            kept = backups.rescue(folder / COLLECTION, file, clock())
            collection = opened()
            collection.note_rescue(file, kept)
        try:
            if kept is None:
                collection.restore(file)
            return {"restored": str(file), "cards": len(collection.cards()), "kept": kept and str(kept)}
        finally:
            collection.close()
    finally:
        lock.release()


def show(text: str) -> int:
    """Print a result; return the exit code."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        print(text, flush=True)
    except OSError as error:
        _forget_output()
        if error.errno in NOBODY_READS:  # whoever reads has seen enough, as in `repertoire cards | head`
            return 0
        print(f"The result could not be written: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def _forget_output() -> None:
    """Let nothing more be written: at its end Python would try again, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
