"""Builds everything and hands it over: to the command line, or to the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import places

if TYPE_CHECKING:
    from argparse import Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app; return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words:
        return window(places.data_folder())
    from desktop import cli  # heavy: the plain start reads no command line

    parsed = cli.parsed(words)
    folder = places.data_folder(getattr(parsed, "data", None))
    if parsed.command:
        return command(folder, parsed)
    if parsed.tour:
        from desktop.gui.tour import run_tour  # heavy: as above

        return run_tour(Path(parsed.tour).absolute())
    return window(folder, parsed.brought)


def window(folder: Path, files: Sequence[Path] = ()) -> int:
    """Open the window on a data folder, with files to bring in; return its exit code."""
    gc.disable()  # a start makes no garbage; the window collects once it shows
    from desktop.gui.application import run  # heavy: the command line needs no window

    return run(folder, files=files)


def command(folder: Path, parsed: Namespace) -> int:
    """Carry out a command on a data folder; return its exit code."""
    from desktop import bundled, cli  # heavy: the plain start reads no command line

    return cli.run(folder, parsed, lambda clock: bundled.open_collection(folder, clock))


if __name__ == "__main__":
    sys.exit(main())
