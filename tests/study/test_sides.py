"""A small deck by hand, and the counts again in the most naive way."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from desktop.study.sides import DRILL, LATEST, UNKNOWN, Asked, Placing, Said, by_options, by_tags, readable

BOTH = ("Marketing", "Sales")
NAMES = ("Brand building", "Closing", "Direct mail", "Lead generation", "Public relations", "Trade shows")
SIDES = dict(zip(NAMES, ("Marketing", "Sales", "Marketing", "Sales", "Marketing", "Marketing"), strict=True))


def side(card: int, name: str, *, ready: bool = True) -> Asked:
    """A card that asks for the side of a function."""
    tag = f"functions::{name.lower().replace(' ', '-')}"
    return Asked(card, f"{name}: which side?", ("side", tag), BOTH, (SIDES[name],), ready)


def scene(card: int, name: str) -> Asked:
    """A card that asks for the function."""
    tag = f"functions::{name.lower().replace(' ', '-')}"
    return Asked(card, f"Scene {card}", (tag,), (), (name.lower(),))


DECK = [side(at, name) for at, name in enumerate(NAMES)]


def told(*answers: tuple[int, str]) -> list[Said]:
    """Answers, one after the other."""
    return [Said(card, at, chosen) for at, (card, chosen) in enumerate(answers)]


def only(placings: tuple[Placing, ...]) -> Placing:
    (found,) = placings
    return found


def test_a_small_deck() -> None:
    said = told(
        (0, "Marketing"),
        *[(1, chosen) for chosen in ("Marketing", "Marketing", "Sales")],
        *[(4, chosen) for chosen in ("Marketing", "Sales", "Sales", "Sales", "Marketing")],
        (5, "Sales"),
    )
    found = only(by_options(DECK, said))
    assert (found.sides, found.noun) == (BOTH, "functions")
    assert [(each.name, each.right, each.n, dict(each.instead)) for each in found.on("Marketing")] == [
        ("Brand building", 1, 1, {}),
        ("Direct mail", 0, 0, {}),
        ("Public relations", 2, 5, {"Sales": 3}),
        ("Trade shows", 0, 1, {"Sales": 1}),
    ]
    assert [(each.name, each.right, each.n) for each in found.on("Sales")] == [
        ("Closing", 1, 3),
        ("Lead generation", 0, 0),
    ]
    assert (found.placed, found.asked, len(found.things), found.n) == (1, 4, 6, 10)
    assert found.pairs == (("Closing", "Public relations", 2), ("Closing", "Trade shows", 1))
    assert found.drill == (1, 4, 5)


def test_only_the_latest_five_answers_of_a_function_count_on_whichever_of_its_cards() -> None:
    deck = [*DECK, side(9, "Closing")]
    said = told(*[(1, "Marketing")] * 9, *[(9, "Sales")] * 2, *[(1, "Sales")] * 3)
    closing = only(by_options(deck, said)).on("Sales")[0]
    assert (closing.right, closing.n, closing.is_placed, closing.cards) == (5, 5, True, (1, 9))


def test_one_slip_in_five_is_forgiven_and_one_in_four_is_not() -> None:
    for rights, placed in ((4, True), (3, False)):
        found = only(by_options(DECK, told((1, "Marketing"), *[(1, "Sales")] * rights)))
        assert found.placed == placed


def test_a_function_named_for_another_is_mixed_up_with_it() -> None:
    deck = [*DECK, scene(10, "Public relations"), scene(11, "Lead generation"), scene(12, "Trade shows")]
    said = told((0, "Marketing"), (10, "lead  Generation"), (10, "something else"), (11, "Lead generation"))
    assert only(by_options(deck, said)).pairs == (("Lead generation", "Public relations", 1),)


def test_words_that_answer_cards_of_two_functions_name_neither() -> None:
    deck = [
        *DECK,
        scene(10, "Public relations"),
        scene(11, "Closing")._replace(answers=("it",)),
        scene(12, "Trade shows")._replace(answers=("it",)),
    ]
    assert only(by_options(deck, told((0, "Marketing"), (10, "it")))).pairs == ()


def test_what_was_said_before_the_options_changed_does_not_count() -> None:
    found = only(by_options(DECK, told((0, "Sales"), (0, "Advertising"), (0, ""))))
    assert found.n == 1


def test_without_tags_the_questions_are_placed() -> None:
    deck = [card._replace(tags=()) for card in DECK]
    found = only(by_options(deck, told((0, "Marketing"), (1, "Marketing"))))
    assert found.noun == ""
    assert [each.name for each in found.on("Sales")] == [
        "Closing: which side?",
        "Lead generation: which side?",
    ]
    assert (found.pairs, found.drill) == ((), (1,))


def test_tags_that_lie_on_both_sides_name_nothing() -> None:
    deck = [card._replace(tags=(f"chapter::{card.card // 2}",)) for card in DECK]
    assert only(by_options(deck, told((0, "Marketing")))).noun == ""


def test_several_options_are_sides_too_and_those_with_most_answers_come_first() -> None:
    swot = ("Strengths", "Weaknesses", "Threats")
    more = [Asked(20 + at, f"Case {at}", (), swot[at:] + swot[:at], (swot[at],)) for at in range(3)]
    first, second = by_options([*DECK, *more], told((20, "Threats"), (21, "Weaknesses"), (0, "Sales")))
    assert set(first.sides) == set(swot)
    assert (first.n, first.placed, second.sides) == (2, 1, BOTH)


def test_options_of_two_cards_or_with_one_right_side_are_no_sides() -> None:
    assert by_options(DECK[:2], told((0, "Marketing"))) == ()
    lopsided = [card for card in DECK if card.answers == ("Marketing",)]
    assert by_options(lopsided, told((0, "Marketing"))) == ()


def test_without_answers_nothing_is_said() -> None:
    assert by_options(DECK, []) == ()


def test_the_drill_takes_the_functions_in_turn_and_no_card_that_rests() -> None:
    deck = [*DECK, side(7, "Closing"), side(8, "Public relations", ready=False), side(9, "Public relations")]
    said = told((1, "Marketing"), (4, "Sales"), (0, "Marketing"), (7, "Sales"))
    assert only(by_options(deck, said)).drill == (1, 9, 7, 4)


def test_where_nothing_is_mixed_up_the_drill_repeats_what_was_asked_for() -> None:
    assert only(by_options(DECK, told((0, "Marketing"), (1, "Sales")))).drill == (0, 1)


def test_a_pair_of_tags_stands_for_options() -> None:
    deck = [
        Asked(1, "Who mails?", ("side::marketing",), (), ("The planner",)),
        Asked(2, "Who closes?", ("side::sales", "background"), (), ("The seller",)),
        Asked(3, "Who plans?", ("side::marketing",), (), ("Another",)),
        Asked(4, "Who rests?", (), (), ("Nobody",)),
    ]
    said = [
        Said(1, 1, "", passed=True),
        Said(2, 2, "the planner", passed=False),
        Said(3, 3, "the planner", passed=False),
        Said(4, 4, "the planner", passed=False),
    ]
    found = only(by_tags(deck, said))
    assert found.sides == BOTH
    assert {each.name: (each.right, each.n, dict(each.instead)) for each in found.things} == {
        "Who mails?": (1, 1, {}),
        "Who plans?": (0, 1, {UNKNOWN: 1}),
        "Who closes?": (0, 1, {"Marketing": 1}),
    }


def test_three_tags_or_two_on_one_card_are_no_pair() -> None:
    three = [Asked(at, f"Q{at}", (f"side::{at}",), (), ("A",)) for at in range(3)]
    assert by_tags(three, told((0, "A"))) == ()
    both = [Asked(0, "Q", ("side::a", "side::b"), (), ("A",))]
    assert by_tags(both, told((0, "A"))) == ()


def test_tags_are_names_for_people() -> None:
    assert readable("work::functions::public-relations") == "Public relations"
    assert readable("my_own") == "My own"


ANSWERS = st.lists(
    st.tuples(st.integers(0, len(NAMES) + 1), st.sampled_from((*BOTH, "Neither", ""))), max_size=60
)


@given(ANSWERS)
def test_the_counts_are_those_of_the_log(answers: list[tuple[int, str]]) -> None:
    placings = by_options(DECK, told(*answers))
    counted = {
        name: [chosen for card, chosen in answers if card == at and chosen in BOTH][-LATEST:]
        for at, name in enumerate(NAMES)
    }
    if not any(counted.values()):
        assert placings == ()
        return
    found = only(placings)
    for thing in found.things:
        latest = counted[thing.name]
        assert (thing.n, thing.right) == (len(latest), latest.count(SIDES[thing.name]))
        assert thing.instead == Counter(each for each in latest if each != SIDES[thing.name])
    wrong = {each.name: each.n - each.right for each in found.things}
    for one, other, times in found.pairs:
        assert SIDES[one] != SIDES[other]
        assert times == min(wrong[one], wrong[other])
    assert len(found.drill) <= DRILL
    assert found.drill


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_cards_and_answers_does_not_matter(
    answers: list[tuple[int, str]], chance: object
) -> None:
    deck, said = list(DECK), told(*answers)
    chance.shuffle(deck)  # type: ignore[attr-defined]
    chance.shuffle(said)  # type: ignore[attr-defined]
    assert by_options(deck, said) == by_options(DECK, told(*answers))
