from __future__ import annotations

import json

from desktop.exchange.making import REVERSED
from desktop.store.looking import Looker
from desktop.study.kinds import kind

BASIC, CLOZE = kind("basic").note_type, kind("cloze").note_type


def fields(front: str, back: str = "b") -> dict[str, str]:
    return {"Question": front, "Answer": back, "Explanation": ""}


def test_note_types_are_numbered_once() -> None:
    looker = Looker()
    assert [looker.type_of(each) for each in (BASIC, CLOZE, BASIC, REVERSED)] == [1, 2, 1, 3]
    assert [row[0] for row in looker.rows] == [1, 2, 3]
    assert json.loads(looker.rows[0][4]) == ["Question", "Answer", "Explanation"]


def test_notes_that_make_the_same_cards_have_one_pattern() -> None:
    looker = Looker()
    both, _ = looker.look(REVERSED, fields("a"))
    again, _ = looker.look(REVERSED, fields("c"))
    one, _ = looker.look(BASIC, fields("a"))
    gaps, _ = looker.look(CLOZE, {"Text": "{{c1::x}} {{c3::y}}", "Explanation": ""})
    assert both == again
    assert [looker.patterns[each] for each in (both, one, gaps)] == [(0, 1), (0,), (0, 2)]


def test_files_of_notes_and_of_note_types_are_found() -> None:
    looker = Looker()
    _, names = looker.look(BASIC, fields('<img src="a b.png">', "[sound:s.mp3]"))
    assert list(names) == ["a b.png", "s.mp3"]
    assert looker.used == []


def test_a_note_that_makes_no_card_is_told() -> None:
    looker = Looker()
    shapeless = kind("occlusion").note_type
    pattern, _ = looker.look(shapeless, dict.fromkeys(shapeless.fields, "") | {"Header": "A map"}, 7)
    assert looker.patterns[pattern] == ()
    assert [(each.line, each.text) for each in looker.cardless] == [(7, "A map")]
    assert looker.findings.warnings == []
