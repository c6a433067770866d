"""Builds everything and hands it over: to the command line, or to the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import places
from desktop.policy import Fault, Policy, read_policy

if TYPE_CHECKING:
    from argparse import Namespace

    from desktop.errors import UserError
    from desktop.store.collection import Collection
    from desktop.study.calendar import Clock

INTERRUPTED = 130
"""The exit code of a program that was ended by Ctrl+C, as shells have it."""


def main(arguments: Sequence[str] | None = None, policy_file: Path | None = None) -> int:
    """Run the app; return its exit code.

    Args:
        arguments: of the command line; None = those of the process.
        policy_file: of an administrator; None = the one of this computer.
    """
    open_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    policy = read_policy(policy_file or places.policy_file())
    if not words:
        return window(places.data_folder(None, policy.data), policy)
    from desktop import cli  # heavy: the plain start reads no command line

    parsed = cli.parsed(words)
    folder = places.data_folder(getattr(parsed, "data", None), policy.data)
    if parsed.command:
        return command(folder, parsed, policy)
    if parsed.tour:
        return tour(Path(parsed.tour).absolute())
    return window(folder, policy, parsed.brought, only_try=parsed.only_try)


def window(folder: Path, policy: Policy, files: Sequence[Path] = (), *, only_try: bool = False) -> int:
    """Open the window on a data folder, with files to bring in; return its exit code."""
    gc.disable()  # a start makes no garbage; the window collects once it shows
    try:
        from desktop.gui.application import run  # heavy: the command line needs no window
    except ImportError as error:
        return without_qt(error)
    return run(folder, files=files, policy=policy, only_try=only_try)


def tour(pictures: Path) -> int:
    """Save a picture of every page into a folder; return the exit code."""
    try:
        from desktop.gui.tour import run_tour  # heavy: the command line needs no window
    except ImportError as error:
        return without_qt(error)
    return run_tour(pictures)


def without_qt(error: ImportError) -> int:
    """Say which library of the system Qt lacks; return the exit code.

    Raises:
        ImportError: it is about another thing.
    """
    from desktop import libraries  # heavy: only where something is missing

    name = libraries.named(str(error))
    if not name:
        raise error
    qt = Path(error.path or "").parent / "Qt"
    files = [*qt.glob("lib/libQt6[GWX]*.so.6"), *qt.glob("plugins/platforms/libqxcb.so")]
    print(libraries.sentence(libraries.missing(name, *files)), file=sys.stderr)
    return 1


def open_streams() -> None:
    """Give input and output to a program that was started without: they lead nowhere.

    Else the first files to be opened would get their numbers, and what Qt has to say would go into them.
    """
    if os.name == "posix":
        for number in (0, 1, 2):
            try:
                os.fstat(number)
            except OSError:
                os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def command(folder: Path, parsed: Namespace, policy: Policy) -> int:
    """Carry out a command on a data folder; return its exit code."""
    from desktop import bundled, cli  # heavy: the plain start reads no command line

    def opened(clock: Clock) -> Collection:
        def refuse(error: UserError) -> None:
            print(policy.told(Fault(policy.line("decks"), str(error))), file=sys.stderr)

        collection = bundled.open_collection(folder, clock, locked=policy.locked)
        decks = bundled.read_more(policy.decks, collection.installed(), refuse)
        bundled.install_more(collection, decks, refuse)
        return collection

    try:
        return cli.run(folder, parsed, opened, policy)
    except KeyboardInterrupt:  # nothing is half done: every change is one transaction
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
