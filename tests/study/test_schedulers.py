"""What every scheduler promises, whichever it is."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.calendar import date_of
from desktop.study.grades import AGAIN, BUTTONS, EASY, HARD, PRACTICE
from desktop.study.options import LONGEST_CAP
from desktop.study.schedule import EASE_FLOOR, NEW, Review, Schedule, classify, fold, step
from desktop.study.schedulers import SCHEDULERS, scheduler
from desktop.study.sm2 import SM2

CAPS = st.one_of(st.integers(1, 12), st.integers(1, LONGEST_CAP))
GAPS = st.one_of(st.just(0), st.integers(1, 8), st.integers(1, 5000))
LOGS = st.lists(st.tuples(GAPS, st.integers(0, 5), st.sampled_from([None, None, -3, 0, 5])), max_size=30)
every_scheduler = pytest.mark.parametrize("kind", SCHEDULERS, ids=[each.key for each in SCHEDULERS])


def log_of(rows: Sequence[tuple[int, int, int | None]]) -> list[Review]:
    """Return answers that lie the given days apart."""
    day, log = 700_000, []
    for place, (gap, grade, shift) in enumerate(rows):
        day += gap
        log.append(Review(day, grade, at_ms=place, shift=shift))
    return log


def random_state(chance: random.Random, chosen: SM2, uid: UUID) -> tuple[Schedule, int]:
    """Return where a card stands after a life of its own, and the day of its next answer."""
    state, day = NEW, 740_000
    for _ in range(chance.randrange(12)):
        state = step(chosen, state, Review(day, chance.choice((2, 3, 4, 4, 5))), uid).after
        day = max(day, (state.due or day) + chance.choice((-5, -1, 0, 0, 0, 1, 30)))
    return state, day


@every_scheduler
class TestEveryScheduler:
    @given(cap=CAPS, rows=LOGS, uid=st.uuids())
    def test_states_stay_inside_their_limits(
        self, kind: type[SM2], cap: int, rows: list[tuple[int, int, int | None]], uid: UUID
    ) -> None:
        state = NEW
        for review in log_of(rows):
            state = step(kind(cap=cap), state, review, uid).after
            assert state.last_day is not None
            assert state.due is not None
            assert state.ease >= EASE_FLOOR
            assert 1 <= state.interval <= cap
            assert state.last_day < state.due <= state.last_day + cap
            assert state.last_day <= review.day

    @given(cap=CAPS, rows=LOGS, uid=st.uuids())
    def test_the_same_log_gives_the_same_schedule(
        self, kind: type[SM2], cap: int, rows: list[tuple[int, int, int | None]], uid: UUID
    ) -> None:
        log = log_of(rows)

        assert fold(kind(cap=cap), log, uid) == fold(kind(cap=cap), list(reversed(log)), uid)

    def test_again_is_never_later_than_hard_good_or_easy_from_ten_thousand_states(
        self, kind: type[SM2]
    ) -> None:
        chance = random.Random(20261125)
        kinds = set()
        for number in range(10_000):
            chosen = kind(cap=chance.choice((3650, 3650, 100, 10, 1)))
            uid = UUID(int=chance.getrandbits(128))
            state, day = random_state(chance, chosen, uid)
            kinds.add(classify(state, day))
            due = [step(chosen, state, Review(day, grade), uid).after.due or 0 for grade in BUTTONS]
            assert due == sorted(due), f"state {number}: {state}, day {day}"
        assert kinds == {"first", "due", "early", "drill", "extra"}

    @given(rows=LOGS, grades=st.lists(st.integers(0, 5), max_size=6), uid=st.uuids())
    def test_repeats_on_one_day_move_nothing_but_the_drill(
        self, kind: type[SM2], rows: list[tuple[int, int, int | None]], grades: list[int], uid: UUID
    ) -> None:
        first = fold(kind(), log_of([*rows, (5000, AGAIN, None)]), uid)
        assert first.last_day is not None

        state = first
        for grade in grades:
            state = step(kind(), state, Review(first.last_day, grade), uid).after

        assert state == replace(first, drill=all(grade < 4 for grade in grades))

    @given(rows=LOGS, grade=st.integers(0, 5), uid=st.uuids())
    def test_practice_moves_nothing_at_all(
        self, kind: type[SM2], rows: list[tuple[int, int, int | None]], grade: int, uid: UUID
    ) -> None:
        log = log_of(rows)
        day = log[-1].day + 40 if log else 0

        practised = [*log, Review(day, grade, at_ms=99, mode=PRACTICE)]

        assert fold(kind(), practised, uid) == fold(kind(), log, uid)

    @given(rows=LOGS, gap=st.integers(1, 30), uid=st.uuids())
    def test_a_fail_on_any_other_day_starts_over_with_no_longer_interval(
        self, kind: type[SM2], rows: list[tuple[int, int, int | None]], gap: int, uid: UUID
    ) -> None:
        log = log_of([*rows, (gap, AGAIN, None)])

        state = fold(kind(), log, uid)

        if len(log) == 1 or log[-2].day < log[-1].day:
            before = fold(kind(), log[:-1], uid)
            assert (state.last_day, state.due) == (log[-1].day, log[-1].day + state.interval)
            assert state.interval <= max(1, before.interval)
            assert state.interval == 1 or state.stability
            assert state.drill

    @pytest.mark.parametrize("cap", [3650, LONGEST_CAP])
    def test_forty_times_easy_stay_on_the_calendar(self, kind: type[SM2], cap: int) -> None:
        state, today = NEW, date(2026, 11, 25).toordinal()
        for _ in range(40):
            state = step(kind(cap=cap), state, Review(state.due or today, EASY), UUID(int=3)).after
            assert state.due is not None
            assert date_of(state.due) >= date_of(today)
            assert state.interval <= cap

    def test_no_path_leads_past_a_cap_of_ten_days(self, kind: type[SM2]) -> None:
        chance = random.Random(7)
        for number in range(300):
            uid, state, day = UUID(int=number), NEW, 740_000
            for _ in range(15):
                shift = chance.choice((None, None, 8, -8))
                state = step(kind(cap=10), state, Review(day, chance.randrange(6), shift=shift), uid).after
                assert state.interval <= 10
                assert (state.due or 0) - day <= 10
                day += chance.choice((0, 1, 3, 10, 200))

    def test_a_lower_cap_set_later_holds_the_next_interval(self, kind: type[SM2]) -> None:
        long = Schedule(repetition=9, interval=3000, ease=250, last_day=0, due=3000, counted=9)

        after = kind(cap=10).grade(long, Review(3000, HARD), UUID(int=1))

        assert (after.interval, after.due is not None and after.due <= 3010) == (10, True)

    def test_it_has_a_name_to_store_and_a_name_to_read(self, kind: type[SM2]) -> None:
        assert kind.key == kind.key.strip().lower()
        assert kind.title
        assert type(scheduler(kind.key)) is kind

    @given(rows=LOGS, uid=st.uuids())
    def test_without_fuzz_the_due_day_is_the_interval_away(
        self, kind: type[SM2], rows: list[tuple[int, int, int | None]], uid: UUID
    ) -> None:
        plain = [(gap, grade, None) for gap, grade, _ in rows]
        state = fold(kind(fuzz=False), log_of(plain), uid)

        if rows:
            assert state.due == (state.last_day or 0) + state.interval

    @given(cap=CAPS, rows=LOGS, uid=st.uuids())
    def test_the_last_number_of_the_reason_is_the_interval(
        self, kind: type[SM2], cap: int, rows: list[tuple[int, int, int | None]], uid: UUID
    ) -> None:
        state = NEW
        for review in log_of(rows):
            taken = step(kind(cap=cap), state, review, uid)
            state = taken.after
            if taken.kind not in ("drill", "extra") and taken.before != state:
                *_, last = re.findall(r"\d+(?:\.\d+)?", taken.scheduler.reason(taken))
                assert float(last) == state.interval

    def test_only_what_it_says_that_it_remembers_is_remembered(self, kind: type[SM2]) -> None:
        state = fold(kind(), log_of([(1, 4, None), (3, 4, None)]), UUID(int=1))

        assert (state.stability is not None) == (state.difficulty is not None) == kind().remembers


def test_keys_and_titles_differ() -> None:
    assert (
        len({each.key for each in SCHEDULERS}) == len({each.title for each in SCHEDULERS}) == len(SCHEDULERS)
    )


def test_an_unknown_key_means_the_first_scheduler() -> None:
    assert scheduler("from a newer version", cap=77, fuzz=False) == SM2(77, False)
