"""A report of an import in words."""

from __future__ import annotations

import pytest

from desktop.gui.importing.summary import LISTED, counts, details, offer
from desktop.study.incoming import Report, Skipped


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (Report(new=1), "Bring in 1 note"),
        (Report(new=1570), "Bring in 1,570 notes"),
        (Report(new=3, updated=2), "Bring in 3 notes, update 2"),
        (Report(updated=2), "Update 2 notes"),
        (Report(media=1), "Bring in pictures and sounds"),
        (Report(unchanged=5), "Nothing to bring in"),
    ],
)
def test_the_button_says_what_it_does(report: Report, said: str) -> None:
    assert offer(report) == said


def test_replacing_counts_every_note_of_the_file() -> None:
    assert offer(Report(new=1, updated=2, unchanged=3), replace=True) == "Replace everything with 6 notes"


def test_every_count_is_told() -> None:
    report = Report(
        new=1, updated=2, unchanged=3, kept=4, matched=5, cards=6, media=7, reviews=8, missing=["a"] * 9,
        duplicates=[Skipped(0, "x")] * 10, skipped=[Skipped(0, "x")] * 11,
    )  # fmt: skip
    said = counts(report)
    assert [each for each in map(str, range(1, 12)) if each not in said] == []
    assert "To be updated" in said
    assert "To be updated" not in counts(report, done=True)


def test_what_holds_nothing_says_so() -> None:
    assert counts(Report()) == "Nothing in it can be taken in."
    assert counts(Report(), done=True) == "Nothing came in."


def test_details_name_line_reason_and_text() -> None:
    report = Report(skipped=[Skipped(7, "the front is empty", "a\nb")], missing=["x.png"], warnings=["W."])
    said = details(report)
    assert "line 7: the front is empty (a b)" in said
    assert "x.png" in said
    assert said.startswith("To know\n  W.")
    assert details(Report()) == ""


def test_a_long_list_is_cut_and_counted() -> None:
    said = details(Report(skipped=[Skipped(at, "empty") for at in range(1, LISTED + 6)]))
    assert f"line {LISTED}: " in said
    assert f"line {LISTED + 1}: " not in said
    assert said.endswith("… and 5 more")
