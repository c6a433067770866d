"""Questions and answers of SuperMemo: lines that begin with ``Q:`` and ``A:``, an empty line between cards.

``A1:`` and on are wrong answers to choose from. ``I:`` tells the progress: repetitions, lapses, ease factor,
interval in days and the last day, day first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

from desktop.errors import UserError
from desktop.exchange.csv_file import is_text
from desktop.exchange.encoding import beginning, decoded
from desktop.exchange.making import note_of
from desktop.exchange.sample import Sample
from desktop.study.incoming import CardState, Choices, Incoming, IncomingNote, Progress, Skipped
from desktop.study.note import as_html
from desktop.study.schedule import EASE_FLOOR, EASE_START, Schedule

PART = re.compile(r"\s*([QqAaIiOo])(\d*):[ \t]?(.*)")
KNOWN = re.compile(r"(?:\A|\n)\s*[Qq]:[^\n]*\n(?:\s*[Qq]:[^\n]*\n)*\s*[Aa]:")
VALUE = re.compile(r"(REP|LAP|EF|INT|LAST)=(\S+)")
DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})")
CENTURY = 70
"""Years of two digits from here on are of the last century."""
ODD_PROGRESS = "Progress that makes no sense is left out, of {} cards; the first is at line {}."


class SuperMemo:
    """Reads questions and answers."""

    title = "SuperMemo Q&A text"
    suffixes: tuple[str, ...] = (".txt",)

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is text with a question and an answer below it."""
        return is_text(sample) and KNOWN.search(beginning(sample.head)) is not None

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        text = decoded(sample, choices.encoding).text
        if not KNOWN.search(text):
            raise UserError(f"{sample.name} holds no questions with answers.", "They begin with Q: and A:.")
        stem = Path(sample.name).stem if sample.path else sample.name

        def make() -> Iterator[IncomingNote]:
            odd: list[int] = []
            for block in _blocks(text):
                yield from _notes(block, incoming.skipped, odd, choices.history)
            if odd:
                incoming.warnings.append(ODD_PROGRESS.format(len(odd), odd[0]))

        incoming = Incoming(self.title, (stem,), make, len(KNOWN.findall(text)))
        return incoming


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Yield what stands between empty lines, with the numbers of the lines."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []


def _notes(
    block: list[tuple[int, str]], skipped: list[Skipped], odd: list[int], history: bool
) -> Iterator[IncomingNote]:
    """Yield the cards of a block: mostly one, more where the empty lines were forgotten."""
    card: dict[str, list[str]] = {}
    start, last = block[0][0], ""
    for number, line in block:
        found = PART.fullmatch(line)
        if found is None:
            if last in ("Q", "A"):
                card[last].append(line.strip())  # a long line that was broken
            else:
                skipped.append(Skipped(number, "it is text outside a card", line[:200]))
            continue
        key = found[1].upper() + found[2]
        if key == "Q" and last not in ("", "Q"):
            yield from _note(card, start, skipped, odd, history)
            card, start = {}, number
        last = key
        card.setdefault(key, []).append(found[3].rstrip())
    if card:
        yield from _note(card, start, skipped, odd, history)


def _note(
    card: dict[str, list[str]], line: int, skipped: list[Skipped], odd: list[int], history: bool
) -> Iterator[IncomingNote]:
    texts = {key: unescape("\n".join(lines)).strip() for key, lines in card.items()}
    front, back = texts.get("Q", ""), texts.get("A", "")
    if not front or not back:
        reason = "it is a question without an answer" if front else "it is an answer without a question"
        skipped.append(Skipped(line, reason, " | ".join(filter(None, texts.values()))[:200]))
        return
    wrong = [as_html(text) for key, text in texts.items() if re.fullmatch(r"A\d+", key) and text != back]
    lists = {"options": "\n".join([as_html(back), *wrong])} if wrong else {}
    note = note_of("choice" if wrong else "basic", as_html(front), as_html(back), lists=lists)
    cards: tuple[CardState, ...] = ()
    if history and "I" in texts:
        try:
            schedule = _schedule(dict(VALUE.findall(texts["I"])))
            cards = (CardState(0, schedule=schedule),) if schedule else ()
        except (ValueError, OverflowError):
            odd.append(line)
    yield IncomingNote(note, line=line, cards=cards)


def _schedule(values: dict[str, str]) -> Schedule | None:
    """Return where a card stands; None = it is new.

    Raises:
        ValueError: a value makes no sense.
    """
    if values.get("LAST", "0") == "0":
        return None
    found = DAY.fullmatch(values["LAST"])
    if not found:
        raise ValueError(values["LAST"])
    year = int(found[3])
    if year < 100:
        year += 1900 if year >= CENTURY else 2000
    last = date(year, int(found[2]), int(found[1])).toordinal()
    repetition, lapses = int(values.get("REP", "0")), int(values.get("LAP", "0"))
    interval = max(1, min(int(values.get("INT", "1")), 36_500))
    ease = max(EASE_FLOOR, min(round(float(values.get("EF", EASE_START / 100)) * 100), 10_000))
    if repetition < 0 or lapses < 0:
        raise ValueError("counts below zero")
    return Schedule(
        repetition, interval, ease, last, last + interval, lapses=lapses, counted=max(1, repetition + lapses)
    )
