from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.store.bulk.dates import Reset, SetDue
from desktop.store.collection import Collection
from desktop.store.layout import COLLECTION, STATISTICS
from desktop.study.grades import PRACTICE, STUDY
from desktop.study.statistics.evidence import EASES, INTERVALS, Evidence, Tally
from desktop.study.statistics.figures import FIGURES
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, basic, cloze, deck, query
from tests.store.statistics import log

Step = tuple[str, int, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["study", "study", "study", "practice", "undo", "wait", "bury", "cap", "due", "reset"]
        ),
        st.integers(0, 3),
        st.integers(0, 5),
        st.integers(1, 40),
    ),
    max_size=25,
)
NOTES = (
    basic("a", tags=("red", "round"), section="One"),
    basic("b", tags=("red",), section="Two"),
    cloze("c", "{{c1::This}} and {{c2::that}}.", section="Two"),
)


def evidence(collection: Collection, deck_number: int | None = None, period: str = "all") -> Evidence:
    with closing(collection.statistics()) as statistics:
        return statistics.evidence(deck_number, period)


def live(collection: Collection, clock: FakeClock, done: list[Step]) -> None:
    """Study, practice, take back and wait."""
    cards = [view.number for view in collection.cards()]
    for what, card, grade, amount in done:
        clock.move(minutes=amount)
        if what in ("study", "practice"):
            mode = STUDY if what == "study" else PRACTICE
            collection.grade(cards[card], grade, took_ms=amount * 500, mode=mode)
        elif what == "undo":
            collection.undo()
        elif what == "wait":
            clock.move(days=amount, hours=amount % 5)
        elif what == "due":
            collection.bulk.do(SetDue([cards[card]], collection.today() + amount))
        elif what == "reset":
            collection.bulk.do(Reset([cards[card]]))
        elif what == "bury":
            collection.bury([cards[card]])
        else:
            collection.set_option("cap", amount * 50)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=steps, second=steps)
def test_every_figure_follows_from_the_exported_log(
    tmp_path_factory: pytest.TempPathFactory, first: list[Step], second: list[Step]
) -> None:
    clock = FakeClock()
    collection = Collection(tmp_path_factory.mktemp("cards"), clock)
    collection.install(deck(NOTES), "deck")
    for done in (first, second):  # the second time most is known already
        live(collection, clock, done)
        compare(collection, collection.reviews())
    collection.close()


def compare(collection: Collection, exported: list[dict[str, object]]) -> None:
    views = collection.cards()
    of_card = {view.name: view for view in views}
    found = evidence(collection)
    assert found.days == log.days(exported, of_card)
    assert found.since == min([*found.days, found.today])
    for row in collection.tree():
        inside = [view.name for view in collection.cards(row.number)]
        assert evidence(collection, row.number).days == log.days(exported, inside)

    def parts(by: str) -> dict[str, tuple[int, int]]:
        return {part.name: (part.asked, part.right) for part in found.parts[by]}

    def names(name: Callable[[object], list[str]]) -> dict[str, tuple[int, int]]:
        return log.right_first(exported, found.since, lambda row: name(of_card[row["card"]]))

    assert parts("hour") == log.right_first(exported, found.since, lambda row: [log.hour(row)])
    assert parts("tag") == names(lambda view: list(view.note.tags))
    assert parts("deck") == names(lambda view: [f"Deck::{view.deck}"])
    assert parts("side") == names(lambda view: [view.note.note_type.name])
    compare_standing(collection, found)


def compare_standing(collection: Collection, found: Evidence) -> None:
    """What stands where is a fold over the log; see `test_schedules`."""
    views = [view for view in collection.cards() if view.schedule.due is not None]
    for begins, counts, value in (
        (INTERVALS, found.intervals, lambda view: view.schedule.interval),
        (EASES, found.eases, lambda view: view.schedule.ease),
    ):
        ends = [*begins[1:], 1 << 40]
        expected = [
            sum(begin <= value(view) < end for view in views) for begin, end in zip(begins, ends, strict=True)
        ]
        assert list(counts) == expected
    ready = [max(view.schedule.due or 0, view.buried, found.today) for view in views]
    assert found.ahead == {day: ready.count(day) for day in ready}
    assert {each.card: each.lapses for each in found.hardest} == {
        view.number: view.schedule.lapses for view in views if view.schedule.lapses
    }


# ---------------------------------------------------------------------- what never counts


def test_practice_bulk_shifts_and_answers_taken_back_change_no_figure(
    opened: Opener, clock: FakeClock
) -> None:
    collection, cards = with_cards(opened)
    for card in cards:
        collection.grade(card, 4, took_ms=1000)
    before = evidence(collection)
    for card in cards:
        clock.move(minutes=1)
        collection.grade(card, 1, mode=PRACTICE)
    collection.bulk.do(SetDue(cards, collection.today() + 1, collection.today() + 20))
    collection.bulk.do(Reset(cards[3:5]))
    collection.bury(cards)
    collection.suspend(cards[:2])
    collection.grade(cards[5], 0)
    collection.undo()
    collection.set_option("scheduler", "sm2-source")
    after = evidence(collection)
    assert after.days == before.days
    assert after.parts == before.parts


# ---------------------------------------------------------------------- following the log


def counters(collection: Collection) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(collection.file.with_name(STATISTICS))) as kept:
        return kept.execute("SELECT * FROM counted ORDER BY day, deck").fetchall()


def test_an_undo_after_days_is_followed(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened)
    collection.grade(cards[0], 4)
    clock.move(days=3)
    assert sum(tally.answers for tally in evidence(collection).days.values()) == 1
    collection.undo()
    assert evidence(collection).days == {}


def test_cards_in_another_deck_count_there(opened: Opener, tmp_path: Path) -> None:
    collection, cards = with_cards(opened)
    collection.grade(cards[0], 4)
    (first, *_, other) = [row.number for row in collection.tree()]
    evidence(collection)
    query(tmp_path / "cards", "UPDATE card SET deck = ? WHERE id = ?", first, cards[0])
    assert counters(collection)[0][1] != first
    evidence(collection)
    assert [row[1] for row in counters(collection)] == [first]
    assert other


def test_a_restored_backup_is_counted_anew(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened)
    collection.grade(cards[0], 4)
    backup = collection.backup()
    collection.grade(cards[1], 4)
    collection.grade(cards[2], 4)
    assert evidence(collection).days[collection.today()].answers == 3
    collection.restore(backup.file)
    assert evidence(collection).days[collection.today()].answers == 1
    clock.move(minutes=1)
    for card in cards[3:7]:  # more than there were before
        collection.grade(card, 1)
    assert evidence(collection).days[collection.today()] == Tally(5, 0, 5, 1, 5)


def test_counting_what_is_new_gives_what_counting_everything_gives(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened)
    for day in range(60):
        for card in cards[day % 3 :: 3]:
            clock.move(minutes=1)
            collection.grade(card, (day * card) % 6, took_ms=day)
        if day % 7 == 0:
            evidence(collection)
        clock.move(days=1)
    followed = evidence(collection), counters(collection)
    collection.file.with_name(STATISTICS).unlink()
    assert (evidence(collection), counters(collection)) == followed


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 300])
def test_damaged_counters_are_made_anew(opened: Opener, damage: bytes) -> None:
    collection, cards = with_cards(opened)
    collection.grade(cards[0], 4)
    before = evidence(collection)
    collection.file.with_name(STATISTICS).write_bytes(damage)
    assert evidence(collection) == before


def test_counters_without_their_tables_are_made_anew(opened: Opener) -> None:
    collection, cards = with_cards(opened)
    collection.grade(cards[0], 4)
    before = evidence(collection)
    with closing(sqlite3.connect(collection.file.with_name(STATISTICS))) as kept, kept:
        kept.execute("DROP TABLE counted")
    assert evidence(collection) == before


def test_nothing_is_written_into_the_collection(opened: Opener, tmp_path: Path) -> None:
    collection, cards = with_cards(opened)
    collection.grade(cards[0], 4)
    version = query(tmp_path / "cards", "PRAGMA data_version")
    tables = query(tmp_path / "cards", "SELECT name FROM sqlite_master")
    evidence(collection)
    assert query(tmp_path / "cards", "PRAGMA data_version") == version
    assert query(tmp_path / "cards", "SELECT name FROM sqlite_master") == tables
    assert (tmp_path / "cards" / COLLECTION).exists()


def test_an_empty_collection_has_figures_of_nothing(opened: Opener) -> None:
    found = evidence(opened(), period="month")
    assert replace(found, looked_at=0) == Evidence(found.today, found.today - 29, parts=found.parts)
    assert all(figure(found).n == 0 for figure in FIGURES.values())


def test_a_period_that_is_none_is_refused(opened: Opener) -> None:
    with pytest.raises(UserError, match="month, quarter, year, all"):
        evidence(opened(), period="fortnight")


def test_only_the_latest_answers_are_broken_down(
    opened: Opener, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.statistics.reading.LATEST", 10)
    collection, cards = with_cards(opened)
    for _ in range(3):
        for card in cards[:6]:
            clock.move(minutes=1)
            collection.grade(card, 5)
        clock.move(days=30)
    found = evidence(collection)
    assert sum(part.asked for part in found.parts["hour"]) == 12  # two whole days hold ten
    assert sum(part.asked for part in found.parts["deck"]) == 18


def test_cards_without_an_ease_are_in_no_range_of_eases(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened)
    for card in cards:
        collection.grade(card, 5)
    before = evidence(collection)
    assert sum(before.eases) == sum(before.intervals) == len(cards)
    collection.set_option("scheduler", "fsrs")
    after = evidence(collection)
    assert sum(after.eases) == 0
    assert sum(after.intervals) == len(cards)
    assert after.days == before.days, "what was done does not depend on the scheduler"
    with closing(collection.searcher()) as searcher:
        assert searcher.search("ease>1").total == 0
        found = searcher.search("is:learning", sort="ease").numbers
        assert [row.ease for row in searcher.rows(found)] == [None] * len(cards)
