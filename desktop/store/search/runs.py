"""In which order notes were made, told by their numbers: notes come into a collection in runs, and within one
a later note was never made earlier. While there are few runs, and they do not overlap in time, results can be
put in the order of their making without looking up when each was made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

MOST = 20
"""Runs that are told apart; where there are more, times are looked up."""
TABLE = "CREATE TABLE run (note INTEGER PRIMARY KEY, first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL)"


class Run(NamedTuple):
    """Notes that follow each other.

    Attributes:
        note: number of its first note; it reaches to the next run.
        first_ms: when that was made.
        last_ms: when its last note was made.
    """

    note: int
    first_ms: int
    last_ms: int


def extend(connection: sqlite3.Connection, notes: Iterable[tuple[int, int]]) -> None:
    """Take in new notes.

    Args:
        connection: to the index.
        notes: number and time of making of each, in the order of their numbers, which follow all others.
    """
    runs = read(connection)
    end_ms = _end(runs)
    for note, made_ms in notes:
        if len(runs) > MOST:
            break
        if runs and runs[-1].last_ms <= made_ms < end_ms:
            runs[-1] = runs[-1]._replace(last_ms=made_ms)
        else:
            runs.append(Run(note, made_ms, made_ms))
            end_ms = _end(runs)
    connection.executemany("INSERT OR REPLACE INTO run VALUES (?, ?, ?)", runs)


def _end(runs: Sequence[Run]) -> float:
    """Return from when on notes cannot go on with the last run: another one began then."""
    return min((run.first_ms for run in runs if run.first_ms > runs[-1].last_ms), default=inf)


def read(connection: sqlite3.Connection) -> list[Run]:
    """Return the runs by their first notes; one more than MOST where there are too many."""
    return [Run(*row) for row in connection.execute("SELECT note, first_ms, last_ms FROM run ORDER BY note")]


def place(runs: Sequence[Run]) -> str | None:
    """Return where the run of a note `c.note` stands among the others, as SQL; "" where there is but one.

    Within a run, notes stand in the order of their numbers. None: the order cannot be told like this.
    """
    if len(runs) > MOST:
        return None
    in_time = sorted(runs, key=lambda run: (run.first_ms, run.note))
    if any((one.last_ms, one.note) > (other.first_ms, other.note) for one, other in pairwise(in_time)):
        return None
    if in_time == list(runs):
        return ""
    cases = " ".join(f"WHEN c.note >= {run.note} THEN {in_time.index(run)}" for run in reversed(runs))
    return f"CASE {cases} END"
