from __future__ import annotations

from desktop.store.standing import standing
from desktop.store.states import TOLD, columns_of
from desktop.study.calendar import LocalDays
from desktop.study.schedule import NEW, Schedule

STUDIED = Schedule(3, 20, 240, 739_900, 739_920, False, 1, 7)
AT = 1_795_600_000_000


def test_a_card_with_a_date_gets_a_seed_after_its_latest_answer() -> None:
    days = LocalDays()
    *columns, fold, seed, at_ms, day = standing(STUDIED, days, AT)
    assert tuple(columns) == columns_of(STUDIED)[: len(TOLD.split(", "))]
    assert (fold, seed, at_ms, day) == (0, 1, AT + 1, days.day(AT + 1))


def test_a_date_without_answers_is_seeded_on_its_last_day() -> None:
    days = LocalDays()
    *_, at_ms, day = standing(STUDIED, days, None)
    assert day == days.day(at_ms)
    assert abs(day - 739_900) <= 1  # noon of that day in UTC


def test_answers_of_a_source_that_tells_nothing_else_are_folded() -> None:
    *_, fold, seed, at_ms, day = standing(NEW, LocalDays(), AT, is_told=False)
    assert (fold, seed, at_ms, day) == (1, 0, AT + 1, 0)


def test_a_card_that_was_made_new_again_says_so_after_its_answers() -> None:
    *_, fold, seed, at_ms, _ = standing(NEW, LocalDays(), AT)
    assert (fold, seed, at_ms) == (0, 1, AT + 1)


def test_a_card_that_was_never_studied_says_nothing() -> None:
    assert standing(NEW, LocalDays(), None)[-4:] == (0, 0, 0, 0)
