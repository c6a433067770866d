"""Texts and packages of the corpus, taken in whole: what the learner has in the end, and what was told.

The corpus lies beside the checkout, where there is one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.exchange import formats
from desktop.store.collection import Collection
from desktop.study.calendar import system_clock
from desktop.study.incoming import Choices, Report
from desktop.study.note import as_plain

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
TOLD: dict[str, Any] = (
    json.loads((CORPUS / "text" / "expected.json").read_text(encoding="utf-8"))["files"]
    if (CORPUS / "text" / "expected.json").exists()
    else {}
)
TEXTS = {"csv", "quizlet", "anki-text", "xlsx"}
TABLES = sorted(name for name, each in TOLD.items() if each["format"] in TEXTS and each.get("cards"))
PACKAGES = sorted((CORPUS / "anki" / "small").glob("*pkg"))
TakeIn = Callable[..., Report]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = Collection(tmp_path / "cards", system_clock)
    yield made
    made.close()


@pytest.fixture
def take_in(collection: Collection) -> TakeIn:
    def run(file: Path, **choices: Any) -> Report:
        chosen = Choices(**choices)
        work = collection.start_import(formats.read(file, chosen), chosen)
        try:
            work.plan()
            return work.apply()
        finally:
            work.close()

    return run


@pytest.mark.skipif(not TABLES, reason="no corpus beside the checkout")
@pytest.mark.parametrize("name", TABLES)
def test_a_text_is_right_by_itself(name: str, collection: Collection, take_in: TakeIn) -> None:
    told = TOLD[name]
    choices = {} if told.get("encoding_certain", True) else {"encoding": told["encoding"]}
    report = take_in(CORPUS / "text" / name, **choices)
    fronts = [as_plain(next(iter(view.note.fields.values()))) for view in collection.cards()]
    right = told.get("default_cards", told["cards"])
    assert [each.replace('"', "") for each in fronts] == [
        each["front"].strip().replace('"', "") for each in right
    ]
    lines = {each.line for each in report.skipped}
    assert {each["line"] for each in told.get("skipped", ()) if "line" in each} <= lines
    assert [each.line for each in report.duplicates] == [each["line"] for each in told.get("duplicates", ())]
    assert collection.check() == []
    again = take_in(CORPUS / "text" / name, **choices)
    assert (again.new, again.updated) == (0, 0)


@pytest.mark.skipif(not PACKAGES, reason="no corpus beside the checkout")
@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_a_package_is_taken_in_whole_and_undone(path: Path, collection: Collection, take_in: TakeIn) -> None:
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8"))
    report = take_in(path)
    assert (report.new, report.cards, report.skipped) == (expected["notes"], expected["cards"], [])
    assert len(collection.cards()) == expected["cards"]
    assert collection.check() == []
    again = take_in(path)
    assert (again.new, again.updated, again.unchanged) == (0, 0, expected["notes"])
    assert collection.undo().kind == "import"  # type: ignore[union-attr]
    assert collection.cards() == []
    assert collection.check() == []
    assert take_in(path).new == expected["notes"]
    assert collection.check() == []
