"""Catalogue I-13 to I-18, I-22, I-27, X-02, X-03: packages of every layout, sound or not."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange import formats
from desktop.exchange.anki.identity import uid_of
from desktop.study.calendar import date_of
from desktop.study.grades import PRACTICE, STUDY
from desktop.study.incoming import Incoming, IncomingNote
from desktop.study.schedule import NEW, Schedule
from tests.exchange.anki.packages import (
    CARDS,
    CRAM,
    DAY,
    FIELDS,
    NOTES,
    STYLE,
    TEMPLATES,
    card,
    database,
    note,
    package,
    review,
    zstd,
)

LAYOUTS = ("anki2", "anki21", "anki21b")


def read(file: Path) -> tuple[Incoming, list[IncomingNote]]:
    with closing(formats.read(file)) as incoming:
        return incoming, list(incoming.notes())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_gives_the_same_notes_and_never_the_stub(layout: str, tmp_path: Path) -> None:
    file = package(tmp_path / "it's 100% #1 – Ü.apkg", layout, {"a.png": b"A", "ü b.mp3": b"B"})
    before = hashlib.sha256(file.read_bytes()).digest()
    with closing(formats.read(file)) as incoming:
        found = list(incoming.notes())
        assert [each.name for each in incoming.media] == ["a.png", "ü b.mp3"]
        assert [each.read() for each in incoming.media] == [b"A", b"B"]
        assert list(incoming.notes()) == found
    assert [tuple(each.note.fields.items()) for each in found] == [
        (("Front", f"front {n}"), ("Back", f"back {n}")) for n in range(1, 6)
    ]
    made = found[0].note
    assert (made.uid, made.tags, found[0].deck) == (uid_of("g1"), ("a", "b::c"), ("Sales", "Closing"))
    assert (made.note_type.name, made.note_type.kind, made.note_type.style) == ("Basic", "basic", STYLE)
    assert [(each.name, each.question, each.answer) for each in made.note_type.templates] == list(TEMPLATES)
    assert (incoming.format, incoming.count, incoming.whole) == ("Anki package", 5, False)
    assert incoming.options == {"new_per_day": 7, "reviews_per_day": 99}
    assert hashlib.sha256(file.read_bytes()).digest() == before
    assert incoming.skipped == incoming.warnings == []


@pytest.mark.parametrize("new", [False, True])
def test_a_collection_without_a_package(new: bool, tmp_path: Path) -> None:
    file = database(tmp_path / "collection.anki2", new=new)
    (tmp_path / "collection.media").mkdir()
    (tmp_path / "collection.media" / "a.png").write_bytes(b"A")
    with closing(formats.read(file)) as incoming:
        assert len(list(incoming.notes())) == 5
        assert incoming.whole
        assert [(each.name, each.read()) for each in incoming.media] == [("a.png", b"A")]


def test_a_packed_collection_without_a_package(tmp_path: Path) -> None:
    file = tmp_path / "x.anki21b"
    file.write_bytes(zstd(database(tmp_path / "made", new=True).read_bytes()))
    assert len(read(file)[1]) == 5


def test_a_whole_collection_is_known_by_its_name(tmp_path: Path) -> None:
    assert read(package(tmp_path / "x.colpkg", "anki21b"))[0].whole


def test_what_nobody_knows_yet_is_said(tmp_path: Path) -> None:
    file = package(tmp_path / "x.apkg", "anki2", members={"meta": b"\x08\x09"})
    with pytest.raises(UserError, match="Support older Anki versions"):
        formats.read(file)


# ---------------------------------------------------------------------- where cards stand


def only(tmp_path: Path, *reviews: Any, **more: Any) -> Any:
    file = database(tmp_path / "x.anki2", NOTES[:1], [card(1, 1, **more)], reviews)
    return read(file)[1][0].cards[0]


AT = 1_795_600_000_000
"""Wednesday, 2026-11-25, ten to ten in the morning, UTC."""


@pytest.mark.parametrize(
    ("row", "schedule"),
    [
        ({"type": 2, "queue": 2, "due": 8, "ivl": 30, "factor": 2360, "reps": 9, "lapses": 2},
         Schedule(5, 30, 236, DAY + 8 - 30, DAY + 8, False, 2, 9)),
        ({"type": 2, "queue": 2, "due": 3, "ivl": 6, "factor": 1000, "reps": 2},
         Schedule(2, 6, 130, DAY - 3, DAY + 3, False, 0, 2)),
        ({"type": 2, "queue": -1, "due": 1, "ivl": 1, "factor": 0, "reps": 1},
         Schedule(1, 1, 250, DAY, DAY + 1, False, 0, 1)),
        ({"type": 2, "queue": 2, "due": -99, "odue": 12, "odid": 2001, "ivl": 20, "factor": 2500, "reps": 4},
         Schedule(4, 20, 250, DAY - 8, DAY + 12, False, 0, 4)),
        ({"type": 3, "queue": 1, "due": AT // 1000, "ivl": 1, "factor": 2300, "reps": 7, "lapses": 1},
         Schedule(1, 1, 230, DAY, DAY + 1, False, 1, 7)),
        ({"type": 2, "queue": 2, "due": 5000, "ivl": 4000, "factor": 2500, "reps": 20},
         Schedule(20, 4000, 250, DAY + 1000, DAY + 5000, False, 0, 20)),
        ({"type": 0, "queue": 0, "due": 36}, NEW),
    ],
)  # fmt: skip
def test_a_schedule_carries_over(row: dict[str, int], schedule: Schedule, tmp_path: Path) -> None:
    assert only(tmp_path, **row).schedule == schedule


def test_a_card_that_is_learned_after_midnight_belongs_to_the_evening_before(tmp_path: Path) -> None:
    night = datetime(2026, 11, 26, 1).timestamp()
    found = only(tmp_path, type=1, queue=1, due=int(night), reps=1)
    assert found.schedule.due == DAY + 1


def test_a_date_after_2038_is_a_date(tmp_path: Path) -> None:
    state = only(tmp_path, type=2, queue=2, due=7000, ivl=900, factor=2500, reps=3)
    assert date_of(state.schedule.due).year == 2046


def test_marks_and_places_carry_over(tmp_path: Path) -> None:
    state = only(tmp_path, flags=3 | 8, queue=-1, due=36)
    assert (state.flag, state.suspended, state.buried, state.position) == (3, True, False, 36)
    (tmp_path / "x.anki2").unlink()
    assert only(tmp_path, queue=-2).buried
    (tmp_path / "x.anki2").unlink()
    kept = only(tmp_path, type=2, queue=2, data='{"s": 1.5, "d": 3.0}').kept
    assert json.loads(kept) == {"s": 1.5, "d": 3.0}


def test_the_log_carries_over(tmp_path: Path) -> None:
    reviews = [
        review(AT - 3000, 1, 1),
        review(AT - 2000, 1, 2),
        review(AT - 1000, 1, 3),
        review(AT, 1, 4),
        review(AT + 1, 1, 3, factor=0, kind=3),
        review(AT + 2, 1, 0, kind=4),
        review(AT + 3, 77, 3),
    ]
    file = database(
        tmp_path / "x.anki2", NOTES[:1], [card(1, 1, type=2, queue=2, due=9, ivl=8, reps=4)], reviews
    )
    incoming, found = read(file)
    state = found[0].cards[0]
    assert [(each.at_ms - AT, each.grade, each.mode) for each in state.reviews] == [
        (-3000, 2, STUDY), (-2000, 3, STUDY), (-1000, 4, STUDY), (0, 5, STUDY), (1, 4, PRACTICE),
    ]  # fmt: skip
    assert state.reviews[0].took_ms == 4321
    assert state.schedule.last_day == DAY + 1
    assert incoming.warnings == ["Entries of the log that are no answers, such as dates set by hand: 1."]


def test_cards_of_a_note_may_lie_in_two_decks_and_come_home(tmp_path: Path) -> None:
    cards = [card(1, 1, 0), card(2, 1, 1, did=CRAM, odid=0), card(3, 2, 0, did=CRAM, odid=2001)]
    _, found = read(database(tmp_path / "x.anki2", NOTES[:2], cards))
    assert (found[0].deck, [each.deck for each in found[0].cards]) == (
        ("Sales", "Closing"),
        [None, ("Cram",)],
    )
    assert found[1].deck == ("Sales", "Closing")


# ---------------------------------------------------------------------- what is wrong


def test_what_is_wrong_with_one_note_stops_no_other(tmp_path: Path) -> None:
    notes = [
        *NOTES[:2],
        note(3, "only one"),
        note(4, "a", "b", "c", "d"),
        note(5, "no type", "x", kind=5),
        note(6, "deck gone", "x"),
        note(7, "odd card", "x"),
    ]
    cards = [*CARDS[:5], card(6, 6, did=99), card(7, 7, type="seven"), card(8, 88)]
    incoming, found = read(database(tmp_path / "x.anki2", notes, cards))
    assert [next(iter(each.note.fields.values())) for each in found] == [
        "front 1", "front 2", "only one", "a", "deck gone", "odd card",
    ]  # fmt: skip
    assert [(each.reason, each.text) for each in incoming.skipped] == [
        ("its note type is missing", "no type | x")
    ]
    told = " ".join(incoming.warnings)
    for part in ("fewer fields", "which stay out: c | d", "deck is missing", "as new: 1", "left out: 1"):
        assert part in told
    assert found[4].deck == ()


@pytest.mark.parametrize("new", [False, True])
def test_a_type_that_repeats_a_field_is_repaired(new: bool, tmp_path: Path) -> None:
    notes = [note(1, "a", "b", "c")]
    incoming, found = read(
        database(tmp_path / "x.anki2", notes, CARDS[:1], new=new, fields=("Front", "Back", "Front"))
    )
    assert found[0].note.fields == {"Front": "a", "Back": "b", "Front 2": "c"}
    assert any("has two fields “Front”" in each for each in incoming.warnings)


def test_triggers_views_and_other_tables_do_nothing(tmp_path: Path) -> None:
    trap = """
    CREATE TABLE other (x);
    CREATE TRIGGER t AFTER INSERT ON notes BEGIN INSERT INTO other VALUES (1); END;
    CREATE VIEW v AS SELECT * FROM notes;
    """
    assert len(read(database(tmp_path / "x.anki2", extra=trap))[1]) == 5
    view = "ALTER TABLE notes RENAME TO real; CREATE VIEW notes AS SELECT * FROM real;"
    with pytest.raises(UserError, match="no collection of Anki"):
        formats.read(database(tmp_path / "y.anki2", extra=view))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_names_of_media_are_only_labels(layout: str, tmp_path: Path) -> None:
    names = [
        "../../up.png",
        "/etc/passwd",
        "C:\\x.png",
        "\\\\host\\share\\x",
        "NUL",
        "x" * 300 + ".png",
        "a:b",
    ]
    file = package(tmp_path / "x.apkg", layout, {name: name.encode() for name in names})
    with closing(formats.read(file)) as incoming:
        assert [(each.name, each.read()) for each in incoming.media] == [
            (name, name.encode()) for name in names
        ]
    assert {each.suffix for each in tmp_path.iterdir()} == {".apkg", ".made", ".stub"}


def test_a_bomb_is_one_picture_less(tmp_path: Path) -> None:
    file = package(tmp_path / "x.apkg", "anki21b", {"good.png": b"A", "bomb.png": bytes(1)})
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["1"] = zstd(bytes(300 << 20))
    with zipfile.ZipFile(file, "w") as made:
        for name, held in members.items():
            made.writestr(name, held)
    with closing(formats.read(file)) as incoming:
        assert incoming.media[0].read() == b"A"
        with pytest.raises(UserError, match=r"bomb\.png is broken"):
            incoming.media[1].read()


def test_missing_members_and_a_broken_list_are_told(tmp_path: Path) -> None:
    file = package(tmp_path / "x.apkg", "anki2", {"a.png": b"A"}, listed=b"no list")
    incoming, found = read(file)
    assert len(found) == 5
    assert any("list of pictures" in each for each in incoming.warnings)


ODD = st.sampled_from(
    [None, "", "text", b"", b"\xff\x00blob", 9e999, -1, 1 << 62, "9" * 5000, '{"1": [1]}', "[]"]
)
PLACES = {
    False: {
        "col": ("crt", "conf", "models", "decks", "dconf"),
        "notes": ("guid", "mid", "mod", "tags", "flds", "data"),
        "cards": (
            "nid",
            "did",
            "ord",
            "type",
            "queue",
            "due",
            "ivl",
            "factor",
            "reps",
            "odid",
            "flags",
            "data",
        ),
        "revlog": ("cid", "ease", "factor", "time", "type"),
    },
    True: {
        "notetypes": ("name", "config"),
        "fields": ("name", "config"),
        "templates": ("name", "config"),
        "decks": ("name", "kind"),
        "deck_config": ("config",),
        "config": ("val",),
    },
}


@pytest.mark.parametrize("new", [False, True])
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_any_value_in_any_column_is_an_error_for_people_at_most(
    new: bool, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / f"columns {new}"
    if not folder.exists():
        folder.mkdir()
        database(folder / "whole", reviews=[review(AT, 1, 3)], new=new)
    file = folder / "odd.anki2"
    file.write_bytes((folder / "whole").read_bytes())
    table = data.draw(st.sampled_from(sorted(PLACES[new])))
    column = data.draw(st.sampled_from(PLACES[new][table]))
    with closing(sqlite3.connect(file)) as db, db:
        db.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        db.execute(f"UPDATE {table} SET {column} = ?", (data.draw(ODD),))
    try:
        incoming, found = read(file)
    except UserError:
        return
    assert len(found) + len(incoming.skipped) == 5


def test_a_query_without_end_is_never_begun(tmp_path: Path) -> None:
    numbers = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    endless = f"{numbers} SELECT x AS ntid, x AS ord, x AS name FROM n"
    trap = f"ALTER TABLE fields RENAME TO real; CREATE VIEW fields AS {endless};"
    incoming, found = read(database(tmp_path / "x.anki2", new=True, extra=trap))
    assert found == []
    assert len(incoming.skipped) == 5


def test_a_collection_packed_far_too_small_is_a_trap(tmp_path: Path) -> None:
    file = tmp_path / "x.apkg"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("collection.anki21b", zstd(bytes(64 << 20)))
        made.writestr("meta", b"\x08\x03")
    with pytest.raises(UserError, match="far more than it should"):
        formats.read(file)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_that_is_listed_and_not_there_is_told(layout: str, tmp_path: Path) -> None:
    whole = package(tmp_path / "whole.apkg", layout, {"a.png": b"A", "b.png": b"B"})
    file = tmp_path / "x.apkg"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(file, "w") as made:
        for name in old.namelist():
            if name != "1":
                made.writestr(name, old.read(name))
    incoming, _ = read(file)
    assert incoming.warnings == ["Files that the package lists and does not hold: 1 (b.png)."]


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25, deadline=None)
@given(damage=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_damage_is_an_error_for_people(
    layout: str, tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[float, int]]
) -> None:
    folder = tmp_path_factory.getbasetemp() / f"damage {layout}"
    if not folder.exists():
        folder.mkdir()
        package(folder / "x.apkg", layout, {"a.png": b"A"}).rename(folder / "whole")
    content = bytearray((folder / "whole").read_bytes())
    for at, value in damage:
        content[int(at * len(content))] = value
    (folder / "damaged.apkg").write_bytes(content)
    try:
        incoming, _ = read(folder / "damaged.apkg")
    except UserError:
        return
    assert incoming.format


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_of_that_name_are_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.apkg"
    file.write_bytes(content)
    with pytest.raises(UserError):
        read(file)


def test_fields_of_the_fixture_are_those_of_its_type() -> None:
    assert len(FIELDS) == len(NOTES[0][6].split("\x1f"))


def test_decks_under_other_presets_bring_their_limits(tmp_path: Path) -> None:
    decks = {
        "2001": {"name": "Sales::Closing", "conf": 1},
        "2003": {"name": "Slow", "conf": 2},
        "2004": {"name": "The same", "conf": 3},
        "2005": {"name": "Broken", "conf": 9},
    }
    limits = {"1": (7, 99), "2": (1, 5), "3": (7, 99)}
    presets = {key: {"new": {"perDay": new}, "rev": {"perDay": due}} for key, (new, due) in limits.items()}
    file = database(tmp_path / "x.anki2")
    with closing(sqlite3.connect(file)) as made, made:
        made.execute("UPDATE col SET decks = ?, dconf = ?", (json.dumps(decks), json.dumps(presets)))
    with closing(formats.read(file)) as incoming:
        assert incoming.options == {"new_per_day": 7, "reviews_per_day": 99}
        assert incoming.deck_options == {("Slow",): {"new_per_day": 1, "reviews_per_day": 5}}
