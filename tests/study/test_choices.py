from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.answers import is_same
from desktop.study.choices import LONGEST, WRONG, Asked, accepted, distractors, offer
from desktop.study.kinds import kind
from desktop.study.note import NoteType, Template

CARD = UUID(int=7)
BASIC, CLOZE, TYPED, CHOICE = (kind(key).note_type for key in ("basic", "cloze", "typed", "choice"))
BOTH_WAYS = NoteType(
    UUID(int=1),
    "Both ways",
    "basic",
    ("Front", "Back"),
    (
        Template("There", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
        Template("Back", "{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"),
    ),
)
WORDS = st.text(alphabet="abcd ABé12;&<", max_size=8)


def basic(answer: str, question: str = "") -> Asked:
    return Asked(BASIC, {"Question": question or f"Q {answer}", "Answer": answer, "Explanation": "why"}, 0)


def cloze(text: str, ordinal: int = 0) -> Asked:
    return Asked(CLOZE, {"Text": text, "Explanation": ""}, ordinal)


def typed(answer: str, accept: str = "") -> Asked:
    return Asked(TYPED, {"Question": f"Q {answer}", "Answer": answer, "Accept": accept, "Explanation": ""}, 0)


# ---------------------------------------------------------------------- what a card asks for


@pytest.mark.parametrize(
    ("card", "answers"),
    [
        (basic("research &amp; <b>development</b>"), ("research & development",)),
        (basic("red; white; blue"), ("red; white; blue",)),
        (basic("<div>one</div><div>two</div>"), ("one two",)),
        (typed("lead; prospect"), ("lead", "prospect", "lead; prospect")),
        (cloze("Selling meets {{c1::one::how many?}} buyer at {{c2::a time}}."), ("one",)),
        (cloze("Selling meets {{c1::one::how many?}} buyer at {{c2::a time}}.", 1), ("a time",)),
        (cloze("{{c1::This}} and {{c1::that}}"), ("This, that",)),
        (Asked(BOTH_WAYS, {"Front": "dog", "Back": "Hund"}, 0), ("Hund",)),
        (Asked(BOTH_WAYS, {"Front": "dog", "Back": "Hund"}, 1), ("dog",)),
        (Asked(CHOICE, {"Question": "?", "Options": "a\nb", "Answer": "a", "Explanation": ""}, 0), ()),
        (basic("<img src='x.png'>"), ()),
        (basic(r"\(x^2\)"), ()),
        (basic("[latex]x[/latex]"), ()),
        (basic(""), ()),
        (cloze("{{c1::image-occlusion:rect:left=.1}}"), ()),
    ],
)
def test_the_answer_of_a_card_in_words(card: Asked, answers: tuple[str, ...]) -> None:
    assert accepted(card) == answers


def test_a_field_that_a_template_lets_one_type_holds_several_answers() -> None:
    template = Template("Card", "{{Front}} {{type:Back}}", "{{FrontSide}}<hr id=answer>{{Back}}")
    note_type = replace(BOTH_WAYS, templates=(template,))

    assert accepted(Asked(note_type, {"Front": "dog", "Back": "Hund; Köter"}, 0))[:2] == ("Hund", "Köter")


def test_where_one_field_of_the_answer_is_empty_the_next_one_answers() -> None:
    template = Template("Card", "{{Front}}", "{{FrontSide}}{{Picture}}{{Back}}")
    note_type = replace(BOTH_WAYS, fields=("Front", "Picture", "Back"), templates=(template,))

    assert accepted(Asked(note_type, {"Front": "dog", "Picture": "", "Back": "Hund"}, 0)) == ("Hund",)


# ---------------------------------------------------------------------- wrong answers


def test_numbers_stand_with_numbers() -> None:
    others = ["Paris", "12", "a long sentence", "365", "7 days", "Rome"]

    assert set(distractors("24", others, CARD, 0, 2)) == {"12", "365"}
    assert "7 days" in distractors("24", others, CARD, 0, 3)


def test_one_word_stands_with_one_word_and_capitals_with_capitals() -> None:
    others = ["Rome", "lead generation", "Berlin", "selling", "Madrid", "The capital of the country"]

    assert set(distractors("Paris", others, CARD, 0)) == {"Rome", "Berlin", "Madrid"}


def test_lengths_are_alike() -> None:
    others = ["a", "conversations", "negotiations", "be", "advertisement", "x" * 60]

    assert set(distractors("consultation", others, CARD, 0)) == {
        "conversations",
        "negotiations",
        "advertisement",
    }


def test_what_is_the_same_or_accepted_is_no_wrong_answer() -> None:
    others = ["the Lead", "LEAD", "prospect", "Buyer", "buyer", "a buyer", "seller"]

    assert sorted(distractors("lead", others, CARD, 0, also_right=["prospects", "Prospect"])) in (
        ["Buyer", "seller"],
        ["buyer", "seller"],
        ["a buyer", "seller"],
    )


def test_each_turn_draws_anew_and_each_copy_draws_the_same() -> None:
    others = [f"word{letter}" for letter in "abcdefghijklmnop"]
    turns = [distractors("wordz", others, CARD, turn) for turn in range(8)]

    assert len(set(turns)) > 4
    assert turns == [distractors("wordz", reversed(others), CARD, turn) for turn in range(8)]
    assert distractors("wordz", others, UUID(int=8), 0) != turns[0]


def test_an_answer_too_long_for_a_button_has_none() -> None:
    long = "x " * LONGEST

    assert distractors(long, ["a", "b", "c"], CARD, 0) == ()
    assert long not in distractors("y", [long, "a"], CARD, 0)


@given(WORDS, st.lists(WORDS), st.lists(WORDS, max_size=3), st.integers(0, 5), st.integers(0, 5))
def test_wrong_answers_are_wrong_and_differ(
    answer: str, others: list[str], right: list[str], turn: int, count: int
) -> None:
    found = distractors(answer, others, CARD, turn, count, also_right=right)

    assert len(found) <= count
    assert set(found) <= {each.strip() for each in others}
    everything = [answer, *right, *found]
    for at, one in enumerate(everything):
        assert at <= len(right) or not any(is_same(one, other) for other in everything[:at])
    assert found == distractors(answer, others[::-1], CARD, turn, count, also_right=right)


# ---------------------------------------------------------------------- the offer


def test_an_offer_holds_the_answer_among_three_others() -> None:
    card = basic("R&amp;D")
    others = [basic(answer) for answer in ("HR", "PR", "IT", "QA")]

    made = offer(card, others, CARD, 0)

    assert made is not None
    assert made.right == "R&amp;D"
    assert made.right in made.options
    assert len(made.options) == len(set(made.options)) == 1 + WRONG


def test_the_answer_has_every_place_in_its_turn() -> None:
    others = [basic(answer) for answer in ("Rome", "Berlin", "Madrid", "Vienna")]
    places = set()
    for turn in range(30):
        made = offer(basic("Paris"), others, CARD, turn)
        assert made is not None
        places.add(made.options.index(made.right))

    assert places == {0, 1, 2, 3}


def test_too_few_others_make_no_offer() -> None:
    assert offer(basic("Paris"), [], CARD, 0) is None
    assert offer(basic("Paris"), [basic("Rome"), basic("rome"), basic("PARIS")], CARD, 0) is None
    made = offer(basic("Paris"), [basic("Rome"), basic("Berlin")], CARD, 0)
    assert made is not None
    assert len(made.options) == 3


def test_cards_that_ask_alike_lend_first() -> None:
    there = [Asked(BOTH_WAYS, {"Front": f"word{at}", "Back": f"Wort{at}"}, 0) for at in range(4)]
    back = [each._replace(ordinal=1) for each in there]

    made = offer(there[0], [*back[1:], *there[1:]], CARD, 0)

    assert made is not None
    assert all(each.startswith("Wort") for each in made.options)


def test_other_cards_lend_where_those_are_too_few() -> None:
    made = offer(typed("Paris"), [basic("Rome"), typed("Madrid"), cloze("In {{c1::Berlin}}.")], CARD, 0)

    assert made is not None
    assert sorted(made.options) == ["Berlin", "Madrid", "Paris", "Rome"]


def test_the_answer_of_the_same_question_is_right_too() -> None:
    question = "Name one of the four Ps"
    others = [basic("price", question), basic("place", question), basic("pay"), basic("praise")]

    made = offer(basic("product", question), [*others, typed("price")], CARD, 0)

    assert made is not None
    assert sorted(made.options) == ["pay", "praise", "product"]


def test_a_synonym_is_never_a_wrong_answer() -> None:
    others = [basic(answer) for answer in ("Prospect", "buyer", "seller", "maker")]

    made = offer(typed("lead; prospect"), others, CARD, 0)

    assert made is not None
    assert sorted(made.options) == ["buyer", "lead", "maker", "seller"]


def test_a_card_with_options_of_its_own_gets_no_others() -> None:
    own = Asked(CHOICE, {"Question": "?", "Options": "a\nb", "Answer": "a", "Explanation": ""}, 0)

    assert offer(own, [basic("x"), basic("y"), basic("z")], CARD, 0) is None


@given(st.lists(st.tuples(st.sampled_from(["basic", "cloze", "typed"]), st.text(max_size=12)), min_size=1))
def test_any_deck_makes_offers_or_none(cards: list[tuple[str, str]]) -> None:
    made = {"basic": basic, "typed": typed, "cloze": lambda text: cloze("{{c1::" + text + "}}")}
    first, *others = [made[key](text) for key, text in cards]

    found = offer(first, others, CARD, 1)

    if found:
        assert found.right in found.options
        assert 3 <= len(found.options) == len(set(found.options)) <= 4
