"""Cards of real packages beside what Anki itself makes of them.

The corpus lies beside the checkout, where there is one. The reader here is for these tests alone: it
trusts what it reads.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from desktop.render.sides import Sides, sides
from desktop.study.kinds import kind
from desktop.study.layout import faults
from desktop.study.note import NAMESPACE, Note, NoteType, Template, derived

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
NO_LOG = {18: 1, 19: 1}
"""Bytes of the header of a database that say it has no write-ahead log."""

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


def unpacked(data: bytes) -> bytes:
    return bytes(pytest.importorskip("backports.zstd").decompress(data))


def database(path: Path) -> sqlite3.Connection:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            if "collection.anki21b" in names:
                data = unpacked(package.read("collection.anki21b"))
            else:
                newer = "collection.anki21"
                data = package.read(newer if newer in names else "collection.anki2")
    else:
        data = path.read_bytes()
    opened = sqlite3.connect(":memory:")
    opened.create_collation("unicase", lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))
    opened.deserialize(bytes(NO_LOG.get(place, byte) for place, byte in enumerate(data[:100])) + data[100:])
    return opened


def message(data: bytes) -> dict[int, Any]:
    """Return the numbers and byte strings of a protobuf message by field number."""
    found: dict[int, Any] = {}
    at = 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        key, wire = divmod(number(), 8)
        if wire == 0:
            found[key] = number()
        else:
            size = {1: 8, 5: 4}.get(wire) or number()
            found[key] = data[at : at + size]
            at += size
    return found


def note_types(opened: sqlite3.Connection) -> dict[int, NoteType]:
    def made(
        number: int, name: str, is_cloze: bool, fields: list[str], templates: list[Template]
    ) -> NoteType:
        uid = derived(NAMESPACE, str(number))
        return NoteType(uid, name, "cloze" if is_cloze else "basic", tuple(fields), tuple(templates))

    if opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'notetypes'").fetchone() is None:
        models = json.loads(opened.execute("SELECT models FROM col").fetchone()[0])
        return {
            int(number): made(
                int(number),
                model["name"],
                model.get("type") == 1,
                [each["name"] for each in model["flds"]],
                [Template(each["name"], each["qfmt"], each["afmt"]) for each in model["tmpls"]],
            )
            for number, model in models.items()
        }
    found = {}
    for number, name, config in opened.execute("SELECT id, name, config FROM notetypes").fetchall():
        fields = opened.execute("SELECT name FROM fields WHERE ntid = ? ORDER BY ord", (number,)).fetchall()
        templates = [
            Template(called, *(message(text).get(key, b"").decode() for key in (1, 2)))
            for called, text in opened.execute(
                "SELECT name, config FROM templates WHERE ntid = ? ORDER BY ord", (number,)
            ).fetchall()
        ]
        is_cloze = message(config).get(1, 0) == 1
        found[number] = made(number, name, is_cloze, [each for (each,) in fields], templates)
    return found


def decks(opened: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    if opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'decks'").fetchone() is None:
        told = json.loads(opened.execute("SELECT decks FROM col").fetchone()[0])
        return {int(number): tuple(deck["name"].split("::")) for number, deck in told.items()}
    rows = opened.execute("SELECT id, name FROM decks").fetchall()
    return {number: tuple(name.split("\x1f")) for number, name in rows}


def cards(path: Path) -> Iterator[Found]:
    opened = database(path)
    types, deck_names = note_types(opened), decks(opened)
    rows = opened.execute(
        "SELECT n.guid, n.mid, n.flds, n.tags, c.ord, c.did, c.odid FROM cards c JOIN notes n ON n.id = c.nid"
    ).fetchall()
    opened.close()
    for guid, type_number, texts, tags, ordinal, deck, home in rows:
        note_type = types[type_number]
        fields = dict(zip(note_type.fields, texts.split("\x1f"), strict=False))
        note = Note(derived(NAMESPACE, guid), note_type, fields, tuple(tags.split()))
        yield Found(guid, note, ordinal, deck_names.get(home or deck, ()))


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
