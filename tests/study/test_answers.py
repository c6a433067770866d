from __future__ import annotations

import unicodedata
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.answers import (
    EXTRA,
    LONGEST,
    MISSING,
    SAME,
    Piece,
    Verdict,
    compare,
    expected_of,
    folded,
)

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
        ("Muenchen", "München"),
        ("Munchen", "München"),
        ("MÜNCHEN", "Muenchen"),
        ("coeur", "Cœur"),
        ("Lodz", "Łódź"),
        ("Sorensen", "Sørensen"),
        ("que", "¿Qué?"),
        ("cooperate", "co-operate"),
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
        ("Mnchen", "München"),
        ("der", "dear"),
        ("कि", "की"),
        ("-", "+"),
        ("the", "a"),
    ],
)
def test_what_counts_is_not_forgiven(typed: str, expected: str) -> None:
    assert not is_right(typed, expected)


@pytest.mark.parametrize(
    ("with_it", "without"),
    [
        ("der Hund", "Hund"),
        ("einem Hund", "Hund"),
        ("la maison", "maison"),
        ("l'eau", "eau"),
        ("L’Hôpital", "hopital"),
        ("du pain", "pain"),
        ("los libros", "libros"),
        ("gli studenti", "studenti"),
        ("un'amica", "amica"),
        ("i libri", "libri"),
        ("o livro", "livro"),
        ("umas casas", "casas"),
        ("het huis", "huis"),
        ("'t huis", "huis"),
    ],
)
def test_an_article_may_be_left_out_or_added(with_it: str, without: str) -> None:
    assert is_right(with_it, without)
    assert is_right(without, with_it)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("die Hund", "der Hund"),
        ("la problema", "el problema"),
        ("de huis", "het huis"),
        ("un eau", "une eau"),
    ],
)
def test_the_article_of_another_gender_is_a_slip(typed: str, expected: str) -> None:
    verdict = compare(typed, [expected])

    assert not verdict.right
    assert verdict.close


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("die", "der"),
        ("das", "la"),
        ("negative", "O negative"),
        ("X", "OS X"),
        ("agree", "I agree"),
        ("if", "as if"),
        ("hard", "diehard"),
    ],
)
def test_what_only_looks_like_an_article_counts(typed: str, expected: str) -> None:
    assert not is_right(typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected", "right"),
    [
        ("Café", "Café", True),
        ("Cafe\u0301", "Café", True),
        ("  direct   mail ", "direct mail", True),
        ("cafe", "Café", False),
        ("Cafe", "Café", False),
        ("café", "Café", False),
        ("direct-mail", "direct mail", False),
        ("the trade show", "trade show", False),
        ("1,500", "1500", False),
    ],
)
def test_strictly_everything_counts_but_spaces(typed: str, expected: str, right: bool) -> None:
    verdict = compare(typed, [expected], strict=True)

    assert verdict.right == right
    assert right or verdict.close


def test_strictly_an_accent_is_a_difference_that_shows() -> None:
    assert compare("Cafe", ["Café"], strict=True).pieces == (
        Piece(SAME, "Caf"),
        Piece(EXTRA, "e"),
        Piece(MISSING, "é"),
    )


def test_strictly_any_accepted_answer_is_right() -> None:
    assert compare("Talking", ["conversation", "Talking"], strict=True).right
    assert not compare("", ["a"], strict=True).right
    assert not compare("sales", ["marketing"], strict=True).close


# ---------------------------------------------------------------------- what a field accepts


@pytest.mark.parametrize(
    ("html", "answers"),
    [
        ("conversation", ("conversation",)),
        ("conversation; talking", ("conversation", "talking", "conversation; talking")),
        ("a;b;c", ("a", "b", "c", "a;b;c")),
        ("a;; b;", ("a", "b", "a;; b;")),
        ("smart (specific; measurable); clear", ("smart (specific; measurable)", "clear")),
        ("f(g(x; y); z)", ("f(g(x; y); z)",)),
        ("one) ; two", ("one)", "two")),
        (":( ; sad", (":(", "sad")),
        (r"x\; y; z", ("x; y", "z")),
        (r"x\; y", ("x; y",)),
        ("R&amp;D; r &lt; d", ("R&D", "r < d")),
        ("AT&T; Bell", ("AT&T", "Bell")),
        ("&#59; is it", ("; is it",)),
        (";", (";",)),
        ("", ()),
        ("&nbsp;<br>", ()),
        ("<b>Berg</b>&nbsp;<i>auf</i>", ("Berg auf",)),
        ("<div>one</div><div>two</div>", ("one two",)),
        ("chien[sound:dog; 1.mp3]<img src='a;b.png'>", ("chien",)),
        ("<!-- a;b --><style>i { a:b; c:d }</style>c", ("c",)),
        ("<style>a;b", ("a", "b")),
    ],
)
def test_answers_stand_between_semicolons(html: str, answers: tuple[str, ...]) -> None:
    found = expected_of(html)

    assert found[: len(answers)] == answers
    assert len(found) <= max(1, len(answers)) + 1


def test_who_types_all_the_answers_is_right() -> None:
    assert is_right("conversation, talking", *expected_of("conversation; talking"))


@given(st.text())
def test_any_field_has_answers_that_are_plain(html: str) -> None:
    assert all(each == " ".join(each.split()) != "" for each in expected_of(html))


@given(
    st.lists(st.text(alphabet="ab &<>\\é", min_size=1).map(str.strip).filter(bool), min_size=1, unique=True)
)
def test_texts_joined_come_apart_again(texts: list[str]) -> None:
    texts = list(dict.fromkeys(" ".join(each.split()).replace("\\", "/") for each in texts))

    assert expected_of("; ".join(map(escape, texts)))[: len(texts)] == tuple(texts)


@pytest.mark.parametrize("hostile", ["<!--", "<style>", "[sound:", "(", ";", "&", "<", "<br", "\\;", "&a;"])
def test_a_hostile_field_takes_no_time(hostile: str) -> None:
    assert len(expected_of(hostile * 100_000)) < 100_000


# ---------------------------------------------------------------------- marks


def test_marks_keep_letters_and_their_accents_together() -> None:
    decomposed = "ngu\u031bo\u031b\u0300i"  # letters that have no composed form stay two

    pieces = compare("người x\u0323\u0308", [decomposed]).pieces

    assert all(unicodedata.combining(each.text[0]) == 0 for each in pieces)


def test_a_vowel_sign_is_marked_with_its_letter() -> None:
    assert compare("किताब", ["कीताब"]).pieces == (
        Piece(EXTRA, "कि"),
        Piece(MISSING, "की"),
        Piece(SAME, "ताब"),
    )


def test_accents_do_not_count_and_are_shown_as_they_should_be() -> None:
    assert compare("creme brule", ["crème brûlée"]).pieces == (
        Piece(SAME, "crème brûlé"),
        Piece(MISSING, "e"),
    )


def test_a_long_text_is_marked_where_it_differs() -> None:
    expected = "The buyer asks, the seller listens; " * 12 + "twice."

    pieces = compare(expected.replace("asks", "akss", 1), [expected]).pieces

    assert sum(len(each.text) for each in pieces if each.kind != SAME) == 2
    assert "".join(each.text for each in pieces if each.kind != EXTRA) == expected


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
            assert "".join(map(folded, mine)) == "".join(map(folded, kept))
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
