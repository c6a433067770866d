from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.answers import EXTRA, LONGEST, MISSING, SAME, Piece, Verdict, compare, folded

TEXTS = st.one_of(st.text(), st.text(alphabet="aAbéßİ 1.,-", max_size=12))


def is_right(typed: str, *accepted: str) -> bool:
    return compare(typed, accepted).right


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Direct Mail", "direct mail"),
        ("  direct   mail ", "direct mail"),
        ("direct-mail", "direct mail"),
        ("directmail", "direct mail"),
        ("direct mail!", "direct mail"),
        ("the trade show", "trade show"),
        ("trade show", "a trade show"),
        ("an expo", "the expo"),
        ("to benchmark", "benchmark"),
        ("cafe", "Café"),
        ("STRASSE", "Straße"),
        ("R&D", "R and D"),
        ("buyer's remorse", "buyer’s remorse"),
        ("A M A", "AMA"),
        ("ama", "A.M.A."),
        ("A/B test", "ab test"),
        ("15 %", "15%"),
        ("15", "15%"),
        ("$1,500", "1500"),
        ("1 500", "1,500"),
        ("60.00", "60"),
        ("0.50", "0.5"),
        (".5", "0.5"),
        ("1,5", "1.5"),
        ("24-7", "24/7"),
        ("−5", "-5"),
        ("１２", "12"),
        ("+", "+"),
    ],
)
def test_what_does_not_count_is_forgiven(typed: str, expected: str) -> None:
    assert is_right(typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "a"),
        ("   ", "a"),
        ("sales", "marketing"),
        ("1.5", "15"),
        (".5", "5"),
        ("1 5", "15"),
        ("1/2", "12"),
        ("-5", "5"),
        ("2%", "-2%"),
        ("2-5", "25"),
        ("10000", "1000"),
        ("b test", "A/B test"),
        ("ma", "A.M.A."),
        ("か", "が"),
        ("कि", "की"),
        ("-", "+"),
        ("the", "a"),
    ],
)
def test_what_counts_is_not_forgiven(typed: str, expected: str) -> None:
    assert not is_right(typed, expected)


def test_any_accepted_answer_is_right_and_named() -> None:
    verdict = compare("talking", ["conversation", "Talking", "dialogue"])

    assert verdict == Verdict(True, "Talking", (Piece(SAME, "Talking"),))


def test_a_slip_is_close_and_marked_letter_by_letter() -> None:
    assert compare("conversaton", ["conversation"]) == Verdict(
        False,
        "conversation",
        (Piece(SAME, "conversat"), Piece(MISSING, "i"), Piece(SAME, "on")),
        close=True,
    )


def test_letters_too_many_are_marked_as_typed() -> None:
    assert compare("LEADS generation", ["lead generation"]).pieces == (
        Piece(SAME, "lead"),
        Piece(EXTRA, "S"),
        Piece(SAME, " generation"),
    )


def test_a_wrong_answer_is_not_close() -> None:
    verdict = compare("prices", ["conversation", "talk"])

    assert (verdict.right, verdict.close, verdict.expected) == (False, False, "conversation")


def test_a_slip_is_compared_with_the_answer_it_is_nearest_to() -> None:
    assert compare("dialoge", ["conversation", "dialogue", "dialog"]).expected in ("dialogue", "dialog")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("24", "240"),
        ("240", "24"),
        ("1.5 percent", "15 percent"),
        ("-300 dollars", "300 dollars"),
        ("after 6 months", "after 8 months"),
        ("months after", "6 months after"),
    ],
)
def test_another_number_is_never_close(typed: str, expected: str) -> None:
    verdict = compare(typed, [expected])

    assert not verdict.right
    assert not verdict.close


def test_a_slip_beside_the_right_number_is_close() -> None:
    assert compare("6 mnths", ["6 months"]).close


def test_nothing_typed_is_wrong_without_marks() -> None:
    assert compare("  ", ["lead generation"]) == Verdict(False, "lead generation")
    assert compare("lead", []) == Verdict(False, "")


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_marks_reassemble_to_both_texts(typed: str, accepted: list[str]) -> None:
    verdict = compare(typed, accepted)

    if verdict.pieces:
        kept = unicodedata.normalize("NFC", typed).strip()[:LONGEST]
        mine = "".join(each.text for each in verdict.pieces if each.kind != MISSING)
        assert "".join(each.text for each in verdict.pieces if each.kind != EXTRA) == verdict.expected
        if not verdict.right:
            assert [folded(char) for char in mine] == [folded(char) for char in kept]
        assert all(each.text for each in verdict.pieces)


@given(TEXTS)
def test_an_answer_typed_to_the_letter_is_right(text: str) -> None:
    if typed := text.strip()[:LONGEST].strip():
        assert is_right(typed, unicodedata.normalize("NFC", typed))


@given(TEXTS, TEXTS)
def test_two_answers_accept_each_other_or_neither(one: str, other: str) -> None:
    one, other = (unicodedata.normalize("NFC", each).strip()[:LONGEST].strip() for each in (one, other))
    if one and other:
        assert is_right(one, other) == is_right(other, one)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_numbers_are_the_same_answer_only_where_they_are_equal(one: int, other: int) -> None:
    assert is_right(f"{one:,}", str(other)) == (one == other)


def test_a_very_long_answer_takes_no_time() -> None:
    verdict = compare("ab" * 5000, ["ba" * 5000])

    assert not verdict.right
    assert sum(len(each.text) for each in verdict.pieces if each.kind != MISSING) == LONGEST
