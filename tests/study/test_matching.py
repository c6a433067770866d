"""The game of pairs: who plays, what a round is, what the log says of it."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desktop.study.grades import AGAIN, GOOD
from desktop.study.matching import FEWEST, LONGEST, PAIRS, Pair, Round, rounds

SIDES = st.text("abcAB ", max_size=4).map(str.strip)


def pair(number: int, front: str = "", back: str = "") -> Pair:
    return Pair(number, front or f"front {number}", back or f"back {number}")


def test_long_and_empty_sides_do_not_fit() -> None:
    assert pair(1, "f" * LONGEST).fits
    assert not pair(1, "f" * (LONGEST + 1)).fits
    assert not Pair(1, "front", "").fits
    assert rounds([pair(1, "f" * 200), pair(2)]) == ()


def test_same_backs_come_in_different_rounds() -> None:
    found = rounds([pair(1, back="Sales"), pair(2, back="sales"), pair(3), pair(4)])
    assert [[each.card for each in one] for one in found] == [[1, 3, 4]]


@given(st.lists(st.tuples(SIDES, SIDES), max_size=30))
def test_rounds_hold_what_can_be_told_apart(texts: list[tuple[str, str]]) -> None:
    given_pairs = [Pair(at, front, back) for at, (front, back) in enumerate(texts)]
    found = rounds(given_pairs)
    played = [each for one in found for each in one]
    assert len({each.card for each in played}) == len(played)
    for one in found:
        assert FEWEST <= len(one) <= PAIRS
        assert len({each.front.casefold() for each in one}) == len(one)
        assert len({each.back.casefold() for each in one}) == len(one)


def test_the_first_try_counts_and_a_miss_counts_for_both() -> None:
    of = Round.of([pair(at) for at in range(4)], Random(1))
    backs = [each.card for each in of.backs]
    front = {each.card: at for at, each in enumerate(of.fronts)}
    assert not of.put_together(front[0], backs.index(1))
    for card in range(4):
        assert of.put_together(front[card], backs.index(card))
    assert [of.grade(card) for card in range(4)] == [AGAIN, AGAIN, GOOD, GOOD]
    assert of.is_over
    assert of.open_again(2)
    assert not of.open_again(2)
    assert not of.is_over
