"""A file that is written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from desktop.errors import UserError


@contextmanager
def written(target: Path) -> Iterator[Path]:
    """Give a file beside the target to write to; it takes the target's place once all went well.

    Raises:
        UserError: it could not be written; what had that name before is as it was.
    """
    partial = target.with_name(f".{uuid4().hex}.part")
    try:
        yield partial
        partial.replace(target)
    except OSError as error:
        raise UserError(
            f"{target.name} could not be written: {error.strerror or error}.",
            "Look whether there is room and whether you may write there, or choose another folder.",
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink()
