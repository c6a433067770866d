from __future__ import annotations

from datetime import date

import pytest

from desktop.gui import words

TODAY = date(2026, 3, 2).toordinal()


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 cards"), (1, "1 card"), (2, "2 cards"), (12345, "12,345 cards")]
)
def test_cards(count: int, text: str) -> None:
    assert words.cards(count) == text


def test_answers_days_and_new_cards_on_offer() -> None:
    assert [words.answers(each) for each in (0, 1, 1234)] == ["0 answers", "1 answer", "1,234 answers"]
    assert [words.days(each) for each in (1, 2)] == ["1 day", "2 days"]
    assert [words.more_new(each) for each in (1, 10)] == ["1 more new card", "10 more new cards"]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "1 minute"), (59, "1 minute"), (89, "1 minute"), (91, "2 minutes"), (3600, "60 minutes")],
)
def test_minutes(seconds: float, text: str) -> None:
    assert words.minutes(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "less than a minute left"),
        (44, "less than a minute left"),
        (45, "1 min left"),
        (100, "2 min left"),
        (7200, "120 min left"),
    ],
)
def test_minutes_left(seconds: float, text: str) -> None:
    assert words.minutes_left(seconds) == text


@pytest.mark.parametrize(
    ("away", "text"),
    [
        (-5, "today"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "on Wednesday"),
        (6, "on Sunday"),
        (7, "on 9 March"),
        (300, "on 27 December"),
        (400, "on 6 April 2027"),
        (10**7, "on 31 December 9999"),
    ],
)
def test_days(away: int, text: str) -> None:
    assert words.day(TODAY + away, TODAY) == text


class NamedByTheLocale(date):
    """A day that does not say its name: the locale would say it in another language."""

    def __format__(self, spec: str) -> str:
        assert not set("aAbB") & set(spec)
        return super().__format__(spec)


def test_no_name_of_a_day_or_month_comes_from_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "date_of", NamedByTheLocale.fromordinal)
    said = [words.day(TODAY + base + away, TODAY + base) for base in range(7) for away in range(400)]
    for name in (*words.WEEKDAYS, *words.MONTHS):
        assert any(name in each for each in said), name


def test_every_grade_has_a_name_and_a_tone() -> None:
    assert [words.grade_name(grade) for grade in range(6)] == [
        "Blackout",
        "Wrong",
        "Again",
        "Hard",
        "Good",
        "Easy",
    ]
    assert set(words.TONES) == set(words.GRADE_NAMES) == set(words.SIX_NAMES) == set(range(6))
    assert len(set(words.SIX_NAMES.values())) == 6


@pytest.mark.parametrize(
    "kind",
    [
        "suspend",
        "unsuspend",
        "bury",
        "flag",
        "unflag",
        "unbury",
        "move",
        "tag",
        "untag",
        "retag",
        "rename tag",
        "reset",
        "set due",
        "spread",
        "delete",
        "recover",
        "replace",
        "change type",
        "merge",
        "edit",
        "option",
        "restore",
        "search",
        "remove search",
    ],
)
def test_every_action_has_a_name_of_its_own(kind: str) -> None:
    assert words.action_name(kind, "") != kind
    assert words.action_name(kind, "")[0].isupper()


def test_an_answer_is_named_by_its_grade() -> None:
    assert words.action_name("review", "4") == "Good"


def test_an_action_of_a_newer_version_is_named_as_it_is() -> None:
    assert words.action_name("later", "") == "later"


def test_an_import_names_what_came() -> None:
    assert words.action_name("import", "Animals") == "Import of Animals"
    assert words.action_name("import", "") == "Import"
