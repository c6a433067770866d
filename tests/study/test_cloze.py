from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.cloze import DEEPEST, Gap, answers, faults, gaps, numbers, replace_gaps, revealed

BRACED = st.lists(
    st.sampled_from(["{{c1::", "{{c2::", "{{c0::", "{{", "{", "}", "}}", "::", "a", "\\frac", " ", "\n", "é"])
).map("".join)


def bodies(text: str) -> list[str]:
    return [gap.body for gap in gaps(text)]


def without_gaps(text: str) -> str:
    return replace_gaps(text, lambda gap: "…")


def test_a_gap_has_its_place_number_body_and_hint() -> None:
    text = "The {{c3::capital::biggest city}} of Peru"

    assert list(gaps(text)) == [Gap(4, 33, (3,), "capital", "biggest city")]
    assert text[4:33] == "{{c3::capital::biggest city}}"


def test_numbers_are_sorted_and_told_once() -> None:
    assert numbers("{{c3::a}} {{c1::b}} {{c3::c}} {{c12::d}}") == (1, 3, 12)


def test_a_gap_may_belong_to_several_cards() -> None:
    assert gaps("{{c1,3::a}}")[0].numbers == (1, 3)
    assert numbers("{{c1,3::a}}") == (1, 3)


def test_a_text_without_gaps_has_none() -> None:
    assert numbers("a {{b}} c") == ()
    assert without_gaps("a {{b}} c") == "a {{b}} c"


def test_number_zero_makes_no_card() -> None:
    assert numbers("{{c0::a}}") == ()


def test_a_gap_that_never_closes_is_plain_text() -> None:
    assert without_gaps("{{c1::a b") == "{{c1::a b"
    assert without_gaps("{{c1::a {{c2::b}} c") == "{{c1::a … c"


def test_nested_gaps_are_in_the_body_of_the_outer_one() -> None:
    text = "{{c1::a {{c2::b::inner}} c::outer}} d"

    assert list(gaps(text)) == [Gap(0, 35, (1,), "a {{c2::b::inner}} c", "outer")]
    assert numbers(text) == (1, 2)


def test_a_hint_starts_at_the_first_double_colon() -> None:
    gap = gaps("{{c1::std::vector::hint}}")[0]

    assert (gap.body, gap.hint) == ("std", "vector::hint")


@pytest.mark.parametrize(
    ("text", "body", "rest"),
    [
        (r"\({{c1::\sum \frac{x^{2k}}{2k!}}}\)", r"\sum \frac{x^{2k}}{2k!}", r"\(…\)"),
        (r"\({{c1::\frac{a}{b}}}\)", r"\frac{a}{b}", r"\(…\)"),
        (r"\({{c1::\frac{a}{b} }}\)", r"\frac{a}{b} ", r"\(…\)"),
        (r"{{c1::x^{y^{z}}}}", r"x^{y^{z}}", "…"),
        (r"{{c1::{{a}}}} b", r"{{a}}", "… b"),
    ],
)
def test_the_braces_of_a_formula_do_not_close_a_gap_early(text: str, body: str, rest: str) -> None:
    assert bodies(text) == [body]
    assert without_gaps(text) == rest


def test_a_formula_may_have_a_hint() -> None:
    gap = gaps(r"{{c1::\frac{x^{2k}}{2k!}::a fraction}}")[0]

    assert (gap.body, gap.hint) == (r"\frac{x^{2k}}{2k!}", "a fraction")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{c1::a{b}} and {{c2::d}}", ["a{b", "d"]),
        ("{{c1::a } b}} c", ["a } b"]),
        ("{{c1::if (x) {}} c", ["if (x) {"]),
        ("} {{c1::a}} {", ["a"]),
    ],
)
def test_lone_braces_do_not_hold_a_gap_open(text: str, found: list[str]) -> None:
    assert bodies(text) == found


def test_gaps_nested_too_deeply_are_plain_text_from_the_outside_in() -> None:
    def nested(depth: int) -> str:
        return "{{c1::" * depth + "x" + "}}" * depth

    assert without_gaps(nested(DEEPEST)) == "…"
    assert without_gaps(nested(DEEPEST + 1)) == "{{c1::…}}"
    assert numbers(nested(5000)) == (1,)


@pytest.mark.parametrize(
    "text", ["{{c1::" * 20_000, "{" * 50_000 + "}" * 50_000, "{{c1::a::b" * 9000 + "}}" * 9000]
)
def test_a_hostile_text_takes_no_longer_than_its_length_deserves(text: str) -> None:
    start = time.process_time()

    numbers(text)

    assert time.process_time() - start < 2


def test_a_number_of_thousands_of_digits_is_no_gap() -> None:
    assert numbers("{{c" + "9" * 5000 + "::a}}") == ()


@given(BRACED)
def test_gaps_lie_in_order_and_say_what_they_hold(text: str) -> None:
    end = 0
    for gap in gaps(text):
        assert end <= gap.start < gap.end <= len(text)
        end = gap.end
        shown = text[gap.start : gap.end]
        assert shown.startswith("{{c")
        assert shown.endswith("}}")
        inner = f"{gap.body}::{gap.hint}" if gap.hint else gap.body
        assert inner in shown


@given(BRACED)
def test_putting_every_gap_back_gives_the_text(text: str) -> None:
    assert replace_gaps(text, lambda gap: text[gap.start : gap.end]) == text


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(1 <= number <= 9999 for number in numbers(f"{{{{c1::{text}}}}}"))
    assert replace_gaps(text, lambda gap: text[gap.start : gap.end]) == text


@given(st.text(alphabet=st.characters(exclude_characters="{}:"), min_size=1), st.integers(1, 9999))
def test_a_gap_around_any_text_holds_it(text: str, number: int) -> None:
    assert list(gaps(f"a{{{{c{number}::{text}}}}}b")) == [
        Gap(1, len(text) + len(str(number)) + 8, (number,), text, "")
    ]


@pytest.mark.parametrize(
    ("text", "number", "told"),
    [
        ("{{c1::Lima}} and {{c2::Peru}}, {{c1::Quito::hint}}", 1, "Lima, Quito"),
        ("{{c1::a}} {{c1::a}}", 1, "a"),
        ("{{c1::a {{c2::b}} c}}", 1, "a b c"),
        ("{{c1::a {{c2::b}} c}}", 2, "b"),
        ("{{c1,3::a}}", 3, "a"),
        ("{{c1::a}}", 2, ""),
    ],
)
def test_what_the_gaps_of_a_card_hide(text: str, number: int, told: str) -> None:
    assert answers(text, number) == told


def test_a_text_can_be_shown_whole() -> None:
    assert revealed("a {{c1::b {{c2::c::hint}}}}") == "a b c"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a {{c1::b::c}} {{c2,3::{{c4::d}}}} {e} {{f}}", ()),
        (r"\({{c1::\frac{a}{b}}}\) {{c1::<img src=a.png>}}", ()),
        ("{{c0::a}}", ('The gap "{{c0::a}}" has the number 0, which makes no card.',)),
        ("{{c1,0::a}}", ('The gap "{{c1,0::a}}" has the number 0, which makes no card.',)),
        ("{{c0::image-occlusion:rect:left=.1}}", ()),
        ("{{c1::}}", ('The gap "{{c1::}}" hides nothing.',)),
        ("{{c1::<br> ::hint}}", ('The gap "{{c1::<br> ::hint}}" hides nothing.',)),
        ("{{c1::a {{c2::}}}}", ('The gap "{{c2::}}" hides nothing.',)),
        ("{{c1::a} b", ('"{{c1::a} b" is no gap: one is written {{c1::word}}.',)),
        ("{{c1:a}}", ('"{{c1:a}}" is no gap: one is written {{c1::word}}.',)),
        ("{{c::a}}", ('"{{c::a}}" is no gap: one is written {{c1::word}}.',)),
        ("{{c 1::a}}", ('"{{c 1::a}}" is no gap: one is written {{c1::word}}.',)),
    ],
)
def test_what_is_wrong_with_gaps_is_told(text: str, told: tuple[str, ...]) -> None:
    assert faults(text) == told


@given(BRACED)
def test_faults_of_any_text_can_be_told(text: str) -> None:
    assert all(each.endswith(".") for each in faults(text))
    assert isinstance(answers(text, 1), str)
    assert "{{c0::" not in text or faults(text)


@given(BRACED)
def test_a_lone_brace_behind_a_text_changes_none_of_its_gaps(text: str) -> None:
    """Where all braces are those of gaps, they are found without looking at each."""
    assert gaps(text + " {") == gaps(text)
