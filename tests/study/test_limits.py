"""The one rule for limits of decks that lie in each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.study.limits import Limit, Limits, room_for

PARENTS: dict[int, int | None] = {1: None, 2: 1, 3: 2, 4: 1, 5: None}


def above(deck: int) -> tuple[int, ...]:
    parent = PARENTS[deck]
    return (*(above(parent) if parent is not None else ()), deck)


def limits(most: dict[int | None, int], *used: int) -> Limits:
    return Limits({None: 50} | most, above, used)


def test_a_limit_holds_for_a_deck_and_those_inside_it() -> None:
    found = limits({1: 10, 3: 2}, 3, 4)
    assert found.deciding(3) == Limit(3, 2, 1)
    assert found.deciding(2) == Limit(1, 10, 2)
    assert found.deciding(5) == Limit(None, 50, 2)
    assert found.deciding(None).left == 48


def test_the_tightest_limit_decides_whoever_has_it() -> None:
    assert limits({1: 10, 2: 100}).deciding(2).level == 1
    assert limits({1: 100, 2: 5}).deciding(2).level == 2
    assert limits({1: 5, 2: 5}).deciding(3).level == 2
    assert limits({1: 100}).deciding(1).level is None
    assert limits({1: 1}, 2, 4).deciding(1) == Limit(1, 1, 2)
    assert limits({1: 1}, 2, 4).deciding(1).left == 0


def test_room_gets_less_at_every_level() -> None:
    room = limits({1: 3, 3: 1}).room()
    assert [room.take(deck) for deck in (3, 3, 2, 4, 4)] == [True, False, True, True, False]
    assert (room.of(1), room.of(5), room.of(None)) == (0, 47, 47)
    assert limits({1: 0}).room(extra=2).of(1) == 2
    assert room_for(2).of(17) == 2


def test_decks_with_the_same_limits_go_together() -> None:
    assert limits({}).groups([1, 2, 3]) == [[1, 2, 3]]
    assert limits({2: 5}).groups([1, 2, 3, 4, 5]) == [[1, 4, 5], [2, 3]]


MOST = st.dictionaries(st.sampled_from([1, 2, 3, 4, 5]), st.integers(0, 9))
CARDS = st.dictionaries(st.sampled_from(list(PARENTS)), st.integers(0, 9))


@given(MOST, CARDS, st.lists(st.sampled_from(list(PARENTS)), max_size=9), st.integers(0, 20))
def test_what_is_shown_to_come_does_come(
    most: dict[int | None, int], there: dict[int, int], used: list[int], of_all: int
) -> None:
    found = limits(most | {None: of_all}, *used)
    for deck, count in found.coming(PARENTS, there).items():
        room = found.room()
        inside = [each for each in PARENTS if deck in above(each)]
        came = sum(room.take(each) for each in inside for _ in range(there.get(each, 0)))
        assert came == count


@given(MOST, CARDS, CARDS, st.lists(st.sampled_from(list(PARENTS)), max_size=9), st.integers(0, 20))
def test_what_is_planned_comes_beyond_the_limits_and_counts_for_them(
    most: dict[int | None, int], there: dict[int, int], planned: dict[int, int], used: list[int], of_all: int
) -> None:
    planned = {deck: min(count, there.get(deck, 0)) for deck, count in planned.items()}
    found = limits(most | {None: of_all}, *used)
    for deck, count in found.coming(PARENTS, there, planned).items():
        room = found.room()
        inside = [each for each in PARENTS if deck in above(each)]
        sure = [each for each in inside for _ in range(planned.get(each, 0))]
        for each in sure:
            room.force(each)
        rest = [each for each in inside for _ in range(there.get(each, 0) - planned.get(each, 0))]
        assert count == len(sure) + sum(map(room.take, rest))
