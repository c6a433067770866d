from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.answers import Verdict
from desktop.study.kinds.choice import Choice

CARD = UUID(int=5)
OPTIONS = st.lists(st.text(alphabet="abcdef", min_size=1), min_size=3, max_size=9, unique=True)


@given(OPTIONS, st.uuids(), st.integers(0, 1000))
def test_options_are_all_there_and_stay_put_for_a_turn(options: list[str], card: UUID, turn: int) -> None:
    fields = {"Options": "\n".join(options)}

    shown = Choice().options(fields, card, turn)

    assert sorted(shown) == sorted(options)
    assert Choice().options(fields, card, turn) == shown


def test_each_turn_and_each_card_has_an_order_of_its_own() -> None:
    fields = {"Options": "\n".join("abcdefgh")}

    turns = {Choice().options(fields, CARD, turn) for turn in range(20)}
    cards = {Choice().options(fields, UUID(int=number), 0) for number in range(20)}

    assert len(turns) == len(cards) == 20


def test_every_place_is_taken_by_the_right_option_about_equally_often() -> None:
    fields = {"Options": "right\nb\nc\nd"}

    places = [Choice().options(fields, UUID(int=number), 0).index("right") for number in range(1000)]

    assert all(200 < places.count(place) < 300 for place in range(4))


@given(st.uuids(), st.integers(0, 1000))
def test_two_options_keep_their_order(card: UUID, turn: int) -> None:
    assert Choice().options({"Options": "Marketing\nSales"}, card, turn) == ("Marketing", "Sales")


def test_only_the_right_option_is_right() -> None:
    fields = {"Options": "R&amp;D\nPR", "Answer": "R&amp;D"}

    assert Choice().check(fields, "R&amp;D") == Verdict(True, "R&amp;D")
    assert Choice().check(fields, "PR") == Verdict(False, "R&amp;D")
    assert Choice().check(fields, "r&amp;d") == Verdict(False, "R&amp;D")


@pytest.mark.parametrize(
    ("options", "answer", "fault"),
    [
        ("a\nb", "b", None),
        (" a \n\n b", "a", None),
        ("R&amp;D\nb", "R&amp;D", None),
        ("a\nb", "c", ("Answer", "The answer 'c' is not one of the options.")),
        ("a\nb", "A", ("Answer", "The answer 'A' is not one of the options.")),
        ("R\nb", "R&amp;D", ("Answer", "The answer 'R&D' is not one of the options.")),
        ("a", "a", ("Options", "A choice needs 2 to 9 different options.")),
        ("a\nb\na", "a", ("Options", "A choice needs 2 to 9 different options.")),
        ("\n".join("abcdefghij"), "a", ("Options", "A choice needs 2 to 9 different options.")),
    ],
)
def test_the_right_one_must_be_among_a_few_different_ones(
    options: str, answer: str, fault: tuple[str, str] | None
) -> None:
    fields = {"Question": "q", "Options": options, "Answer": answer}
    assert Choice().fault(Choice.note_type, fields) == fault
    assert Choice().fault(Choice.note_type, fields | {"Question": " <br> "}) == fault or (
        "Question",
        "The question is empty.",
    )
