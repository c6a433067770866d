from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.exchange.column_names import is_language, role_of
from desktop.exchange.columns import has_header, plan, remarks, roles, usual_width
from desktop.study.incoming import Choices


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Front", "front"), (" QUESTION: ", "front"), ("Vorderseite", "front"), ("pregunta", "front"),
        ("問題", "front"), ("Вопрос", "front"), ("term", "front"), ("Back", "back"), ("Rückseite", "back"),
        ("re\u0301ponse", "back"), ("答え", "back"), ("definition", "back"), ("Back_Extra", "extra"),
        ("Tags", "tags"), ("Schlagwörter", "tags"), ("deck", "deck"), ("GUID", "id"),
        ("Front line staff", None), ("Paris", None), ("", None),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names(name: str, role: str | None) -> None:
    assert role_of(name) == role


def test_no_name_means_two_things() -> None:
    from desktop.exchange import column_names

    seen: dict[str, str] = {}
    for role, names in column_names._NAMES.items():
        split = (each.strip() for line in names.strip().splitlines() for each in line.split(","))
        for name in filter(None, split):
            assert seen.setdefault(name, role) == role, name
            assert role_of(name) == role, name
    assert is_language("Español")


@pytest.mark.parametrize(
    ("first", "header"),
    [
        ("front,back", True),
        ("Tags,Answer,Question", True),
        ("Question,Tags", True),
        ("Word,Example,Translation", True),
        ("English,Deutsch", True),
        ("Front line staff,Back office staff", False),
        ("question,the act of asking", False),
        ("Paris,capital of France", False),
        ("front,", False),
        ("front", False),
    ],
)
def test_a_header_is_known_by_its_names(first: str, header: bool) -> None:
    assert has_header([first.split(","), ["x", "y", "z"]]) == header


def test_a_list_of_languages_has_no_header() -> None:
    assert not has_header([["English", "Englisch"], ["French", "Französisch"]])


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        (["country,capital:de", "Spain,Madrid", "Chad,N'Djamena", "Peru,Lima"], True),
        (["City,Inhabitants", "Rome,2800000", "Paris,2100000", "Lima,10 000 000"], True),
        (["hammer,der Hammer", "saw,die Säge", "nail,der Nagel", "screw,die Schraube"], False),
        (["Rome,2800000", "Paris,2100000", "Lima,10000000", "Bonn,330000"], False),
        (["When did it end?,Year", "Rome,476", "WW2,1945", "DDR,1990"], False),
        (["City,Inhabitants", "Rome,2800000"], False),
    ],
)
def test_a_header_is_known_by_its_looks(rows: list[str], header: bool) -> None:
    assert has_header([row.split(",") for row in rows]) == header


def test_the_only_row_is_no_header() -> None:
    assert not has_header([["front", "back"]])
    assert not has_header([])


def test_columns_without_names_are_front_back_and_below() -> None:
    assert roles((), 4) == ("front", "back", "extra", "extra")
    assert roles(("Tags", "Wort", "Capital"), 3) == ("tags", "front", "back")
    assert roles(("Capital", "Antwort"), 3) == ("front", "back", "extra")
    assert roles((), 1) == ("front",)
    assert usual_width([["a"], ["a", "b"], ["a", "b", "c"], ["a", "b"]]) == 2
    assert usual_width([]) == 0


def test_what_was_chosen_is_done() -> None:
    rows = [(1, ["front", "back", "x"]), (2, ["a", "b", "c"])]
    found = plan(rows, Choices())
    assert (found.header, found.columns, found.names) == (
        True,
        ("front", "back", "extra"),
        ("front", "back", "x"),
    )
    chosen = plan(rows, Choices(header=False, columns=("Answer", "", "Question"), html=True, kind="typed"))
    assert (chosen.header, chosen.columns, chosen.names) == (False, ("back", "", "front"), ())
    assert (chosen.html, chosen.kind, chosen.lone) == (True, "typed", False)
    assert plan(rows, Choices(columns=("front", "", ""))).lone
    assert plan(rows, Choices(), header=False).header is False


def test_a_kind_that_rows_cannot_become() -> None:
    with pytest.raises(UserError, match="kind “choice”"):
        plan([(1, ["a", "b"])], Choices(kind="choice"))


def test_what_nobody_chose_is_said() -> None:
    rows = [(1, ["a", "<b>b</b>", "c"])]
    said = list(remarks(plan(rows, Choices()), Choices(), rows))
    assert said == [
        "Shown below the answer: column 3.",
        "Some cells look like HTML. They show as typed; choose HTML if they should not.",
    ]
    choices = Choices(html=False, columns=("front", "back", "extra"))
    assert list(remarks(plan(rows, choices), choices, rows)) == []
