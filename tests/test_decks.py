"""The decks that come with the app: complete, right, and in our own words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop import assets
from desktop.exchange.deck_file import read
from desktop.render.card import face
from desktop.render.plain import as_text
from desktop.study.answers import compare
from desktop.study.kinds import KINDS, kind
from desktop.study.note import DraftNote

MAIN = "sales-and-marketing.toml"
DECKS = assets.bundled_decks()
IDS = (Path(__file__).parent / "data" / "coverage_ids.txt").read_text(encoding="utf-8").split()
FUNCTIONS = {
    name: "Marketing" if name.startswith("M") else "Sales" for name in IDS if re.match(r"(MF|SF)\d", name)
}
ARTICLE = Path(__file__).parents[2] / "shared" / "seed" / "the-differences-between-sales-and-marketing.txt"
CARD = UUID(int=1)
TITLES = (
    "relationship building through strategic alliances and affinity groups",
    "developing a sales presentation that can be modified",
)
"""Titles of functions, which carry over as they are."""


@cache
def entries(name: str = MAIN) -> tuple[dict[str, Any], ...]:
    """Return the notes of a deck file as they are written."""
    data = tomllib.loads((assets.folder("decks") / name).read_text(encoding="utf-8"))
    return tuple(note for section in data["section"] for note in section["note"])


@cache
def notes(name: str = MAIN) -> tuple[DraftNote, ...]:
    return read(assets.folder("decks") / name).notes


def texts(entry: dict[str, Any]) -> list[str]:
    """Return every text of a note that a learner gets to see."""
    shown = [entry[key] for key in ("question", "answer", "text", "explanation") if key in entry]
    return [*shown, *entry.get("options", ())]


def words(text: str) -> list[str]:
    text = re.sub(r"\{\{c\d+::(.*?)(::.*?)?\}\}", r"\1", text.casefold().replace("’", "'")).replace(
        "&", " and "
    )
    return re.findall(r"[\w']+", text)


def of(function: str, tag: str) -> list[dict[str, Any]]:
    return [each for each in entries() if function in each["covers"] and tag in each["tags"]]


def every(name: str = "*.toml") -> list[Any]:
    return [
        pytest.param(file.name, entry, id=f"{file.stem}-{entry['key']}")
        for file in DECKS
        if file.match(name)
        for entry in entries(file.name)
    ]


def test_every_point_of_the_article_is_asked_for_by_a_card() -> None:
    covered = {name for entry in entries() for name in entry["covers"]}

    assert len(IDS) == len(set(IDS)) == 49
    assert covered == set(IDS)


def test_the_main_deck_has_enough_notes_of_all_kinds() -> None:
    assert len(entries()) >= 110
    assert {entry["kind"] for entry in entries()} == {each.key for each in KINDS} - {"occlusion"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_has_its_side_its_meaning_and_a_scene(function: str) -> None:
    for tag in ("side", "meaning", "scene"):
        found = of(function, tag)
        assert found, f"{function} has no {tag}"
        assert {entry["topic"] for entry in found} == {function}


def test_a_tag_names_the_function_wherever_it_is_placed_explained_or_shown() -> None:
    named = {
        function: {
            name
            for tag in ("side", "meaning", "scene")
            for entry in of(function, tag)
            for name in [[each for each in entry["tags"] if each.startswith("functions::")]]
            for name in name or [""]
        }
        for function in FUNCTIONS
    }

    assert all(len(names) == 1 and "" not in names for names in named.values())
    assert len(set.union(*named.values())) == len(FUNCTIONS) == 18


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_side_is_a_choice_of_the_two_with_the_right_one(function: str) -> None:
    for entry in of(function, "side"):
        assert (entry["kind"], entry["options"]) == ("choice", ["Marketing", "Sales"])
        assert entry["answer"] == FUNCTIONS[function]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_scene_is_tagged_with_its_side(function: str) -> None:
    for entry in of(function, "scene"):
        side = FUNCTIONS[function]
        assert side.lower() in entry["tags"]
        if entry.get("options") == ["Marketing", "Sales"]:
            assert entry["answer"] == side


def test_the_side_is_not_given_away_by_what_is_asked_more_often() -> None:
    sides = [entry["answer"] for entry in entries() if entry.get("options") == ["Marketing", "Sales"]]

    assert 0.4 < sides.count("Sales") / len(sides) < 0.6


def test_the_right_option_takes_every_place_about_equally_often() -> None:
    for name in (file.name for file in DECKS):
        places = [
            entry["options"].index(entry["answer"])
            for entry in entries(name)
            if len(entry.get("options", ())) == 4
        ]
        assert min(places.count(place) for place in range(4)) >= len(places) / 8


@pytest.mark.parametrize("file", DECKS, ids=lambda file: file.stem)
def test_the_right_option_is_not_told_by_its_length(file: Path) -> None:
    choices = [entry for entry in entries(file.name) if len(entry.get("options", ())) == 4]
    longest = [
        entry["key"]
        for entry in choices
        if len(entry["answer"]) > max(len(each) for each in entry["options"] if each != entry["answer"])
    ]

    assert len(longest) <= len(choices) * 0.45, longest


@pytest.mark.parametrize(("file", "entry"), every(MAIN))
def test_no_sentence_is_the_articles(file: str, entry: dict[str, Any]) -> None:
    if not ARTICLE.exists():
        pytest.skip("the article is not part of the source")
    article = f" {' '.join(words(ARTICLE.read_text(encoding='utf-8')))} "
    for text in texts(entry):
        mine = words(text)
        for start in range(len(mine) - 6):
            run = " ".join(mine[start : start + 7])
            assert f" {run} " not in article or any(run in title for title in TITLES), run


@pytest.mark.parametrize("file", DECKS, ids=lambda file: file.stem)
def test_a_deck_loads_and_all_its_cards_show(file: Path) -> None:
    uids = set()
    for draft in notes(file.name):
        note = draft.note
        uids.add(note.uid)
        for ordinal in kind(note.note_type.kind).ordinals(note.note_type, note.fields):
            shown = face(note, ordinal)
            question, answer = as_text(shown.question), as_text(shown.answer)
            assert question
            assert answer
            assert "{{" not in question + answer
            assert "}}" not in question + answer
    assert len(uids) == len(notes(file.name))


@pytest.mark.parametrize("file", DECKS, ids=lambda file: file.stem)
def test_every_typed_answer_and_all_that_is_accepted_is_right(file: Path) -> None:
    for draft, entry in zip(notes(file.name), entries(file.name), strict=True):
        if entry["kind"] == "typed":
            for typed in (entry["answer"], *entry.get("accept", ())):
                verdict = kind("typed").check(draft.note.fields, typed)
                assert verdict, entry["key"]
                assert verdict.right, (entry["key"], typed)


@pytest.mark.parametrize("file", DECKS, ids=lambda file: file.stem)
def test_every_number_that_is_asked_for_is_told_from_its_neighbors(file: Path) -> None:
    for entry in entries(file.name):
        if entry["kind"] == "typed" and re.search(r"\d", entry["answer"]):
            number = int(re.sub(r"\D", "", entry["answer"]))
            for other in (number * 10, number + 1, number - 1):
                verdict = compare(str(other), [entry["answer"], *entry.get("accept", ())])
                assert not verdict.right, (entry["key"], other)
                assert not verdict.close, (entry["key"], other)


@pytest.mark.parametrize("name", [file.name for file in DECKS if file.name != MAIN])
def test_the_other_decks_say_that_they_are_not_from_the_article(name: str) -> None:
    deck = read(assets.folder("decks") / name)

    assert "not from the article" in deck.description
    assert all("background" in draft.note.tags for draft in deck.notes)


def test_the_main_deck_names_its_source() -> None:
    description = read(assets.folder("decks") / MAIN).description

    assert "The Differences Between Sales and Marketing" in description
    assert "Peter Cotton" in description


@pytest.mark.parametrize(("file", "entry"), every())
def test_quotes_are_typographic_wherever_they_are_shown(file: str, entry: dict[str, Any]) -> None:
    for text in texts(entry):
        assert "'" not in text
        assert '"' not in text
        assert "..." not in text
        assert "  " not in text
        assert text.count("“") == text.count("”")


@pytest.mark.parametrize("file", DECKS, ids=lambda file: file.stem)
def test_what_is_accepted_can_be_typed_on_any_keyboard(file: Path) -> None:
    for entry in entries(file.name):
        for text in entry.get("accept", ()):
            assert text.isascii(), (entry["key"], text)


BRITISH = re.compile(
    r"\b\w*(isation|ise[ds]?|ising|our(s|ed|ing|ite)?|centre|metre|litre|catalogue|programme|licence|travell|cancell"
    r"|labell|cheque|grey|whilst|favour|colour|organis|analys(e|ed|ing))\b"
)
AMERICAN = {
    "our", "ours", "four", "hour", "hours", "your", "yours", "tour", "tours", "pour", "flour", "rise", "wise",
    "raise", "raised", "raises", "advise", "advised", "promise", "promised", "promises", "praise", "exercise",
    "surprise", "surprised", "otherwise", "noise", "precise", "expertise", "enterprise", "advertise",
    "advertised", "advertising", "promising", "raising", "rising", "merchandise", "disguise", "likewise",
    "compromise", "supervise", "revise", "franchise",
}  # fmt: skip


@pytest.mark.parametrize(("file", "entry"), every())
def test_spelling_is_american(file: str, entry: dict[str, Any]) -> None:
    for text in texts(entry):
        odd = [word for word in words(text) if BRITISH.fullmatch(word) and word not in AMERICAN]
        assert not odd
