"""Even days: which day is taken, and that no card leaves the window of its fuzz."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.study.fuzz import choices
from desktop.study.planning.balance import REBALANCED_DAYS, Placed, evenest, is_easy, kind_of, rebalanced

MONDAY = date(2026, 11, 30).toordinal()
USUAL = "NNNNNNN"
WEEKS = st.text("NRO", min_size=7, max_size=7)


def test_the_days_of_the_week_are_those_of_the_calendar() -> None:
    assert [kind_of(MONDAY + by, "1234567") for by in range(8)] == [*"1234567", "1"]
    assert is_easy(MONDAY + 5, "NNNNNRN")
    assert not is_easy(MONDAY + 6, "NNNNNRN")


def test_the_least_full_day_is_taken_and_of_equals_the_nearest() -> None:
    days = range(MONDAY, MONDAY + 5)
    full = dict(zip(days, (7, 3, 9, 3, 3), strict=True))
    assert evenest(days, full, USUAL, MONDAY + 2) == MONDAY + 1
    assert evenest(days, full, USUAL, MONDAY + 4) == MONDAY + 4
    assert evenest(days, {}, USUAL, MONDAY + 2) == MONDAY + 2


def test_an_easier_day_takes_half_as_many_and_a_free_day_only_what_must() -> None:
    days = range(MONDAY, MONDAY + 3)
    full: Counter[int] = Counter()
    for _ in range(50):
        full[evenest(days, full, "NRONNNN", MONDAY + 2)] += 1
    assert (full[MONDAY], full[MONDAY + 1], full[MONDAY + 2]) == (33, 17, 0)
    assert evenest(range(MONDAY + 2, MONDAY + 3), full, "NRONNNN", MONDAY) == MONDAY + 2


def placed(today: int) -> st.SearchStrategy[Placed]:
    def at(due_in: int, repetition: int, interval: int, by: int) -> Placed:
        shifts = choices(repetition, interval, 365)
        shift = shifts[by % len(shifts)]
        return Placed(0, today + due_in - interval - shift, repetition, interval, today + due_in, 365)

    return st.builds(
        at, st.integers(1, REBALANCED_DAYS), st.integers(1, 9), st.integers(1, 365), st.integers(0, 99)
    )


@given(st.lists(placed(MONDAY), max_size=60), WEEKS)
def test_no_card_leaves_its_window_passes_its_cap_or_comes_today(found: list[Placed], week: str) -> None:
    cards = [card._replace(card=number) for number, card in enumerate(found)]
    full = Counter(card.due for card in cards)

    moves = dict(rebalanced(cards, full, week, MONDAY))

    for card in cards:
        day = moves.get(card.card, card.due)
        assert day - card.last_day - card.interval in choices(card.repetition, card.interval, card.cap)
        assert day > MONDAY
        assert 1 <= day - card.last_day <= card.cap
        if card.repetition < 3:
            assert card.card not in moves
        if card.card in moves:
            assert day != card.due


def test_a_pile_is_shared_out_and_an_easy_day_is_left() -> None:
    thursday, monday_before = MONDAY + 3, MONDAY - 20
    cards = [Placed(number, monday_before, 4, 23, thursday, 365) for number in range(70)]

    moves = dict(rebalanced(cards, {thursday: 70}, USUAL, MONDAY))
    full = Counter(moves.get(card.card, card.due) for card in cards)
    assert max(full.values()) - min(full.values()) <= 1
    assert set(full) == {thursday + by for by in range(-2, 4)}

    moves = dict(rebalanced(cards, {thursday: 70}, "NNNONNN", MONDAY))
    assert {moves.get(card.card, card.due) for card in cards} == set(full) - {thursday}
