from __future__ import annotations

from uuid import UUID

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
