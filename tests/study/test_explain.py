from __future__ import annotations

import locale
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.explain import MONTHS, day_text, present, sentence
from desktop.study.fsrs import FSRS
from desktop.study.grades import AGAIN, EASY, GOOD, HARD, PRACTICE
from desktop.study.schedule import KEPT, RESET, SEED, Entry, Event, Review, Schedule, Scheduler, trace
from desktop.study.schedulers import SCHEDULERS
from desktop.study.sm2 import SM2
from desktop.study.sm2_source import SM2Source
from desktop.study.spans import days_text

CARD = UUID(int=1)
TODAY = date(2026, 11, 25).toordinal()
NOV_3 = date(2026, 11, 3).toordinal()
FIFTEEN = Schedule(repetition=3, interval=15, ease=250, last_day=NOV_3 - 15, due=NOV_3, counted=3)


def day(month: int, number: int, year: int = 2026) -> int:
    return date(year, month, number).toordinal()


def told(log: Sequence[Entry], scheduler: Scheduler | None = None) -> list[str]:
    return [sentence(step, TODAY) for step in trace(scheduler or SM2(fuzz=False), log, CARD)]


def seeded(state: Schedule, review: Review, scheduler: Scheduler | None = None) -> str:
    """Return the sentence for an answer to a card that stands at `state`."""
    return told([Event(review.day - 1, SEED, state=state), review], scheduler)[-1]


def test_a_step_shows_its_arithmetic() -> None:
    assert seeded(FIFTEEN, Review(NOV_3, GOOD)) == (
        "3 Nov, Good: 15 days × 2.50 = 37.5, rounded up to 38: due 11 Dec."
    )


def test_an_exact_product_is_not_rounded() -> None:
    assert seeded(FIFTEEN, Review(NOV_3, EASY)) == "3 Nov, Easy: 15 days × 2.60 = 39: due 12 Dec."


def test_the_first_steps_are_named() -> None:
    assert told([Review(day(11, 1), GOOD), Review(day(11, 2), HARD)]) == [
        "1 Nov, Good: first step, 1 day: due 2 Nov.",
        "2 Nov, Hard: second step, 6 days: due 8 Nov.",
    ]


def test_a_first_answer_that_fails_starts_and_does_not_start_over() -> None:
    assert told([Review(day(11, 1), AGAIN)]) == ["1 Nov, Again: first step, 1 day: due 2 Nov."]


def test_a_fail_starts_over() -> None:
    assert seeded(FIFTEEN, Review(NOV_3, 0)) == "3 Nov, Again: starts over with 1 day: due 4 Nov."


def test_a_long_interval_is_held_at_the_cap() -> None:
    assert seeded(FIFTEEN, Review(NOV_3, GOOD), SM2(cap=20, fuzz=False)) == (
        "3 Nov, Good: 15 days × 2.50 = 37.5, rounded up to 38, held at 20: due 23 Nov."
    )


def test_a_shift_is_told() -> None:
    assert [
        seeded(FIFTEEN, Review(NOV_3, GOOD, shift=days), SM2()).rpartition(": ")[2] for days in (-2, -1, 0, 1)
    ] == [
        "due 9 Dec (moved 2 days earlier, where fewer cards are due).",
        "due 10 Dec (moved 1 day earlier, where fewer cards are due).",
        "due 11 Dec.",
        "due 12 Dec (moved 1 day later, where fewer cards are due).",
    ]


def test_a_shift_by_the_rule_has_no_reason() -> None:
    text = seeded(FIFTEEN, Review(NOV_3, GOOD), SM2())
    assert text.endswith(("later).", "earlier)."))


def test_a_shift_off_an_easy_day_says_so() -> None:
    log = [Event(NOV_3 - 1, SEED, state=FIFTEEN), Review(NOV_3, GOOD, shift=1)]
    step = list(trace(SM2(), log, CARD))[-1]
    friday_off = "NNNNONN"
    assert sentence(step, TODAY, friday_off).endswith(
        "due 12 Dec (moved 1 day later: 11 Dec is an easy day)."
    )


def test_what_moves_nothing_says_so() -> None:
    log = [
        Review(NOV_3, AGAIN, 1),
        Review(NOV_3, GOOD, 2),
        Review(NOV_3, GOOD, 3),
        Review(NOV_3, EASY, 4, mode=PRACTICE),
        Review(NOV_3 + 1, GOOD),
        Review(NOV_3 + 2, GOOD),
    ]

    assert told(log)[1:] == [
        "3 Nov, Good: repeated the same day, which moves nothing.",
        "3 Nov, Good: repeated the same day, which moves nothing.",
        "3 Nov, Easy: practice, which moves nothing.",
        "4 Nov, Good: second step, 6 days: due 10 Nov.",
        "5 Nov, Good: before its day, so nothing moved.",
    ]


def test_why_it_comes_now() -> None:
    assert present(Schedule(), TODAY) == "It is new: you have not answered it yet."
    assert present(FIFTEEN, NOV_3) == "It is due today."
    assert present(FIFTEEN, NOV_3 + 4) == "It was due 3 Nov, 4 days ago."
    assert present(FIFTEEN, NOV_3 - 4) == "It is not due before 3 Nov."
    fsrs = replace(FIFTEEN, stability=15.0, difficulty=5.0)
    assert present(fsrs, NOV_3) == "It is due today. The chance that you know it is about 90 %."
    assert present(fsrs, NOV_3 + 30).endswith(" days ago. The chance that you know it is about 81 %.")
    missed = Schedule(1, 1, 250, NOV_3, NOV_3 + 1, drill=True, lapses=1, counted=1)
    assert present(missed, NOV_3) == "It was not known well today, so it comes once more."
    assert present(missed, NOV_3 + 1) == "It is due today."


def test_events_are_told() -> None:
    assert told([Event(NOV_3, SEED, state=FIFTEEN), Event(NOV_3 + 1, RESET)]) == [
        "3 Nov: taken over from another program.",
        "4 Nov: new again.",
    ]


def test_the_other_scheduler_shows_its_own_arithmetic() -> None:
    source = SM2Source(fuzz=False)

    assert seeded(FIFTEEN, Review(NOV_3, EASY), source) == (
        "3 Nov, Easy: 15 days × 2.50 = 37.5, rounded up to 38: due 11 Dec."
    )
    assert seeded(Schedule(3, 45, 290, NOV_3 - 45, NOV_3, counted=3), Review(NOV_3, GOOD), source) == (
        "3 Nov, Good: 45 days × 2.90 = 130.5, rounded down to 130: due 13 Mar 2027."
    )


def test_an_early_answer_that_the_other_scheduler_counts_is_not_said_to_move_nothing() -> None:
    assert seeded(FIFTEEN, Review(NOV_3 - 5, GOOD), SM2Source(fuzz=False)) == (
        "29 Oct, Good: 15 days × 2.50 = 37.5, rounded up to 38: due 6 Dec."
    )


def test_a_pass_after_a_fail_of_the_other_scheduler_is_a_first_step() -> None:
    log = [Review(day(11, 1), GOOD), Review(day(11, 2), AGAIN), Review(day(11, 3), GOOD)]

    assert told(log, SM2Source(fuzz=False))[1:] == [
        "2 Nov, Again: starts over with 1 day: due 3 Nov.",
        "3 Nov, Good: first step, 1 day: due 4 Nov.",
    ]


def test_fsrs_tells_what_it_expected_and_until_when() -> None:
    log = [
        Review(day(11, 1), GOOD),
        Review(day(11, 3), GOOD),
        Review(day(11, 9), AGAIN),
        Review(day(11, 9), GOOD, at_ms=1),
        Review(day(11, 12), GOOD),
    ]

    assert told(log, FSRS(fuzz=False)) == [
        "1 Nov, Good: first answer; recall should stay at 90 % or more for 2 days: due 3 Nov.",
        "3 Nov, Good: remembered after 2 days, when 91 % was expected; recall should stay at 90 % or more for"
        " 11 days: due 14 Nov.",
        "9 Nov, Again: forgotten after 6 days, when 94 % was expected; recall should stay at 90 % or more for"
        " 1 day: due 10 Nov.",
        "9 Nov, Good: repeated the same day, which moves nothing.",
        "12 Nov, Good: remembered after 3 days, when 84 % was expected; recall should stay at 90 % or more"
        " for 6 days: due 18 Nov.",
    ]


def test_fsrs_tells_where_an_interval_is_held_or_less_than_a_day() -> None:
    assert told([Review(day(11, 1), EASY)], FSRS(cap=5, fuzz=False)) == [
        "1 Nov, Easy: first answer; recall should stay at 90 % or more for 8 days, held at 5: due 6 Nov."
    ]
    assert told([Review(day(11, 1), AGAIN)], FSRS(fuzz=False)) == [
        "1 Nov, Again: first answer; recall should sink below 90 % within a day, so 1 day: due 2 Nov."
    ]


def test_a_memory_from_elsewhere_is_told_where_it_is_used() -> None:
    log = [Event(NOV_3, KEPT, state=Schedule(stability=9.5, difficulty=5.0))]
    assert told(log, FSRS()) == ["3 Nov: how well it is known, taken over from another program."]
    assert told(log) == ["3 Nov: noted, which moves nothing."]


def test_large_products_are_written_out() -> None:
    huge = Schedule(repetition=9, interval=36_499, ease=2817, last_day=NOV_3 - 9, due=NOV_3, counted=9)

    assert "36499 days × 28.17 = 1028176.83, rounded up to 1028177, held at 36500" in seeded(
        huge, Review(NOV_3, GOOD), SM2(cap=36_500, fuzz=False)
    )


@pytest.mark.parametrize("scheduler", SCHEDULERS)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5)), max_size=12))
def test_every_step_has_one_sentence_that_ends_with_the_stored_due_day(
    scheduler: type[SM2], rows: list[tuple[int, int]]
) -> None:
    log = [Review(NOV_3 + at, grade, place) for place, (at, grade) in enumerate(sorted(rows))]
    for step in trace(scheduler(), log, CARD):
        text = sentence(step, TODAY)
        assert text.endswith(".")
        assert text.count("\n") == 0
        if ": due " in text:
            assert f": due {day_text(step.after.due or 0, TODAY)}" in text
        else:
            assert step.after.due == step.before.due


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "1 day"),
        (2, "2 days"),
        (59, "59 days"),
        (60, "2 months"),
        (200, "7 months"),
        (364, "12 months"),
        (365, "1 year"),
        (366, "1 year"),
        (548, "1.5 years"),
        (3650, "10 years"),
        (36_500, "99.9 years"),
    ],
)
def test_days_are_told_in_the_unit_that_people_use(days: int, text: str) -> None:
    assert days_text(days) == text


def test_a_day_of_another_year_has_its_year() -> None:
    assert [day_text(day(12, 31, year), TODAY) for year in (2025, 2026, 2027)] == [
        "31 Dec 2025",
        "31 Dec",
        "31 Dec 2027",
    ]


def test_months_are_english_whatever_the_locale() -> None:
    before = locale.setlocale(locale.LC_TIME)
    chosen = None
    for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8", "German_Germany"):
        try:
            chosen = locale.setlocale(locale.LC_TIME, name)
        except locale.Error:
            continue
        break
    try:
        shown = [day_text(day(month, 3), TODAY) for month in range(1, 13)]
    finally:
        locale.setlocale(locale.LC_TIME, before)

    assert shown == [f"3 {month}" for month in MONTHS], chosen
    assert MONTHS[4] == "May"
