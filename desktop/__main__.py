"""Builds everything and hands it over: to the command line, or to the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import places
from desktop.policy import Policy, read_policy

if TYPE_CHECKING:
    from argparse import Namespace

    from desktop.errors import UserError
    from desktop.store.collection import Collection
    from desktop.study.calendar import Clock


def main(arguments: Sequence[str] | None = None, policy_file: Path | None = None) -> int:
    """Run the app; return its exit code.

    Args:
        arguments: of the command line; None = those of the process.
        policy_file: of an administrator; None = the one of this computer.
    """
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
        from desktop.gui.tour import run_tour  # heavy: as above

        return run_tour(Path(parsed.tour).absolute())
    return window(folder, policy, parsed.brought)


def window(folder: Path, policy: Policy, files: Sequence[Path] = ()) -> int:
    """Open the window on a data folder, with files to bring in; return its exit code."""
    gc.disable()  # a start makes no garbage; the window turns it on again once it shows
    from desktop.gui.application import run  # heavy: the command line needs no window

    return run(folder, files=files, policy=policy)


def command(folder: Path, parsed: Namespace, policy: Policy) -> int:
    """Carry out a command on a data folder; return its exit code."""
    from desktop import bundled, cli  # heavy: the plain start reads no command line

    def opened(clock: Clock) -> Collection:
        def refuse(error: UserError) -> None:
            print(error, file=sys.stderr)

        collection = bundled.open_collection(folder, clock, locked=policy.locked)
        decks = bundled.read_more(policy.decks, collection.installed(), refuse)
        bundled.install_more(collection, decks, refuse)
        return collection

    return cli.run(folder, parsed, opened, policy)


if __name__ == "__main__":
    sys.exit(main())
