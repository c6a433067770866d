from __future__ import annotations

from desktop.study.sides import by_options
from desktop.study.statistics.apart import figures
from desktop.study.statistics.table import as_json
from tests.study.test_sides import DECK, told


def test_every_figure_says_what_it_counts_and_on_how_much_it_rests() -> None:
    said = told((4, "Sales"), (4, "Sales"), (4, "Marketing"), (1, "Marketing"), (3, "Sales"))
    (placing,) = by_options(DECK, said)
    found = {figure.name: as_json(figure) for figure in figures(placing)}
    assert all("taken back do not" in each["definition"] for each in found.values())
    assert found["on_the_right_side"]["values"] == {"on_the_right_side": 1, "asked": 3, "all": 6}
    things = {row["key"]: (row["value"], row["n"]) for row in found["placed_by_thing"]["rows"]}
    assert things["Public relations"] == (0.3333, 3)
    assert things["Brand building"] == (None, 0)
    assert {row["key"]: (row["value"], row["n"]) for row in found["placed_by_side"]["rows"]} == {
        "Marketing": (0.3333, 3),
        "Sales": (0.5, 2),
    }
    assert [(row["key"], row["value"], row["n"]) for row in found["said_instead"]["rows"]] == [
        ("Public relations: Sales", 2, 3),
        ("Closing: Marketing", 1, 1),
    ]
    assert [(row["key"], row["value"]) for row in found["mixed_up"]["rows"]] == [
        ("Closing / Public relations", 1)
    ]
