from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from desktop.exchange.anki.out.layouts import by_case, make_11, make_18
from desktop.exchange.anki.out.package import head_of
from tests.exchange import leaving


@pytest.mark.parametrize("make", [make_11, make_18])
def test_a_package_has_decks_and_note_types_in_either_layout(make: object) -> None:
    head = head_of(leaving.everything())
    with closing(sqlite3.connect(":memory:")) as database:
        make(database, head)  # type: ignore[operator]
        if make is make_11:
            row = database.execute("SELECT ver, models, decks FROM col").fetchone()
            models, decks = json.loads(row[1]), json.loads(row[2])
            names = sorted(each["name"] for each in models.values())
            paths = sorted(each["name"] for each in decks.values())
            version = row[0]
        else:
            version = database.execute("SELECT ver FROM col").fetchone()[0]
            names = sorted(name for (name,) in database.execute("SELECT name FROM notetypes"))
            paths = sorted(
                name.replace("\x1f", "::") for (name,) in database.execute("SELECT name FROM decks")
            )
    assert version == (11 if make is make_11 else 18)
    assert names == sorted(each.name for each in leaving.everything().note_types)
    assert paths == ["Default", "Sales & Marketing", "Sales & Marketing::First “meetings”"]


def test_names_are_compared_without_regard_to_case() -> None:
    assert by_case("SALES", "sales") == 0
    assert by_case("straße", "STRASSE") == 0
    assert by_case("a", "b") == -1
    assert by_case("b", "A") == 1
