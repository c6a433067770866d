"""Pictures and sounds in a folder beside a file, or in an archive: found by name, never by path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from desktop.errors import UserError
from desktop.exchange.archive import LARGEST_MEMBER, Archive
from desktop.study.incoming import IncomingMedia, Skipped

MOST = 100_000
ODD_NAME = "its name leads out of its folder"


def leads_out(name: str) -> bool:
    """Return whether a name is none inside a folder."""
    parts = name.replace("\\", "/").split("/")
    return "\\" in name or ":" in parts[0] or "\0" in name or any(part in ("", ".", "..") for part in parts)


def in_archive(
    archive: Archive, wanted: Callable[[str], bool], prefix: str = ""
) -> tuple[list[IncomingMedia], list[Skipped]]:
    """Return the media of an archive, and the members that stay out.

    Args:
        archive: that holds them.
        wanted: tells whether a member is one.
        prefix: folder that is no part of their names.
    """
    found: list[IncomingMedia] = []
    odd: list[Skipped] = []
    for member in archive:
        if not wanted(member) or member.endswith("/"):
            continue
        if leads_out(member):
            odd.append(Skipped(0, ODD_NAME, member[:200]))
        else:
            name = member.removeprefix(prefix)
            found.append(IncomingMedia(name, archive.size(member), partial(archive.read, member)))
    return found, odd


def named(folder: Path, names: Iterable[str]) -> list[IncomingMedia]:
    """Return those files of a folder that are named; links are not followed."""
    found = []
    for name in dict.fromkeys(names):
        if leads_out(name):
            continue
        file = folder.joinpath(*name.split("/"))
        try:
            inside = file.resolve().is_relative_to(folder.resolve())
            if inside and not file.is_symlink() and file.is_file():
                found.append(IncomingMedia(name, file.stat().st_size, partial(_content, file)))
        except (OSError, ValueError):
            continue
    return found


def all_in(folder: Path) -> list[IncomingMedia]:
    """Return the files of a folder and those below it, in the order of their names."""
    return named(folder, sorted(_names(folder)))


def _names(folder: Path) -> Iterator[str]:
    try:
        for count, file in enumerate(folder.rglob("*")):
            if count >= MOST:
                return
            if file.is_file():
                yield file.relative_to(folder).as_posix()
    except OSError:
        return


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_MEMBER:
            raise UserError(f"{file.name} is larger than {LARGEST_MEMBER >> 20} MB.")
        return file.read_bytes()
    except OSError as error:
        raise UserError(f"{file.name} cannot be read: {error.strerror}.") from error
