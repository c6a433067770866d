"""Lengths as style sheets write them."""

from __future__ import annotations

import pytest

from desktop.render.card_theme import CardTheme
from desktop.render.document import compile_card


@pytest.mark.parametrize(
    ("written", "pixels"),
    [
        ("15px", 15),
        ("15.400000000000002px", 15),
        (".5e2px", 50),
        ("12pt", 16),
        ("calc(10px + 2 * 4px)", 18),
    ],
)
def test_a_length_is_read_however_it_is_written(written: str, pixels: int) -> None:
    made = compile_card("<p>x</p>", f"p {{ font-size: {written} }}", CardTheme())
    assert f"font-size:{pixels}px" in made.html


def test_an_explanation_is_smaller_than_the_answer() -> None:
    style = ".explanation { font-size: 15.4px }"
    made = compile_card("Answer<p class=explanation>why</p>", style, CardTheme())
    assert made.html.count("font-size:15px") == 1
