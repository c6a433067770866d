from __future__ import annotations

import random
from collections.abc import Sequence
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desktop.study.limits import room_for
from desktop.study.queue import Candidate, Plan, in_order, lateness, plan, spread

TODAY = 740_000


@st.composite
def candidates(draw: st.DrawFn, *, new: bool, first: int = 0) -> list[Candidate]:
    """Return cards of a few kins; numbers and identities differ."""
    kins = draw(st.lists(st.sampled_from("abcdefgh"), max_size=25))
    return [
        Candidate(
            card=first + place,
            uid=UUID(int=draw(st.integers(0, 2**100)) * 1000 + first + place),
            kin=kin,
            due=0 if new else TODAY - draw(st.integers(0, 60)),
            interval=0 if new else draw(st.integers(1, 40)),
        )
        for place, kin in enumerate(kins)
    ]


DUE, FRESH = candidates(new=False), candidates(new=True, first=100)
LIMITS = st.integers(0, 12)


def due_card(number: int, late: int, interval: int, kin: str = "") -> Candidate:
    return Candidate(number, UUID(int=number), kin or f"note {number}", TODAY - late, interval)


def plan_of(due: Sequence[Candidate], new: Sequence[Candidate] = (), **more: object) -> Plan:
    told: dict[str, object] = {"today": TODAY, "due_limit": 200, "new_limit": 20} | more
    rooms = {f"{kind}_room": room_for(told.pop(f"{kind}_limit")) for kind in ("due", "new")}  # type: ignore[arg-type]
    return plan(due, new, **told, **rooms)  # type: ignore[arg-type]


@given(DUE, FRESH, LIMITS, LIMITS, st.booleans(), st.sets(st.sampled_from("abcdefgh")))
def test_a_plan_keeps_its_limits_and_shows_at_most_one_of_each_kin(
    due: list[Candidate], new: list[Candidate], most: int, most_new: int, backlog: bool, seen: set[str]
) -> None:
    made = plan_of(due, new, due_limit=most, new_limit=most_new, backlog=backlog, seen=seen)

    by_number = {each.card: each for each in [*due, *new]}
    shown = [by_number[card] for card in made.cards]
    kins = [each.kin for each in shown]
    assert len(set(kins)) == len(kins)
    assert not seen.intersection(kins)
    assert made.due == sum(each.interval > 0 for each in shown) <= most
    assert made.new == sum(each.interval == 0 for each in shown) <= most_new
    assert made.left == len(shown)


@given(DUE, FRESH, st.booleans(), st.randoms(use_true_random=False))
def test_the_list_is_the_same_however_the_cards_were_stored(
    due: list[Candidate], new: list[Candidate], backlog: bool, chance: random.Random
) -> None:
    shuffled = list(due)
    chance.shuffle(shuffled)

    options = {"due_limit": 5, "new_limit": 3, "backlog": backlog}
    assert plan_of(shuffled, new, **options) == plan_of(due, new, **options)


@given(DUE, FRESH)
def test_a_kin_is_left_out_only_where_another_of_it_comes(due: list[Candidate], new: list[Candidate]) -> None:
    made = plan_of(due, new, new_limit=200)

    by_number = {each.card: each for each in [*due, *new]}
    assert {by_number[card].kin for card in made.cards} == {each.kin for each in [*due, *new]}
    assert made.held_back == len(due) + len(new) - len(made.cards)


def test_a_due_card_comes_before_a_new_sibling() -> None:
    new = [Candidate(2, UUID(int=2), "note"), Candidate(3, UUID(int=3), "other")]

    made = plan_of([due_card(1, 0, 6, "note")], new)

    assert sorted(made.cards) == [1, 3]
    assert (made.due, made.new, made.held_back) == (1, 1, 1)


def test_a_sibling_seen_today_holds_a_card_back() -> None:
    assert plan_of([due_card(1, 0, 6, "note")], seen=["note"]) == Plan(held_back=1)


def test_new_cards_keep_the_order_of_their_deck() -> None:
    new = [Candidate(number, UUID(int=99 - number), str(number)) for number in range(30)]

    assert plan_of([], new, new_limit=4).cards == (0, 1, 2, 3)


def test_of_five_hundred_due_cards_the_fifty_least_late_for_their_interval_come_first() -> None:
    chance = random.Random(13)
    due = [due_card(number, chance.randrange(60), chance.randrange(1, 100)) for number in range(500)]
    expected = sorted(due, key=lambda each: ((TODAY - each.due) / each.interval, each.uid.bytes))[:50]

    made = plan_of(due, due_limit=50, backlog=True)

    assert list(made.cards) == [each.card for each in expected]
    assert (made.due, made.held_back) == (50, 0)


def test_lateness_is_counted_in_intervals() -> None:
    assert [lateness(due_card(1, late, interval), TODAY) for late, interval in [(0, 6), (6, 6), (3, 6)]] == [
        0,
        1,
        0.5,
    ]


def test_without_a_backlog_due_cards_are_shuffled_anew_each_day() -> None:
    due = [due_card(number, 0, 6) for number in range(30)]

    orders = [[each.card for each in in_order(due, TODAY + day, backlog=False)] for day in range(3)]

    assert orders[0] != orders[1] != orders[2]
    assert orders[0] != sorted(orders[0])
    assert sorted(orders[0]) == sorted(orders[1]) == list(range(30))


@given(st.integers(0, 40), st.integers(0, 40))
def test_new_cards_are_spread_evenly_among_the_due_ones(due: int, new: int) -> None:
    old = [due_card(number, 0, 6) for number in range(due)]
    fresh = [Candidate(100 + number, UUID(int=number), str(number)) for number in range(new)]

    cards = spread(old, fresh)

    assert [card for card in cards if card < 100] == list(range(due))
    assert [card for card in cards if card >= 100] == list(range(100, 100 + new))
    for end in range(len(cards) + 1):
        expected = end * new / max(1, due + new)
        assert abs(sum(card >= 100 for card in cards[:end]) - expected) <= 1


def test_one_new_card_stands_in_the_middle_of_the_due_ones() -> None:
    due = [due_card(number, 0, 6) for number in range(4)]

    assert spread(due, [Candidate(100, UUID(int=1), "new")]) == (0, 1, 100, 2, 3)


def test_an_empty_day_has_an_empty_plan() -> None:
    assert plan_of([]) == Plan()
    assert Plan().left == 0


def test_drills_are_left_to_do_too() -> None:
    assert Plan(cards=(1, 2), drills=(3,)).left == 3
