from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.breaking import pieces
from desktop.render.formula import MOST_FORMULAS, formulas
from desktop.render.typeset import TEX, WIDEST, drawing_of

LONG = r"F : A \to B \text{ where } A, B \in \text{Cat and } x^{a=b} = f(a + b, c) " * 4


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("x", ("x",)),
        ("a = b + c", ("a", "= b", "+ c")),
        (r"f(a, b) = \{x : x < y\}", ("f(a, b)", r"= \{x : x < y\}")),
        (r"a, b \text{ for all } x", ("a,", "b", r"\text{for}", r"\text{all}", "x")),
        (r"\text{Obj}(C) \in D", (r"\text{Obj}(C)", r"\in D")),
        (r"a \not= -b", ("a", r"\not= -b")),
        ("x^= y_+ z", ("x^= y_+ z",)),
        (r"\left[0, 1\right) \to R", (r"\left[0, 1\right)", r"\to R")),
        (r"\frac{a = b}{c} = d", (r"\frac{a = b}{c}", "= d")),
        (r"\begin{matrix} a = b \end{matrix} = c", (r"\begin{matrix} a = b \end{matrix} = c",)),
        (r"\color{red} a = b", (r"\color{red} a = b",)),
    ],
)
def test_a_formula_breaks_where_tex_would_break_it(source: str, made: tuple[str, ...]) -> None:
    assert pieces(source) == made


@given(st.text(alphabet="ab=+,(){}[]^_\\ ") | st.text())
def test_nothing_of_a_formula_is_lost(source: str) -> None:
    assert "".join("".join(pieces(source)).split()) == "".join(source.split())


def test_a_long_formula_is_several_pictures_between_which_a_line_may_end() -> None:
    html, drawings = formulas(rf"\({LONG}\)")
    assert html.count("<img") > 20
    assert "<code>" not in html
    assert max(each.width for each in drawings.values()) < WIDEST / 4


def test_a_long_formula_on_a_line_of_its_own_stays_in_the_middle() -> None:
    html, drawings = formulas(rf"\[{LONG}\]")
    assert html.startswith('<div style="text-align: center"><img')
    assert not any(each.display for each in drawings.values())


def test_a_short_formula_stays_whole() -> None:
    assert formulas(r"\(a = b + c\)")[0].count("<img") == 1


def test_the_pieces_count_as_formulas() -> None:
    html, drawings = formulas(rf"\({'='.join('x' for _ in range(MOST_FORMULAS + 10))}\)")
    assert html.startswith("<code>")
    assert drawings == {}


def test_what_no_line_can_hold_is_told_as_its_source() -> None:
    source = "x" * 200
    assert drawing_of(TEX, source) is None
    assert formulas(rf"\({source}\)") == (f"<code>{source}</code>", {})


def test_a_sum_keeps_its_spaces_where_it_is_broken() -> None:
    _, drawings = formulas(rf"\({' + '.join(['abcdefghij'] * 8)}\)")
    sign = drawing_of(TEX, "+abcdefghij")
    assert sign is not None
    assert len(drawings) == 2
    assert max(each.width for each in drawings.values()) > sign.width
