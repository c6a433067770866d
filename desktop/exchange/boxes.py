"""Small card programs whose files are XML: Pauker, jMemorize, Fresh Memory and CueCard."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from desktop.errors import UserError
from desktop.exchange import beside
from desktop.exchange.archive import LARGEST_MEMBER, Archive, pieces
from desktop.exchange.making import note_of
from desktop.exchange.markup import Document, Element, root_of
from desktop.exchange.sample import Sample
from desktop.study.incoming import (
    CardState,
    Choices,
    Incoming,
    IncomingMedia,
    IncomingNote,
    Progress,
    Skipped,
)
from desktop.study.note import as_html
from desktop.study.schedule import Schedule

LESSON = "lesson.xml"
LONG_TERM = 3
"""Batches of Pauker before its first box of long-term memory."""
LONGEST = 36_500
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAY = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})\w*[- ](\d{4})\b")
ONE_SIDE = "it has one side only"
BACKWARDS = "Progress of cards that were asked backwards too is left out: those cards are asked forwards."
LOOK = re.compile(r"&lt;(/?)(b|i|u|sub|sup)&gt;", re.IGNORECASE)


class Item(NamedTuple):
    """A card.

    Attributes:
        front, back: HTML.
        deck: below that of the file.
        warning: what should be known.
    """

    line: int
    front: str
    back: str
    deck: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    kind: str = "basic"
    schedule: Schedule | None = None
    warning: str = ""


class Boxes:
    """Reads files of all four; their roots tell them apart."""

    title = "Pauker, jMemorize, Fresh Memory or CueCard"
    suffixes: tuple[str, ...] = (".pau", ".pau.gz", ".jml", ".fmd", ".wcu", ".xml", ".xml.gz")

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is XML of one of them, packed or not."""
        if LESSON in sample.members:
            return True
        root = root_of(sample.unpacked)
        return root is not None and root[0] in READERS

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        media: list[IncomingMedia] = []
        odd: list[Skipped] = []
        close: Callable[[], None] = lambda: None  # noqa: E731
        if sample.is_zip and sample.path is not None:
            archive = Archive(sample.path, sample.name)
            close = archive.close
            media, odd = beside.in_archive(archive, lambda member: member != LESSON, "images/")
            stream = archive.chunks(LESSON, LARGEST_MEMBER)
        else:
            stream = pieces(sample)
        try:
            with closing(stream) as chunks:
                document = Document(chunks, sample.name)
                reader = READERS.get(document.root.tag)
                items = list(reader(document)) if reader else []
            if not items:
                raise UserError(f"{sample.name} holds no cards.", "Save it again in the program it is from.")
        except BaseException:
            close()
            raise
        deck = (Path(sample.name.removesuffix(".gz")).stem,)

        def make() -> Iterator[IncomingNote]:
            incoming.skipped += odd
            incoming.warnings += dict.fromkeys(item.warning for item in items if item.warning)
            for item in items:
                if not item.front or not item.back:
                    incoming.skipped.append(Skipped(item.line, ONE_SIDE, (item.front or item.back)[:200]))
                    continue
                note = note_of(item.kind, item.front, item.back, item.below)
                known = item.schedule is not None and choices.history
                cards = (CardState(0, schedule=item.schedule),) if known else ()
                yield IncomingNote(note, (*deck, *item.deck), item.line, cards)

        incoming = Incoming(self.title, deck, make, len(items), media, close=close)
        return incoming


def _lesson(document: Document) -> Iterator[Item]:
    """Yield the cards of Pauker (batches) or jMemorize (categories)."""
    batch = -1
    for part in document:
        if part.tag == "Batch":
            batch += 1
            for card in part.every("Card"):
                yield _of_pauker(card, batch - LONG_TERM)
        elif part.tag == "Category":
            yield from _category(part, ())


def _of_pauker(card: Element, box: int) -> Item:
    """Return a card of a box; box n is asked again e^n days after it was learned."""
    front, back = (card.every(side)[:1] for side in ("FrontSide", "ReverseSide"))
    texts = [as_html(side[0].said("Text")) if side else "" for side in (front, back)]
    typed = bool(front) and front[0].get("RepeatByTyping") == "true"
    schedule, warning = None, ""
    if back and back[0].get("LearnedTimestamp"):
        warning = BACKWARDS
    if front and box >= 0 and (stamp := front[0].get("LearnedTimestamp")):
        schedule = _learned(stamp, box)
    kind = "typed" if typed and "<br>" not in texts[1] else "basic"
    return Item(card.line, texts[0], texts[1], kind=kind, schedule=schedule, warning=warning)


def _learned(stamp: str, box: int) -> Schedule | None:
    try:
        last = datetime.fromtimestamp(int(stamp) / 1000).date().toordinal()
    except (ValueError, OverflowError, OSError):
        return None
    interval = max(1, min(LONGEST, round(math.exp(min(box, 11)))))
    return Schedule(box + 1, interval, last_day=last, due=last + interval, counted=box + 1)


def _category(category: Element, above: tuple[str, ...]) -> Iterator[Item]:
    path = (*above, name) if (name := category.get("name", "").strip()) else above
    for box, deck in enumerate(category.every("Deck")):
        for card in deck.every("Card"):
            front, back = (_looks(card.get(side, "")) for side in ("Frontside", "Backside"))
            yield Item(card.line, front, back, path, schedule=_tested(card, box))
    for each in category.every("Category"):
        yield from _category(each, path)


def _looks(text: str) -> str:
    """Return text with a few plain tags as HTML."""
    return LOOK.sub(r"<\1\2>", as_html(text))


def _tested(card: Element, box: int) -> Schedule | None:
    """Return where a card of jMemorize stands; without a day on which it is due it is asked as new."""
    last, due = _day(card.get("DateTested", "")), _day(card.get("DateExpired", ""))
    if due is None or box < 1:
        return None
    last = min(due - 1, last if last is not None else due - 1)
    try:
        total, hit = int(card.get("TestsTotal", "0")), int(card.get("TestsHit", "0"))
    except ValueError:
        total = hit = 0
    return Schedule(
        box, due - last, last_day=last, due=due, lapses=max(0, total - hit), counted=max(1, total)
    )


def _day(text: str) -> int | None:
    found = DAY.match(text.strip())
    if not found or found[2].title() not in MONTHS:
        return None
    try:
        return date(int(found[3]), MONTHS.index(found[2].title()) + 1, int(found[1])).toordinal()
    except ValueError:
        return None


def _fresh(document: Document) -> Iterator[Item]:
    """Yield the cards of Fresh Memory: the field marked as question asks for the others."""
    asked = 0
    for part in document:
        if part.tag == "fields":
            marks = [each.get("question") for each in part.every("field")]
            asked = next((at for at, mark in enumerate(marks) if mark in ("yes", "true", "1")), 0)
        elif part.tag == "cards":
            for card in part.every("c"):
                texts = [as_html("".join(each.itertext())) for each in card.every("f")]
                front = texts.pop(asked) if asked < len(texts) else ""
                yield Item(card.line, front, texts[0] if texts else "", below=tuple(texts[1:]))


def _cues(document: Document) -> Iterator[Item]:
    for card in document:
        if card.tag == "Card":
            yield Item(card.line, as_html(card.get("Question", "")), as_html(card.get("Answer", "")))


READERS: dict[str, Callable[[Document], Iterator[Item]]] = {
    "Lesson": _lesson,
    "dict": _fresh,
    "CueCards": _cues,
}
