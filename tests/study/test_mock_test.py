"""A mock test: answers in any order, and what the score sheet says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.study.grades import AGAIN, GOOD
from desktop.study.mock_test import Given, MockTest, Question, Score, groups_of


def made(count: int = 4, found: int = 40) -> MockTest:
    questions = [
        Question(
            at, f"question {at}", f"right {at}", groups_of("Deck", "Sales" if at % 2 else "Marketing", ())
        )
        for at in range(count)
    ]
    return MockTest("Deck", questions, found)


def test_answers_change_until_the_end() -> None:
    test = made()
    test.answer("one")
    test.answer("two")
    test.spend(500)
    test.spend(-3)
    test.at = 2
    test.answer("", in_mind=True)
    assert test.questions[0].response == "two"
    assert test.open == (1, 3)
    assert test.to_judge == (0, 2)
    test.judge(0, True)
    test.judge(2, False)
    assert test.to_judge == ()
    assert test.score == Score("Deck", 1, 4)
    assert test.missed == (1, 2, 3)
    assert test.given() == [Given(0, GOOD, 500, "two"), Given(2, AGAIN, 0, "")]


def test_an_answer_that_was_wiped_out_is_none() -> None:
    test = made(1)
    test.answer("x")
    test.answer("  ")
    assert test.open == (0,)
    test.judge(0, True)
    assert test.score.right == 0
    assert test.given() == []


def test_parts_are_told_where_there_are_two() -> None:
    test = made()
    test.questions = [replace(each, response="x", is_right=each.card == 0) for each in test.questions]
    assert test.breakdowns() == {"side": (Score("Sales", 0, 2), Score("Marketing", 1, 2))}
    low, high = test.likely
    assert 0 < low < 0.25 < high < 1
    assert test.is_sample
    assert not made(4, 4).is_sample


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("functions::public-relations",), (("deck", "D"), ("functions", "public-relations"))),
        (("old", "a::"), (("deck", "D"), ("tag", "old"), ("tag", "a::"))),
        (("leech",), (("deck", "D"),)),
    ],
)
def test_what_a_question_belongs_to(tags: tuple[str, ...], expected: tuple[tuple[str, str], ...]) -> None:
    assert groups_of("D", "", tags) == expected


def test_an_option_is_said_as_text_and_what_was_typed_as_it_is() -> None:
    assert Question(1, "q", "R&D", is_choice=True, response="R&amp;D").said == "R&D"
    assert Question(1, "q", "R&D", response="R&amp;D <b>").said == "R&amp;D <b>"
