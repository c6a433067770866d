from __future__ import annotations

import pytest

from desktop.study.fronts import LONGEST, front_key, front_of
from desktop.study.kinds import kind


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("lead", " lead\u00a0 ", True),
        ("a  b", "a\nb", True),
        ("a b", "a<br>b", True),
        ("<b>lead</b>", "lead", True),
        ("café", "cafe\u0301", True),
        ("AT&amp;T", "AT&T", True),
        ("lead", "Lead", False),
        ("<img src=a.png>", "<img src=b.png>", False),
        ("x" * LONGEST, "x" * LONGEST + "y", True),
    ],
)
def test_what_counts_as_one_front(one: str, other: str, same: bool) -> None:
    assert (front_key(one) == front_key(other)) is same


def test_the_front_is_the_first_field_that_says_something() -> None:
    note_type = kind("basic").note_type
    fields = {"Question": "", "Answer": "b", "Explanation": "c"}
    assert front_of(note_type, fields) == "b"
    assert front_of(note_type, dict.fromkeys(fields, "")) == ""
