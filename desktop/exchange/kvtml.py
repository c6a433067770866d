"""Word lists of Parley, KWordQuiz, Kanagram and their like (KVTML 1 and 2, packed by gzip or not).

An entry has a text in each column (a language, mostly). The first asks for the second, the others stand
below; a list of one column asks for the comment. Entries name no identity that outlives an edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from desktop.errors import UserError
from desktop.exchange import beside
from desktop.exchange.archive import pieces
from desktop.exchange.making import note_of
from desktop.exchange.markup import Document, Element, root_of
from desktop.exchange.sample import Sample
from desktop.study.incoming import CardState, Choices, Incoming, IncomingNote, Progress, Skipped
from desktop.study.note import as_html, as_plain
from desktop.study.schedule import Schedule

ROOT = "kvtml"
ONE_SIDE = "it has one side only"
EMPTY = "it is empty"
TWICE = "Entries in several lessons come into the first of them."
GRADES = "Grades without a date are left out: those words come in as new."
GRAMMAR = "Grammar of words, such as conjugations, is left out."
DAY = 86_400
LONGEST = 36_500
SAID = ("pronunciation", "comment", "example", "paraphrase")
PARTS = frozenset(SAID) | {"text", "image", "sound", "multiplechoice", "grade"}


class Word(NamedTuple):
    """An entry.

    Attributes:
        texts: by column.
        below: what stands below the answer, as HTML.
        front, back: media on either side, as HTML.
    """

    line: int
    texts: Sequence[str]
    below: Sequence[str] = ()
    front: str = ""
    back: str = ""
    wrong: Sequence[str] = ()
    deck: tuple[str, ...] = ()
    schedule: Schedule | None = None
    is_inactive: bool = False


class Kvtml:
    """Reads a word list."""

    title = "KVTML word list"
    suffixes: tuple[str, ...] = (".kvtml", ".kvtml.gz")

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is XML of that kind."""
        root = root_of(sample.unpacked)
        return root is not None and root[0] == ROOT

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        with closing(pieces(sample)) as chunks:
            document = Document(chunks, sample.name)
            version = document.root.get("version", "1")
            found = _Second(document) if not version.startswith(("0", "1")) else _First(document)
        if not found.words:
            raise UserError(f"{sample.name} holds no words.", "It may be a list of lessons only.")
        deck = (found.title.strip() or Path(sample.name.removesuffix(".gz")).stem,)
        kind = choices.kind if choices.kind in ("reversed", "typed") else "basic"

        def make() -> Iterator[IncomingNote]:
            incoming.warnings += found.warnings
            for word in found.words:
                made = _note(word, kind, deck, choices.history)
                if isinstance(made, Skipped):
                    incoming.skipped.append(made)
                else:
                    yield made

        media = beside.named(sample.path.parent, found.media) if sample.path else []
        incoming = Incoming(self.title, deck, make, len(found.words), media)
        return incoming


def _note(word: Word, kind: str, deck: tuple[str, ...], history: bool) -> IncomingNote | Skipped:
    texts = list(word.texts)
    filled = [text for text in texts if text]
    if len(filled) > 1 and not (word.front or word.back):
        texts = filled  # a list may leave the first of its columns empty
    front, back, *others = [*texts, "", ""][: max(2, len(texts))]
    below = [*(as_html(each) for each in others if each), *word.below]
    if not back and below and (front or word.front):
        back, below = as_plain(below[0]), below[1:]
    if not (front or word.front) or not (back or word.back):
        shown = " | ".join([*word.texts, *map(as_plain, word.below)]).strip(" |")
        return Skipped(word.line, ONE_SIDE if shown else EMPTY, shown[:200])
    sides = [
        "<br>".join(filter(None, each)) for each in ((as_html(front), word.front), (as_html(back), word.back))
    ]
    lists: Mapping[str, str] = {}
    if word.wrong and "\n" not in back:
        kind = "choice"
        lists = {"options": "\n".join([sides[1], *(as_html(each) for each in word.wrong if each != back)])}
    note = note_of(kind, sides[0], sides[1], below, lists=lists)
    schedule = word.schedule if history else None
    cards = (CardState(0, suspended=word.is_inactive, schedule=schedule),)
    known = schedule is not None or word.is_inactive
    return IncomingNote(note, (*deck, *word.deck), word.line, cards if known else ())


class _Words:
    """What every version has."""

    def __init__(self) -> None:
        self.title = ""
        self.words: list[Word] = []
        self.warnings: list[str] = []
        self.media: list[str] = []

    def _warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)


class _First(_Words):
    """KVTML 1."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.title = document.root.get("title", "")
        lessons: dict[str, str] = {}
        for entry in document:
            if entry.tag == "lesson":
                lessons = {each.get("no", ""): (each.text or "").strip() for each in entry.iter("desc")}
            elif entry.tag == "e":
                lesson = lessons.get(entry.get("m", ""), "")
                self.words.append(self._word(entry, (lesson,) if lesson else ()))

    def _word(self, entry: Element, deck: tuple[str, ...]) -> Word:
        columns = [each for each in entry if each.tag in ("o", "t")]
        texts = [(each.text or "").strip() for each in columns]
        below = []
        for column in columns:
            below += [
                as_html(text) for key in ("p", "r", "x", "h", "y", "a", "u") if (text := column.get(key))
            ]
            if column.get("g", "0;0").strip("0;"):
                self._warn(GRADES)
            if len(column):
                self._warn(GRAMMAR)
        return Word(_line(entry), texts, below, deck=deck)


class _Second(_Words):
    """KVTML 2."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._lessons: dict[str, tuple[str, ...]] = {}
        columns: list[str] = []
        entries: list[Element] = []
        for part in document:
            match part.tag:
                case "information":
                    self.title = part.said("title")
                case "identifiers":
                    columns = [each.get("id", "") for each in part.iter("identifier")]
                case "entries":
                    entries += part.every("entry")
                case "lessons":
                    for each in part.every("container"):
                        self._lesson(each, ())
        for entry in entries:
            self.words.append(self._word(entry, columns))

    def _lesson(self, container: Element, above: tuple[str, ...]) -> None:
        name = container.said("name")
        path = (*above, name) if name else above
        for each in container.every("container"):
            self._lesson(each, path)
        for each in container.every("entry"):
            if self._lessons.setdefault(each.get("id", ""), path) != path:
                self._warn(TWICE)

    def _word(self, entry: Element, columns: Sequence[str]) -> Word:
        found = {each.get("id", ""): each for each in entry.every("translation")}
        order = [*columns, *(uid for uid in found if uid not in columns)]
        sides = [found.get(uid) for uid in order]
        texts = [side.said("text") if side is not None else "" for side in sides]
        below: list[str] = []
        for side in sides:
            if side is not None:
                below += [as_html(text) for text in _remarks(side) if text and text not in texts]
                if any(each.tag not in PARTS for each in side):
                    self._warn(GRAMMAR)
        media = [self._media(side) for side in sides[:2]]
        choices = [
            each for side in sides[:2] if side is not None for each in side.iterfind("multiplechoice/choice")
        ]
        return Word(
            _line(entry),
            texts,
            list(dict.fromkeys(below)),
            media[0] if media else "",
            media[1] if len(media) > 1 else "",
            [text for each in choices if (text := (each.text or "").strip())],
            self._lessons.get(entry.get("id", ""), ()),
            self._schedule(sides[:2]),
            "true" in (entry.said("deactivated"), entry.said("inactive")),
        )

    def _media(self, side: Element | None) -> str:
        parts = []
        if side is not None and (image := side.said("image")):
            self.media.append(image)
            parts.append(f'<img src="{escape(quote(image))}">')
        if side is not None and (sound := side.said("sound")):
            self.media.append(sound)
            parts.append(f"[sound:{escape(sound, quote=False)}]")
        return " ".join(parts)

    def _schedule(self, sides: Sequence[Element | None]) -> Schedule | None:
        for side in sides:
            for grade in side.every("grade")[:1] if side is not None else ():
                try:
                    if made := _schedule(grade):
                        return made
                except (ValueError, OverflowError):
                    self._warn(GRADES)
        return None


def _remarks(side: Element) -> Iterator[str]:
    for name in SAID:
        for each in side.findall(name):
            yield (each.text or "").strip()


def _schedule(grade: Element) -> Schedule | None:
    """Return where a word stands: its grade counts passes, its interval is in seconds.

    Raises:
        ValueError: a number or date is none.
    """
    count, wrong, level = (int(grade.said(key) or "0") for key in ("count", "errorcount", "currentgrade"))
    if count <= 0:
        return None
    last = datetime.fromisoformat(grade.said("date")).date().toordinal()
    seconds = int(grade.said("interval") or "0")
    interval = max(1, min(LONGEST, round(seconds / DAY))) if level > 0 else 1
    return Schedule(
        repetition=max(0, level),
        interval=interval,
        last_day=last,
        due=last + interval,
        lapses=max(0, wrong),
        counted=count,
    )


def _line(element: object) -> int:
    return element.line if isinstance(element, Element) else 0
