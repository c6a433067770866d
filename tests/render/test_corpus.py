"""Cards of real packages beside what Anki itself makes of them.

The corpus lies beside the checkout, where there is one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from desktop.exchange import formats
from desktop.render.sides import Sides, sides
from desktop.study.kinds import kind
from desktop.study.layout import faults
from desktop.study.note import Note

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
PACKAGES = sorted(
    path
    for folder in ("small", "small-fsrs")
    for path in (CORPUS / "anki" / folder).glob("*.*pkg")
    if path.with_name(f"{path.name}.expected.json").exists()
)
REAL = sorted(
    path
    for pattern in ("*.apkg", "*.colpkg", "*.anki2", "*.anki21")
    for path in (CORPUS / "real").glob(pattern)
    if path.stat().st_size > 1000
)

HIDDEN_HINT = re.compile(r'<div id="hint\w+" class=hint style="display: none">.*?</div>', re.DOTALL)
UNFOLDED = re.compile(r"<details class=hint><summary>(.*?)</summary>.*?</details>", re.DOTALL)
UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
PLAYED = re.compile(r"\[anki:play:[qa]:(\d+)\]")
LATEX_IMAGE = re.compile(r'<img class=latex alt="(.*?)" src="[^"]*">')
IMAGE = re.compile(r"""<img\b[^>]*?src=("[^"]*"|'[^']*'|[^\s>]+)[^>]*>""")
BLOCK = re.compile(
    r"</?(?:address|blockquote|br|details|div|h\d|hr|li|ol|p|pre|summary|t[rdh]|table|ul)\b[^>]*>"
)
TAG = re.compile(r"<[^>]*>")
TYPED = re.compile(r"\[\[type:(?:[^\]]*:)?([^\]:]*)\]\]")
NO_LATEX = "LaTeX image generation is disabled in the preferences."


@dataclass(frozen=True)
class Found:
    """A card of a package."""

    guid: str
    note: Note
    ordinal: int
    deck: tuple[str, ...]


def cards(path: Path) -> Iterator[Found]:
    with closing(formats.read(path)) as incoming:
        for each in incoming.notes():
            for state in each.cards:
                yield Found(each.source, each.note, state.ordinal, state.deck or each.deck)


def visible(html: str) -> str:
    """Return what HTML shows, media by their names, without its layout."""
    html = UNFOLDED.sub(r"\1", HIDDEN_HINT.sub("", UNSEEN.sub("", html)))
    html = IMAGE.sub(r"(picture \1)", html)
    text = unescape(TAG.sub("", BLOCK.sub(" ", html)))
    return " ".join(text.replace("[...]", "[…]").split())


def formulas_as_images(html: str) -> str:
    """Return HTML with formulas as the source that Anki gives its pictures of them."""
    for begins, ends, left, right in (
        ("[latex]", "[/latex]", "", ""),
        ("[$]", "[/$]", "$", "$"),
        ("[$$]", "[/$$]", r"\begin{displaymath}", r"\end{displaymath}"),
    ):
        html = html.replace(begins, left).replace(ends, right)
    return html


def as_anki_shows(side: str, heard: list[str], fields: dict[str, str] | None) -> str:
    """Return the text that Anki shows for a side, with the places for typing as ours are.

    Args:
        fields: of the note, where the place shows the right answer; None where it shows nothing.
    """
    side = PLAYED.sub(lambda played: f"[sound:{heard[int(played[1])]}]", side)
    side = TYPED.sub(lambda typed: fields[typed[1]] if fields else "", side)
    side = LATEX_IMAGE.sub(r"\1", side).replace(NO_LATEX, "")
    return visible(side)


def whole(shown: Sides) -> str:
    return shown.question + "\n" + shown.answer if shown.below else shown.answer


def differences(path: Path) -> Iterator[str]:
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8"))
    theirs = {
        (note["guid"], card["ord"]): (note["fields"], card)
        for note in expected["sample_notes"]
        for card in note["cards"]
    }
    ours = {(each.guid, each.ordinal): each for each in cards(path)}
    if ours.keys() != theirs.keys() or len(ours) != expected["cards"]:
        yield f"cards: {ours.keys() ^ theirs.keys()}, {len(ours)} of {expected['cards']}"
    for key in ours.keys() & theirs.keys():
        found, (fields, card) = ours[key], theirs[key]
        shown = sides(found.note, found.ordinal, deck=found.deck)
        asked, told = card["question_html"], card["answer_html"]
        head = asked if asked and told.startswith(asked) else ""
        pairs = (
            (shown.question, as_anki_shows(asked, card["question_av"], None)),
            (
                whole(shown),
                as_anki_shows(head, card["answer_av"], None)
                + " "
                + as_anki_shows(told.removeprefix(head), card["answer_av"], fields),
            ),
        )
        for mine, right in pairs:
            if visible(formulas_as_images(mine)) != " ".join(right.split()):
                yield f"{key}: {visible(formulas_as_images(mine))!r}, not {right!r}"


@pytest.mark.skipif(not PACKAGES, reason="no corpus beside the checkout")
class TestCorpus:
    @pytest.mark.parametrize("path", PACKAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
    def test_every_card_shows_what_anki_shows(self, path: Path) -> None:
        assert list(differences(path)) == []

    @pytest.mark.parametrize("path", PACKAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
    def test_every_note_makes_the_cards_that_anki_made(self, path: Path) -> None:
        made: dict[str, set[int]] = {}
        notes: dict[str, Note] = {}
        for each in cards(path):
            notes[each.guid] = each.note
            made.setdefault(each.guid, set()).add(each.ordinal)

        for guid, note in notes.items():
            note_type = note.note_type
            assert set(kind(note_type.kind).ordinals(note_type, note.fields)) == made[guid], note
            for template in note_type.templates:
                for side in (template.question, template.answer):
                    assert faults(side, note_type.fields) == ()

    @pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
    def test_every_card_of_a_real_deck_fills(self, path: Path) -> None:
        for each in cards(path):
            shown = sides(each.note, each.ordinal, deck=each.deck)
            assert isinstance(visible(shown.question + shown.answer), str)
