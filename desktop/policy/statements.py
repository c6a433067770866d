"""A TOML text statement by statement, so that one mistake costs one entry and has a line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from desktop.policy import Entry, Fault

START = re.compile(r"""[ \t]*(?:\[|[\w"'.\- \t]+=)""")
"""How a line begins that is no continuation of the value before it."""
PLACE = re.compile(r" \(at (?:line \d+, column \d+|end of document)\)$")


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield the statements of a text, each with the number of its first line."""
    line, parts = 0, list[str]()
    for number, each in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if START.match(each):
            if parts:
                yield line, "\n".join(parts)
            line, parts = number, [each]
        elif parts:
            parts.append(each)
        elif each.strip() and not each.lstrip().startswith("#"):
            line, parts = number, [each]
    if parts:
        yield line, "\n".join(parts)


def leaves(tree: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every value in nested tables, each with the keys that lead to it; an empty table is one."""
    for key, value in tree.items():
        if isinstance(value, dict) and value:
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


def entries(text: str) -> tuple[list[Entry], list[Fault]]:
    """Return the entries of a text, keys joined by dots, and what is no TOML in it.

    Where the head of a table is wrong, nothing that stands under it counts. A table without entries is one.
    """
    found: dict[str, Entry] = {}
    faults: list[Fault] = []
    heads: list[Entry] = []
    table: tuple[str, ...] | None = ()
    for line, statement in statements(text):
        is_head = statement.lstrip().startswith("[")
        try:
            read, rest = _read(statement)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            left_out = "; what stands under it does not count" if is_head else ""
            faults.append(Fault(line, f"This is no TOML ({_what(error)}){left_out}."))
            table = None if is_head else table
            continue
        if rest:
            faults.append(Fault(line + rest, "This is no TOML (neither a key with a value nor a table)."))
        if is_head:
            table = read[0][0]
            heads.append(Entry(".".join(table), {}, line))
            continue
        for path, value in read if table is not None else ():
            entry = Entry(".".join((*(table or ()), *path)), value, line)
            if found.setdefault(entry.key, entry) is not entry:
                faults.append(Fault(line, f"{entry.key} stands in line {found[entry.key].line} already."))
    if not faults:
        faults += _as_a_whole(text)
    empty = [head for head in heads if not any(key.startswith(head.key + ".") for key in found)]
    return [*found.values(), *empty], faults


def _read(statement: str) -> tuple[list[tuple[tuple[str, ...], Any]], int]:
    """Return the values in a statement, and after how many lines something else follows; 0 = nothing does.

    Raises:
        TOMLDecodeError: it is none, with or without what follows.
    """
    try:
        return list(leaves(tomllib.loads(statement))), 0
    except tomllib.TOMLDecodeError:
        lines = statement.split("\n")
        for count in range(1, len(lines)):
            with suppress(tomllib.TOMLDecodeError):
                return list(leaves(tomllib.loads("\n".join(lines[:count])))), count
        raise


def _what(error: Exception) -> str:
    """Return what the reader says, without a place, which would be that in one statement."""
    return PLACE.sub("", str(error))


def _as_a_whole(text: str) -> list[Fault]:
    """Return what is wrong although each statement is right by itself, such as a key that comes twice."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else max(1, text.count("\n"))
        return [Fault(line, f"This is no TOML ({_what(error)}).")]
    return []
