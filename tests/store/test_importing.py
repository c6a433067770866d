"""Catalogue I-08 to I-13, I-16, I-22, I-25: what comes in meets what is there."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop.errors import StoreBusy, UserError
from desktop.store.collection import Collection
from desktop.store.importing import PREFIX
from desktop.study.calendar import Moment, study_day
from desktop.study.incoming import Cancelled, CardState, Choices, IncomingMedia, IncomingNote, PastReview
from desktop.study.kinds import kind
from desktop.study.note import NAMESPACE, Note, NoteType, Template, derived
from desktop.study.schedule import Schedule
from tests.store.conftest import Opener
from tests.store.helpers import ROOT, FakeClock, child, child_environment, dump, plain_deck, query
from tests.store.incoming import file, picture, row, take_in, two_way

TODAY = date(2026, 11, 25).toordinal()
STUDIED = Schedule(4, 30, 236, TODAY - 23, TODAY + 7, False, 2, 9)


def texts(collection: Collection) -> list[tuple[str, str]]:
    fields = [view.note.fields for view in collection.cards() if view.ordinal == 0]
    return [tuple(each.values())[:2] for each in fields]  # type: ignore[misc]


def decks(collection: Collection) -> list[tuple[str, int, int]]:
    return [(each.name, each.depth, each.cards) for each in collection.tree()]


SEEN = {
    "notes": "SELECT uid, fields, deleted, note_type, topic FROM note WHERE deleted < 2",
    "tags": "SELECT note, tag FROM note_tag JOIN note n ON n.id = note WHERE present AND deleted < 2",
    "cards": "SELECT n.uid, c.ordinal, c.deck, suspended, flag FROM card c"
    " JOIN note n ON n.id = note WHERE n.deleted < 2",
    "schedule": "SELECT s.* FROM schedule s JOIN card c ON c.id = s.card JOIN note n ON n.id = c.note"
    " WHERE n.deleted < 2",
    "reviews": "SELECT card, day, at_ms, grade FROM review WHERE id NOT IN (SELECT entry FROM void)",
    "events": "SELECT card, day, at_ms, kind, data FROM event WHERE -id NOT IN (SELECT entry FROM void)",
    "decks": "SELECT uid, name, parent FROM deck WHERE deleted < 2",
    "types": "SELECT uid, templates, style FROM note_type WHERE deleted < 2",
    "media": "SELECT name, hash FROM media_name WHERE deleted = 0",
    "options": "SELECT name, value FROM option WHERE value <> 'null'",
}


def live(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that can be seen, without what undo leaves behind."""
    with closing(sqlite3.connect(folder / "collection.db")) as db:
        return {name: db.execute(sql).fetchall() for name, sql in SEEN.items()}


# ---------------------------------------------------------------------- new notes


def test_notes_come_in_with_their_decks_tags_and_cards(opened: Opener) -> None:
    collection = opened()
    report = take_in(
        collection,
        file(row("a", tags=["x", "y"]), row("b", deck=("Sales", "Closing")), two_way("c", "d", key="c")),
    )
    assert (report.new, report.cards, report.decks) == (3, 4, ["Sales", "Sales::Closing"])
    assert decks(collection) == [("Sales", 0, 4), ("Closing", 1, 1)]
    assert collection.cards()[0].note.tags == ("x", "y")
    assert collection.check() == []


@pytest.mark.parametrize(
    ("paths", "most"),
    [
        ([("A",)], "A"),
        ([("A",), ("B",), ("B",)], "B"),
        ([("A", "x"), ("A", "y")], "A"),
        ([("A", "x", "z"), ("A", "x", "z")], "z"),
        ([("A", "x"), ("B",), ("A", "y")], "A"),
        ([("A",), ("A", "x"), ("A", "x")], "A"),
        ([], None),
    ],
)
def test_the_deck_that_got_most_of_what_is_new(
    opened: Opener, paths: list[tuple[str, ...]], most: str | None
) -> None:
    collection = opened()
    collection.install(plain_deck(3), "a deck that is here")
    notes = [row(f"front {at}", deck=path) for at, path in enumerate(paths)]
    assert collection.start_import(file(*notes), Choices()).plan().deck is None
    report = take_in(collection, file(*notes))
    names = {each.number: each.name for each in collection.tree()}
    assert (report.deck and names[report.deck]) == most
    assert take_in(collection, file(*notes)).deck is None


def test_planning_changes_nothing_and_closing_leaves_nothing(opened: Opener) -> None:
    collection = opened()
    before = dump(collection.folder)
    work = collection.start_import(file(row("a")), Choices())
    stage = work.stage
    assert work.plan().new == 1
    assert stage.exists()
    work.close()
    assert not stage.parent.exists()
    assert dump(collection.folder) == before
    assert sorted(each.name for each in collection.folder.iterdir()) == [
        "collection.db",
        "collection.db-shm",
        "collection.db-wal",
    ]


def test_the_deck_of_the_person_is_taken_for_notes_that_name_none(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("a"), row("b", deck=("Own",))), deck=("Mine", "Here"))
    assert decks(collection) == [("Mine", 0, 1), ("Here", 1, 1), ("Own", 0, 1)]


def test_decks_are_found_whatever_the_case_of_their_names(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("a", deck=("2024",)), row("b", deck=("sales",)), row("c", deck=("Sales",))))
    assert decks(collection) == [("2024", 0, 1), ("sales", 0, 2)]
    report = take_in(collection, file(row("d"), deck=("SALES",)))
    assert report.decks == []
    assert decks(collection) == [("2024", 0, 1), ("sales", 0, 3)]


def test_an_import_goes_into_a_deck_that_came_another_way(opened: Opener) -> None:
    collection = opened()
    collection.install(plain_deck(2), "deck")
    take_in(collection, file(row("a"), deck=("Deck", "One")))
    assert decks(collection) == [("Deck", 0, 3), ("One", 1, 3)]


# ---------------------------------------------------------------------- the same again


def test_the_same_file_again_changes_nothing(opened: Opener) -> None:
    collection = opened()
    incoming = file(row("a"), row("b"), two_way("c", "d", key="c"))
    take_in(collection, incoming)
    before = live(collection.folder)
    report = take_in(collection, incoming)
    assert (report.new, report.updated, report.unchanged, report.cards) == (0, 0, 3, 0)
    assert live(collection.folder) == before
    assert collection.undo()  # of the first import: the second one left nothing to undo
    assert collection.cards() == []


def test_a_front_that_stands_twice_in_a_file_counts_once_and_is_told(opened: Opener) -> None:
    collection = opened()
    lead = [row("lead", "first", line=1), row(" lead ", "first", line=2), row("lead", "other back", line=3)]
    report = take_in(
        collection,
        file(*lead, row("Lead", "case counts", line=4), row("café", line=5), row("cafe\u0301", line=6)),
    )
    assert [(each.line, each.reason) for each in report.duplicates] == [
        (2, "the same as line 1"),
        (3, "the same as line 1"),
        (6, "the same as line 5"),
    ]
    assert "other back" in report.duplicates[1].text
    assert texts(collection) == [("lead", "first"), ("Lead", "case counts"), ("café", "an answer")]


def test_fronts_that_stand_twice_can_all_be_kept_and_stay_the_same_notes(opened: Opener) -> None:
    collection = opened()
    incoming = file(row("lead", "one"), row("lead", "two"))
    assert take_in(collection, incoming, keep_duplicates=True).new == 2
    assert take_in(collection, incoming, keep_duplicates=True).unchanged == 2
    assert texts(collection) == [("lead", "one"), ("lead", "two")]


def test_notes_with_identities_of_their_own_may_share_a_front(opened: Opener) -> None:
    collection = opened()
    incoming = file(row("lead", "one", key="1"), row("lead", "two", key="2"))
    assert take_in(collection, incoming).new == 2
    assert take_in(collection, incoming).unchanged == 2


# ---------------------------------------------------------------------- newer versions


def test_a_new_version_updates_text_and_leaves_schedules_edits_and_removed_notes(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(*(row(f"q{n}", "v1", key=f"{n}") for n in range(6))))
    cards = [view.number for view in collection.cards()]
    for card in cards[:5]:
        collection.grade(card, 4)
    collection.writing.edit(collection.card(cards[1]).note_number, {"Answer": "by hand"})
    schedules = dump(collection.folder)["schedule"]
    newer = file(
        row("q0", "fixed", key="0"),
        row("q1", "fixed too", key="1"),
        *(row(f"q{n}", "v1", key=f"{n}") for n in range(2, 5)),
        row("new", "v2", key="new"),
    )
    report = take_in(collection, newer)
    assert (report.new, report.updated, report.unchanged, report.kept) == (1, 1, 4, 1)
    assert dict(texts(collection)) == {
        "q0": "fixed",
        "q1": "by hand",
        "q2": "v1",
        "q3": "v1",
        "q4": "v1",
        "q5": "v1",
        "new": "v2",
    }
    assert [each for each in dump(collection.folder)["schedule"] if each in schedules] == schedules
    assert take_in(collection, newer, overwrite=True).updated == 1
    assert dict(texts(collection))["q1"] == "fixed too"


def test_an_older_version_that_comes_later_does_not_take_text_back(opened: Opener) -> None:
    collection = opened()
    for version in (1, 3, 2):
        take_in(collection, file(row("q", f"v{version}", key="q", modified_ms=version)))
    assert texts(collection) == [("q", "v3")]


def test_tags_follow_the_file_but_those_of_the_learner_stay(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("q", key="q", tags=["a", "b"])))
    report = take_in(collection, file(row("q", key="q", tags=["b", "c"])))
    assert report.updated == 1
    assert collection.cards()[0].note.tags == ("b", "c")
    assert collection.undo()
    assert collection.cards()[0].note.tags == ("a", "b")


def test_two_makers_that_share_a_number_both_keep_their_notes(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("capital of France", "Paris", key="1"), row("2 + 2", "4", key="2")))
    other = file(
        row("who prints one offer for thousands?", "marketing", key="1"), row("cold call", "first", key="2")
    )
    assert take_in(collection, other).new == 2
    assert take_in(collection, other).unchanged == 2
    assert len(texts(collection)) == 4
    assert collection.check() == []


def test_fresh_identities_each_time_are_matched_by_front(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("lead", "v1", key="one"), row("quota", "v1", key="two")))
    report = take_in(collection, file(row("lead", "v2", key="three"), row("quota", "v1", key="four")))
    assert (report.new, report.updated, report.unchanged, report.matched) == (0, 1, 1, 2)
    assert texts(collection) == [("lead", "v2"), ("quota", "v1")]


def test_a_front_is_matched_inside_its_deck_alone(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("lead"), deck=("One",)))
    assert take_in(collection, file(row("lead"), deck=("Two",))).new == 1


def test_a_note_made_here_keeps_its_text_when_a_file_has_its_front(opened: Opener) -> None:
    collection = opened()
    collection.install(plain_deck(1), "deck")
    with closing(sqlite3.connect(collection.file)) as db, db:
        db.execute("UPDATE note SET shipped = '{}'")
    report = take_in(collection, file(row("What is k0?", "theirs"), deck=("Deck", "One")))
    assert (report.new, report.kept) == (0, 1)
    assert texts(collection) == [("What is k0?", "It is k0.")]


def test_a_note_whose_front_the_learner_corrected_is_still_the_same(opened: Opener) -> None:
    collection = opened()
    incoming = file(row("teh lead", "x"))
    take_in(collection, incoming)
    collection.writing.edit(collection.cards()[0].note_number, {"Question": "the lead"})
    assert take_in(collection, incoming).unchanged == 1
    assert texts(collection) == [("the lead", "x")]


def test_note_types_are_used_again_and_follow_their_maker(opened: Opener) -> None:
    collection = opened()
    assert take_in(collection, file(two_way("a", "b", key="1"))).note_types == ["Two ways"]
    for key in "23":
        assert take_in(collection, file(two_way(key, "b", key=key))).note_types == []
    assert len({view.note.note_type.uid for view in collection.cards()}) == 1


# ---------------------------------------------------------------------- schedules and history

REVIEWS = (PastReview(1_760_000_000_000, 4, 5000), PastReview(1_761_000_000_000, 1, 9000))


def studied_note() -> object:
    states = [
        CardState(0, schedule=STUDIED, reviews=REVIEWS, flag=3, kept='{"s": 21.5, "d": 5.0}'),
        CardState(1, suspended=True, reviews=REVIEWS[:1], position=9),
    ]
    return two_way("a", "b", key="1", cards=states)


def test_schedules_and_history_carry_over_exactly(opened: Opener) -> None:
    collection = opened()
    report = take_in(collection, file(studied_note()))  # type: ignore[arg-type]
    assert report.reviews == 3
    first, second = collection.cards()
    assert first.schedule == STUDIED
    assert first.flag == 3
    assert second.suspended
    assert second.schedule.counted == 1
    assert [each["grade"] for each in collection.reviews()] == [4, 1, 4]
    collection.rebuild()
    assert collection.card(first.number).schedule == STUDIED
    assert collection.check() == []
    assert collection.undoable() == ("import", "Sales")
    collection.grade(first.number, 4)
    assert collection.undo().kind == "review"  # type: ignore[union-attr]
    assert collection.card(first.number).schedule == STUDIED


def test_under_fsrs_what_came_in_starts_from_the_memory_that_came_along(opened: Opener) -> None:
    plain, collection = opened(), opened(opened().folder / "other")
    take_in(plain, file(studied_note()))  # type: ignore[arg-type]
    collection.set_option("scheduler", "fsrs")
    take_in(collection, file(studied_note()))  # type: ignore[arg-type]
    first, second = collection.cards()
    assert first.schedule == replace(STUDIED, stability=21.5, difficulty=5.0)
    assert second.schedule.stability == 2.3065  # one answer and no more
    assert collection.check() == []
    collection.set_option("scheduler", "sm2")
    assert [view.schedule for view in collection.cards()] == [view.schedule for view in plain.cards()]


@pytest.mark.parametrize(
    "kept", ['{"s": -1, "d": 5}', '{"s": "x", "d": 5}', '{"s": 3}', '{"s": NaN, "d": 5}']
)
def test_a_memory_that_makes_no_sense_is_not_used(opened: Opener, kept: str) -> None:
    collection = opened()
    collection.set_option("scheduler", "fsrs")
    state = CardState(0, schedule=STUDIED, kept=kept)
    take_in(collection, file(two_way("a", "b", key="1", cards=[state])))
    assert collection.cards()[0].schedule == STUDIED
    collection.grade(collection.cards()[0].number, 4)
    assert collection.cards()[0].schedule.stability
    assert collection.check() == []


def test_an_answer_here_stands_after_what_came_in(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    take_in(collection, file(studied_note()))  # type: ignore[arg-type]
    clock.move(days=7)
    card = collection.cards()[0].number
    done = collection.grade(card, 4)
    assert done.before == STUDIED
    assert done.after.repetition == 5
    assert done.after.interval > 60
    collection.rebuild()
    assert collection.card(card).schedule == done.after


@pytest.mark.parametrize("rollover", [0, 4, 23])
def test_days_of_answers_are_those_of_the_calendar(opened: Opener, rollover: int) -> None:
    collection = opened()
    collection.set_option("rollover", rollover)
    times = [1_760_000_000_000 + hour * 3_599_000 for hour in range(100)]
    state = CardState(0, reviews=tuple(PastReview(at_ms, 4) for at_ms in times))
    take_in(collection, file(two_way("a", "b", key="1", cards=[state])))
    rows = query(collection.folder, "SELECT day, at_ms, offset_min FROM review")
    for day, at_ms, offset in rows:
        assert day == study_day(Moment(at_ms, offset), rollover)
        assert offset * 60 == datetime.fromtimestamp(at_ms / 1000).astimezone().utcoffset().total_seconds()  # type: ignore[union-attr]
    assert len(rows) == 100


def test_history_is_left_out_when_told(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(studied_note()), history=False)  # type: ignore[arg-type]
    assert all(view.schedule.is_new for view in collection.cards())
    assert collection.reviews() == []
    assert collection.check() == []


def test_history_never_comes_over_a_card_that_is_here(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(two_way("a", "b", key="1")))
    collection.grade(collection.cards()[0].number, 5)
    before = collection.cards()[0].schedule
    take_in(collection, file(studied_note()))  # type: ignore[arg-type]
    assert collection.cards()[0].schedule == before
    assert len(collection.reviews()) == 1


# ---------------------------------------------------------------------- undo


def test_one_undo_takes_everything_back_and_the_file_can_come_again(opened: Opener) -> None:
    collection = opened()
    collection.install(plain_deck(3), "deck")
    take_in(collection, file(row("old", "v1", key="old", tags=["t"]), deck=("Deck",)))
    before = live(collection.folder)
    incoming = file(
        row("old", "v2", key="old", tags=["u"]),
        row("new", '<img src="p.png">', key="new"),
        studied_note(),  # type: ignore[arg-type]
        deck=("Deck", "Fresh"),
        media=[picture("p.png")],
    )
    report = take_in(collection, incoming)
    after = live(collection.folder)
    assert (report.new, report.updated, report.media) == (2, 1, 1)
    collection.close()

    again = opened()
    assert again.undoable() == ("import", "Deck::Fresh")
    undone = again.undo()
    assert undone
    assert undone.changes.everything
    assert live(again.folder) == before
    assert again.media("p.png") is None
    assert again.check() == []

    assert take_in(again, incoming).new == 2
    assert again.check() == []
    assert again.media("p.png")
    studied = next(
        view for view in again.cards() if view.note.fields.get("Front") == "a" and not view.ordinal
    )
    assert studied.schedule == STUDIED
    assert len(again.reviews()) == 6
    assert len([each for each in again.reviews() if not each["undone"]]) == 3
    now = live(again.folder)
    for name in ("notes", "tags", "cards", "schedule", "decks", "types", "media"):
        assert sorted(map(repr, now[name])) == sorted(map(repr, after[name])), name
    assert again.undo()
    assert live(again.folder) == before
    assert again.check() == []


def test_what_was_done_after_an_import_is_undone_before_it(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("a"), row("b")))
    collection.grade(collection.cards()[0].number, 4)
    collection.suspend([collection.cards()[1].number])
    kinds = [collection.undo().kind for _ in range(3)]  # type: ignore[union-attr]
    assert kinds == ["suspend", "review", "import"]
    assert collection.cards() == []
    assert collection.undo() is None


def test_an_import_is_taken_back_on_another_thread_unless_something_was_done_since(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("a"), row("b")))
    collection.grade(collection.cards()[0].number, 4)
    assert collection.past.undo("import") is None
    assert len(collection.reviews()) == 1
    collection.undo()
    with ThreadPoolExecutor(1) as pool:
        undone = pool.submit(collection.past.undo, "import").result()
    assert undone
    assert (undone.kind, undone.label) == ("import", "Sales")
    assert collection.cards() == []
    assert collection.check() == []
    assert collection.undoable() is None


def test_a_backup_is_made_first(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("a")))
    assert [each.reason for each in collection.backups()] == ["before import"]


# ---------------------------------------------------------------------- replacing


def test_replacing_leaves_what_the_file_holds_and_is_undone(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("goes", key="goes"), two_way("a", "b", key="1")))
    card = next(view for view in collection.cards() if view.note.fields.get("Back") == "b")
    collection.grade(card.number, 5)
    collection.writing.edit(card.note_number, {"Back": "edited"})
    before = live(collection.folder)
    report = take_in(collection, file(studied_note(), whole=True), replace=True)  # type: ignore[arg-type]
    assert (report.new, report.updated) == (0, 1)
    assert texts(collection) == [("a", "b")]
    assert collection.cards()[0].schedule == STUDIED
    assert collection.check() == []
    assert collection.undo()
    assert live(collection.folder) == before
    assert collection.check() == []


# ---------------------------------------------------------------------- media


def test_only_files_that_notes_use_come_in_and_missing_ones_are_told(opened: Opener) -> None:
    collection = opened()
    names = ["a b.png", "100%.png", "it's #1 & more.PNG", "x..y.png", "Ünï.mp3"]
    html = "".join(
        f'<img src="{name.replace("%", "%25").replace("#", "%23").replace("&", "&amp;")}">'
        for name in names[:4]
    )
    notes = [row("q", html + "[sound:Ünï.mp3]<img src=gone.png><img src='https://far.example/x.png'>")]
    report = take_in(
        collection,
        file(*notes, media=[*(picture(name, name.encode()) for name in names), picture("unused.png")]),
    )
    assert report.media == 5
    assert report.missing == ["gone.png"]
    for name in names:
        found = collection.media(name)
        assert found is not None, name
        assert found.read_bytes() == name.encode()
    assert collection.media("unused.png") is None
    assert report.warnings == ["Files that no note uses, which stay out: 1 (unused.png)."]


def test_a_file_whose_name_has_signs_like_an_address_is_found(opened: Opener) -> None:
    collection = opened()
    media = [picture("per%20cent.png", b"P")]
    report = take_in(collection, file(row("q", '<img src="per%20cent.png">'), media=media))
    assert (report.media, report.missing, report.warnings) == (1, [], [])
    assert collection.media("per cent.png").read_bytes() == b"P"  # type: ignore[union-attr]


def test_another_file_of_a_name_that_is_taken_gets_another_name(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("one", '<img src="p.png">'), media=[picture("p.png", b"one")]))
    incoming = file(row("two", '<img src="p.png">[sound:p.png]'), media=[picture("p.png", b"two")])
    take_in(collection, incoming)
    shown = collection.cards()[1].note.fields["Answer"]
    assert shown == '<img src="p%202.png">[sound:p 2.png]'
    assert collection.media("p.png").read_bytes() == b"one"  # type: ignore[union-attr]
    assert collection.media("p 2.png").read_bytes() == b"two"  # type: ignore[union-attr]
    assert take_in(collection, incoming).unchanged == 1


def test_a_picture_that_cannot_be_read_stops_nothing(opened: Opener) -> None:
    def broken() -> bytes:
        raise UserError("The file is broken at '7'.")

    collection = opened()
    work = collection.start_import(
        file(row("q", "<img src=p.png>"), media=[IncomingMedia("p.png", 3, broken)]), Choices()
    )
    work.plan()
    report = work.apply()
    work.close()
    assert (report.new, report.media) == (1, 0)
    assert [each.text for each in report.skipped] == ["p.png"]


# ---------------------------------------------------------------------- when it does not go well


def test_what_a_killed_import_left_goes_after_a_day(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, new, other = (tmp_path / name for name in (PREFIX + "old", PREFIX + "new", "else"))
    for folder in (old, new, other):
        folder.mkdir()
    for folder in (old, other):
        os.utime(folder, (1, 1))
    take_in(opened(), file(row("a")))
    assert [each.exists() for each in (old, new, other)] == [False, True, True]


@pytest.mark.parametrize("when", range(4))
def test_cancelling_at_any_time_leaves_nothing(opened: Opener, when: int) -> None:
    collection = opened()
    before = live(collection.folder)
    calls = 0

    def progress(done: int, total: int) -> None:
        nonlocal calls
        calls += 1
        if calls > when:
            raise Cancelled

    notes = [row(f"q{n}", f'<img src="{n % 2}.png">') for n in range(4001)]
    work = collection.start_import(file(*notes, media=[picture("0.png"), picture("1.png")]), Choices())

    def both() -> None:
        work.plan(progress)
        work.apply(progress)

    with pytest.raises(Cancelled):
        both()
    work.close()
    assert live(collection.folder) == before
    assert collection.undoable() is None


def test_a_collection_that_changed_in_between_is_compared_again(opened: Opener) -> None:
    collection = opened()
    work = collection.start_import(file(row("a"), row("b")), Choices())
    assert work.plan().new == 2
    take_in(collection, file(row("a")))
    report = work.apply()
    work.close()
    assert (report.new, report.unchanged) == (1, 1)
    assert [front for front, _ in texts(collection)] == ["a", "b"]


def test_a_locked_collection_is_told_and_nothing_changes(opened: Opener) -> None:
    collection = opened(busy_seconds=0.05)
    work = collection.start_import(file(row("a")), Choices())
    work.plan()
    with closing(sqlite3.connect(collection.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            work.apply()
    work.close()
    assert collection.cards() == []


def test_settings_of_a_file_are_taken_only_when_told_and_undone_with_it(opened: Opener) -> None:
    collection = opened()
    incoming = file(row("a"), options={"new_per_day": 33})
    report = take_in(collection, incoming)
    assert collection.options.new_per_day == 20
    assert any("settings" in each for each in report.warnings)
    collection.undo()
    take_in(collection, incoming, settings=True)
    assert collection.options.new_per_day == 33
    collection.undo()
    assert collection.options.new_per_day == 20


def test_settings_of_single_decks_are_taken_and_undone_with_the_others(opened: Opener) -> None:
    collection = opened(locked={"reviews_per_day": 50})
    own = {"new_per_day": 3, "reviews_per_day": 9}
    incoming = file(row("a"), deck_options={("Deck",): own, ("Not there",): own})
    incoming.deck = ("Deck",)
    sql = "SELECT options FROM deck WHERE name = 'Deck'"
    take_in(collection, incoming)
    assert query(collection.folder, sql) == [("{}",)]
    collection.undo()
    take_in(collection, incoming, settings=True)
    assert query(collection.folder, sql) == [('{"new_per_day": 3}',)]
    collection.undo()
    assert query(collection.folder, sql) == [("{}",)]
    assert collection.check() == []


def test_settings_of_a_file_leave_what_an_administrator_set(opened: Opener) -> None:
    collection = opened(locked={"new_per_day": 5})
    incoming = file(row("a"), options={"new_per_day": 33, "rollover": 2})
    report = take_in(collection, incoming, settings=True)
    assert (collection.options.new_per_day, collection.options.rollover) == (5, 2)
    assert report.warnings == ["Set by your administrator, and so left as it is: new_per_day."]
    collection.close()
    assert opened().options.new_per_day == 20


def test_notes_that_the_learner_deleted_stay_deleted(opened: Opener) -> None:
    collection = opened()
    incoming = file(row("a", key="1"), row("b", key="2"))
    take_in(collection, incoming)
    with closing(sqlite3.connect(collection.file)) as db, db:
        db.execute("UPDATE note SET deleted = 1 WHERE id = 1")
    report = take_in(collection, file(row("a", "newer", key="1"), row("b", key="2")))
    assert (report.new, report.updated, report.unchanged) == (0, 0, 2)
    assert any("deleted" in each for each in report.warnings)


def test_faults_of_templates_and_gaps_are_told_and_the_cards_are_made(opened: Opener) -> None:
    collection = opened()
    odd = NoteType(
        derived(NAMESPACE, "odd"),
        "Odd",
        "basic",
        ("Front",),
        (Template("Card 1", "{{Front}}{{Foo}}", "{{FrontSide}}"),),
    )
    gaps = kind("cloze").note_type
    notes = [
        Note(derived(NAMESPACE, "odd 1"), odd, {"Front": "a"}),
        Note(derived(NAMESPACE, "odd 2"), odd, {"Front": "b"}),
        Note(derived(NAMESPACE, "gaps"), gaps, {"Text": "{{c1::}} and {{c2::x}}", "Explanation": ""}),
    ]
    report = take_in(collection, file(*map(IncomingNote, notes)))
    assert report.warnings == [
        "The template “Card 1” of “Odd” names a field “Foo” that it does not have; the cards still show.",
        'In the note “{{c1::}} and {{c2::x}}”: The gap "{{c1::}} and {{c2::x}}" hides nothing.',
    ]
    assert report.cards == len(collection.cards()) == 4


KILLED = """
import os, sys
from pathlib import Path
from desktop.store import importing
from desktop.store.collection import Collection

from tests.store.helpers import FakeClock
from tests.store.incoming import Choices, file, picture, row
collection = Collection(Path(sys.argv[1]), FakeClock())
notes = [row(f"q{n}", '<img src="p.png">', key=str(n)) for n in range(300)]
work = collection.start_import(file(*notes, media=[picture("p.png")]), Choices())
work.plan()
count = 0
real = importing.Database.execute_sql

def dying(self, sql, params=None):
    global count
    count += "main." in sql or "stage." in sql
    if count > int(sys.argv[2]):
        os._exit(9)
    return real(self, sql, params)

importing.Database.execute_sql = dying
work.apply()
"""


@pytest.mark.parametrize("statements", [1, 6, 10, 14])
def test_a_kill_during_an_import_leaves_nothing_of_it(opened: Opener, statements: int) -> None:
    collection = opened()
    take_in(collection, file(row("mine", key="mine")))
    before = live(collection.folder)
    collection.close()
    command = child(KILLED, collection.folder, statements)
    done = subprocess.run(command, cwd=ROOT, env=child_environment(), capture_output=True)
    assert done.returncode == 9, done.stderr.decode()
    again = opened()
    assert live(again.folder) == before
    assert again.check() == []
    notes = [row(f"q{n}", '<img src="p.png">', key=str(n)) for n in range(300)]
    assert take_in(again, file(*notes, media=[picture("p.png")])).new == 300
    assert again.check() == []
