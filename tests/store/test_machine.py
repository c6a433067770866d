"""scheduling.md 6.5: whatever is done in whatever order, the schedule is what the log says."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop.errors import UserError
from desktop.store.collection import Collection
from desktop.study.grades import GRADES, PRACTICE, STUDY
from desktop.study.schedule import EASE_FLOOR
from tests.store.helpers import FakeClock, basic, cloze, deck, dump

CARDS = st.integers(0, 5)
OPTIONS = st.one_of(
    st.tuples(st.just("cap"), st.integers(1, 400)),
    st.tuples(st.just("scheduler"), st.sampled_from(["sm2", "sm2-source", "fsrs"])),
    st.tuples(st.just("retention"), st.integers(70, 97)),
    st.tuples(st.just("fuzz"), st.booleans()),
    st.tuples(st.just("rollover"), st.integers(0, 23)),
    st.tuples(st.just("new_per_day"), st.integers(0, 9)),
)
TEXTS = st.sampled_from(["{{c1::a}}", "{{c1::a}} {{c2::b}}", "{{c2::b}} {{c4::d}}", "no gap", "{{c1::z}}"])


def notes(version: int) -> list[Any]:
    extra = [basic(f"of version {version}")] if version else []
    gaps = ("{{c1::a}} {{c2::b}}", "{{c1::a}} {{c3::c}}", "{{c3::c}}")[version % 3]
    return [
        *extra,
        basic("a", f"a {version}?"),
        basic("b", topic="T"),
        basic("c", topic="T"),
        cloze("d", gaps),
    ]


class Life(RuleBasedStateMachine):
    """A learner with a bad clock who tries everything."""

    @initialize(wal=st.booleans())
    def start(self, wal: bool) -> None:
        self.directory = tempfile.TemporaryDirectory()
        self.clock = FakeClock()
        self.wal = wal
        self.version = 0
        self.restores = 0
        self.collection = self.open()
        self.collection.install(deck(notes(0), 0), "0")
        self.states: list[dict[str, Any]] = []
        self.remember()

    def open(self) -> Collection:
        return Collection(Path(self.directory.name), self.clock, wal=self.wal)

    def teardown(self) -> None:
        if hasattr(self, "collection"):
            self.collection.close()
            self.directory.cleanup()

    def card(self, place: int) -> int:
        (count,) = self.collection._database.row("SELECT COUNT(*) FROM card")  # type: ignore[misc]
        return 1 + place % count

    def state(self) -> dict[str, Any]:
        rows = dump(self.collection.folder)
        return {
            "card": [row[:-1] for row in rows["card"] if row[-2] == 0],
            "note": [row[:-1] for row in rows["note"]],
            "schedule": [row for row in rows["schedule"] if row[2] < 2],
            "tally": [row for row in rows["tally"] if row[1] < 2],
            "options": self.collection.options,
        }

    def remember(self) -> None:
        """Note the state after a step that undo can take back."""
        self.states.append(self.state())

    def did(self, changed: bool = True) -> None:
        if changed:
            self.remember()

    # ------------------------------------------------------------ what happens

    @rule(place=CARDS, grade=st.sampled_from(GRADES), practice=st.integers(0, 9))
    def answer(self, place: int, grade: int, practice: int) -> None:
        card = self.card(place)
        mode = STUDY if practice else PRACTICE
        stands = self.collection.preview(card, GRADES)
        before = self.collection.card(card).schedule
        graded = self.collection.grade(card, grade, mode=mode)
        stored = self.collection.card(card).schedule
        assert graded.before == before
        assert graded.after == stored
        assert stored == (before if mode == PRACTICE else stands[grade])
        assert stored.last_day is None or stored.due is None or stored.due > stored.last_day
        steps = self.collection.trace(card)
        assert steps[-1].after == stored
        assert str(graded.review) == self.collection.reviews()[-1]["review"]
        self.did()

    @rule(place=CARDS, off=st.booleans())
    def suspend(self, place: int, off: bool) -> None:
        self.did(self.collection.suspend([self.card(place)], off).cards)

    @rule(place=CARDS)
    def bury(self, place: int) -> None:
        self.did(self.collection.bury([self.card(place), self.card(place + 1)]).cards)

    @rule(place=CARDS, flag=st.integers(-1, 9))
    def flag(self, place: int, flag: int) -> None:
        self.did(self.collection.flag([self.card(place)], flag).cards)

    @rule(text=TEXTS)
    def edit(self, text: str) -> None:
        (number,) = self.collection._database.row(  # type: ignore[misc]
            "SELECT id FROM note WHERE uid = ?", cloze("d", "").note.uid.bytes
        )
        try:
            self.did(self.collection.writing.edit(number, {"Text": text}).cards)
        except UserError:
            assert "{{" not in text

    @rule(choice=OPTIONS)
    def option(self, choice: tuple[str, Any]) -> None:
        self.did(self.collection.set_option(*choice).options)

    @precondition(lambda self: len(self.states) > 1)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.states) - 1)):
            offered = self.collection.undoable()
            undone = self.collection.undo()
            assert undone
            assert offered == (undone.kind, undone.label)
            self.states.pop()
            assert self.state() == self.states[-1]

    @precondition(lambda self: len(self.states) == 1)
    @rule()
    def undo_nothing(self) -> None:
        assert self.collection.undoable() is None
        assert self.collection.undo() is None

    @rule(by=st.sampled_from([{"minutes": 7}, {"hours": 5}, {"days": 1}, {"days": 6}, {"days": 40}]))
    def wait(self, by: dict[str, float]) -> None:
        self.clock.move(**by)

    @rule(by=st.sampled_from([{"hours": -3}, {"days": -40}, {"milliseconds": -1}]))
    def set_the_clock_back(self, by: dict[str, float]) -> None:
        self.clock.move(**by)

    @rule()
    def new_version(self) -> None:
        self.version += 1
        self.collection.install(deck(notes(self.version), self.version), str(self.version))
        self.states = []  # it cannot be taken back: what was before is not what undo returns to
        while self.collection.undo():
            pass
        self.remember()

    @rule()
    def restart(self) -> None:
        self.collection.close()
        self.collection = self.open()
        assert self.state() == self.states[-1]

    @rule()
    def rebuild(self) -> None:
        before = dump(self.collection.folder)
        self.collection.rebuild()
        assert dump(self.collection.folder) == before

    @precondition(lambda self: self.restores < 3)  # no backup that undo needs is rotated away yet
    @rule(place=CARDS, grade=st.sampled_from(GRADES))
    def restore(self, place: int, grade: int) -> None:
        self.restores += 1
        made = self.collection.backup()
        self.collection.grade(self.card(place), grade)
        self.did()
        self.collection.restore(made.file)
        assert self.state() == self.states[-2]
        self.did()

    # ------------------------------------------------------------ what always holds

    @invariant()
    def all_is_well(self) -> None:
        if not hasattr(self, "collection"):
            return
        assert self.collection.check() == []
        plan = self.collection.plan()
        assert len(set(plan.cards)) == len(plan.cards)
        assert plan.due + plan.new == len(plan.cards)
        assert min(plan.held_back, plan.waiting, plan.seconds) >= 0
        assert self.collection.clock_is_behind() >= 0
        for row in self.collection.tree():
            assert 0 <= row.due + row.new <= row.cards
            assert 0 <= row.known <= row.cards
        for view in self.collection.cards():
            schedule = view.schedule
            assert schedule.ease >= EASE_FLOOR
            assert 0 <= schedule.interval <= self.collection.options.cap


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)


class LongLife(Life):
    """The same for much longer."""


TestLongLife = pytest.mark.slow(LongLife.TestCase)
TestLongLife.settings = settings(
    max_examples=300, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
)
