"""Builds everything and hands it over: to the command line, or to the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from desktop import places
from desktop.errors import UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app; return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words:
        return window(places.data_folder())
    from desktop import cli  # heavy: the plain start reads no command line

    parsed = cli.parser().parse_args(words)
    folder = places.data_folder(getattr(parsed, "data", None))
    if parsed.command:
        return command(folder, parsed)
    if parsed.tour:
        from desktop.gui.tour import run_tour

        return run_tour(Path(parsed.tour).absolute())
    return window(folder)


def window(folder: Path) -> int:
    """Open the window on a data folder; return its exit code."""
    from desktop.gui.application import run

    return run(folder)


def command(folder: Path, parsed: object) -> int:
    """Carry out a command on a data folder; return its exit code."""
    from argparse import Namespace

    from desktop import cli
    from desktop.bundled import install_decks
    from desktop.store.collection import Collection
    from desktop.study.calendar import Clock, system_clock

    def open_collection(clock: Clock | None) -> Collection:
        collection = Collection(folder, clock or system_clock, wal=places.is_local(folder))
        try:
            install_decks(collection)
        except UserError:
            collection.close()
            raise
        return collection

    assert isinstance(parsed, Namespace)  # noqa: S101
    return cli.run(parsed, open_collection)


if __name__ == "__main__":
    sys.exit(main())
