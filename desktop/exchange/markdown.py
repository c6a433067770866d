"""Cards in Markdown, as people and their programs write them.

Four forms are known: marks at the start of a line (``Q:``, ``A:``, ``C:``; what `markdown_out` writes, and
hashcards), separators (``::``, ``:::``, a line of ``?`` or ``??``, ``==gaps==``; Obsidian), cards with a
sign (a brain or ``#flashcard``), and headings with what stands below them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from desktop.errors import UserError
from desktop.exchange import beside
from desktop.exchange.csv_file import RULED, is_text
from desktop.exchange.encoding import beginning, decoded
from desktop.exchange.making import note_of
from desktop.exchange.markdown_body import BRACKET, MARKED, gapped, html_of, masks
from desktop.exchange.sample import Sample
from desktop.study.incoming import CardState, Choices, Incoming, IncomingNote, Progress, Skipped
from desktop.study.media_names import media_names
from desktop.study.schedule import EASE_FLOOR, Schedule

SUFFIXES = (".md", ".markdown", ".mdown")
MARK = re.compile(r"([QACOESKT]):(?:[ \t]+|$)(.*)")
RULE = re.compile(r"\s*(?:-\s?){3,}\s*|\s*(?:\*\s?){3,}\s*")
HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*")
FENCE = re.compile(r"\s*(`{3,}|~{3,})")
COMMENT = re.compile(r"<!--(?!SR:).*?-->", re.DOTALL)
PROGRESS = re.compile(r"!(\d{4}-\d\d-\d\d),(\d{1,6}),(\d{1,5})")
TAG_LINE = re.compile(r"(?:#[^\s#]+\s*)+")
ROOT = re.compile(r"#flashcards(?:/([^\s#]+))?(?=\s|$)")
SIGN = re.compile(r"(?:🧠|#flashcard\b(?![s/]))")
TAG = re.compile(r"(?:^|(?<=\s))#([^\s#,;:!?.]+)")
NO_CARD = "Text that is no card is left out, {} lines of it; the first is line {}."
OURS_TYPED, OURS_REVERSED = "typed", "reversed"


class Line(NamedTuple):
    """A line; `is_code` tells that it lies in a fenced block."""

    number: int
    text: str
    is_code: bool = False


class Markdown:
    """Reads a Markdown text."""

    title = "Markdown"
    suffixes: tuple[str, ...] = SUFFIXES

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is named so, or text with gaps after ``C:``."""
        if not is_text(sample):
            return False
        text = beginning(sample.head)
        if sample.suffix in SUFFIXES:
            return not RULED.match(text)
        return re.search(r"(?m)^C: .*(?:\[[^\]\n]+\]|\{\{c\d+::)", text) is not None and bool(
            re.search(r"(?m)^Q: ", text)
        )

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        text = decoded(sample, choices.encoding).text
        named, body, first = _front_matter(text)
        lines = _lines(body, first)
        form = form_of(lines)
        if form is None:
            raise UserError(
                f"{sample.name} is Markdown without cards.",
                "Cards are written as Q: and A:, as front::back, or as a heading with its answer below.",
            )
        stem = Path(sample.name).stem if sample.path else sample.name
        deck = (named or stem,)

        def make() -> Iterator[IncomingNote]:
            return form(lines, deck, incoming)

        incoming = Incoming(self.title, deck, make)
        found = list(make())
        incoming.count = len(found)
        if sample.path is not None:
            names = [
                name for each in found for html in each.note.fields.values() for name in media_names(html)
            ]
            incoming.media = beside.named(sample.path.parent, names)
        return incoming


Form = Callable[[list[Line], tuple[str, ...], Incoming], Iterator[IncomingNote]]


def form_of(lines: list[Line]) -> Form | None:
    """Return what reads a text; None where it holds no cards."""
    shown = [each for each in lines if not each.is_code]
    if any((found := MARK.fullmatch(each.text)) and found[1] in "QC" for each in shown):
        return by_marks
    if any(SIGN.search(each.text) for each in shown):
        return by_signs
    text = masks("\n".join(each.text for each in shown))
    if re.search(r"\S ?:: ?\S|\S:::\S|^\?\??$|==\S.*?==", text, re.MULTILINE):
        return by_separators
    heads = [at for at, each in enumerate(shown) if HEADING.fullmatch(each.text)]
    if any(_below(lines, shown[at].number) for at in heads):
        return by_headings
    return None


def _below(lines: list[Line], number: int) -> bool:
    """Return whether text stands below a heading, before the next."""
    for each in lines:
        if each.number > number:
            if not each.is_code and HEADING.fullmatch(each.text):
                return False
            if each.text.strip() and not TAG_LINE.fullmatch(each.text.strip()):
                return True
    return False


def _front_matter(text: str) -> tuple[str, str, int]:
    """Return the deck that the head of a text names, the rest, and the line where that begins."""
    found = re.match(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if not found:
        return "", text, 1
    try:
        name = tomllib.loads(found[1]).get("name")
    except (ValueError, RecursionError):
        name = None
    rest = text[found.end() :]
    return (name.strip() if isinstance(name, str) else ""), rest, 1 + text.count("\n", 0, found.end())


def _lines(text: str, first: int) -> list[Line]:
    text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    made: list[Line] = []
    fence = ""
    for number, line in enumerate(text.split("\n"), first):
        found = FENCE.match(line)
        if fence:
            made.append(Line(number, line, True))
            if found and found[1].startswith(fence):
                fence = ""
        else:
            fence = found[1] if found else ""
            made.append(Line(number, line, bool(found)))
    return made


# ---------------------------------------------------------------------- marks


def by_marks(lines: list[Line], deck: tuple[str, ...], incoming: Incoming) -> Iterator[IncomingNote]:
    """Yield cards whose parts begin with a letter and a colon; headings between them name decks."""
    parts: list[tuple[str, list[str]]] = []
    start = 0
    path: list[tuple[int, tuple[str, ...]]] = []

    def close() -> Iterator[IncomingNote]:
        if parts:
            made = _marked(parts, start)
            if isinstance(made, Skipped):
                incoming.skipped.append(made)
            else:
                yield made._replace(deck=path[-1][1] if path else deck)
        parts.clear()

    for at, line in enumerate(lines):
        mark = None if line.is_code else MARK.fullmatch(line.text)
        head = None if line.is_code else HEADING.fullmatch(line.text)
        if mark:
            if mark[1] in "QC" or not parts:
                yield from close()
                start = line.number
            parts.append((mark[1], [mark[2]]))
        elif not line.is_code and RULE.fullmatch(line.text):
            yield from close()
        elif head and (not parts or _heads(lines, at)):
            yield from close()
            level = len(head[1])
            while path and path[-1][0] >= level:
                path.pop()
            above = path[-1][1] if path else ()
            path.append((level, (*above, *(part.strip() for part in head[2].split("::") if part.strip()))))
        elif parts:
            parts[-1][1].append(line.text)
        elif line.text.strip():
            incoming.skipped.append(Skipped(line.number, "it is text outside a card", line.text[:200]))
    yield from close()


def _heads(lines: list[Line], at: int) -> bool:
    """Return whether a heading stands alone before a new card."""
    if at and lines[at - 1].text.strip():
        return False
    following = next((each for each in lines[at + 1 :] if each.text.strip()), None)
    return following is not None and not following.is_code and bool(MARK.fullmatch(following.text))


def _marked(parts: list[tuple[str, list[str]]], line: int) -> IncomingNote | Skipped:
    said: dict[str, list[str]] = {}
    for mark, texts in parts:
        said.setdefault(mark, []).append("\n".join(texts).strip())

    def text(mark: str) -> str:
        return "\n".join(each for each in said.get(mark, ()) if each)

    def listed(mark: str) -> str:
        return "\n".join(html_of(each) for each in text(mark).split("\n") if each.strip())

    shown = "\n".join("\n".join(texts) for _, texts in parts).strip()[:200]
    tags = [tag.strip() for tag in text("T").split(",") if tag.strip()]
    below = [html_of(each) for each in said.get("E", ()) if each]
    if "C" in said:
        html, gaps = gapped(text("C"), BRACKET)
        if not gaps:
            return Skipped(line, "it has no gap", shown)
        return IncomingNote(note_of("cloze", html, html_of(text("A")), below, tags=tags), line=line)
    if not text("Q"):
        return Skipped(line, "it is an answer without a question", shown)
    if not text("A"):
        return Skipped(line, "it is a question without an answer", shown)
    kind = text("K").lower() if text("K").lower() in (OURS_TYPED, OURS_REVERSED) else "basic"
    kind = "choice" if "O" in said else OURS_TYPED if "S" in said else kind
    lists = {"options": listed("O"), "accept": listed("S")}
    note = note_of(kind, html_of(text("Q")), html_of(text("A")), below, tags=tags, lists=lists)
    return IncomingNote(note, line=line)


# ---------------------------------------------------------------------- separators


def by_separators(lines: list[Line], deck: tuple[str, ...], incoming: Incoming) -> Iterator[IncomingNote]:
    """Yield cards of Obsidian: a tag line names the deck of what follows, a tag in a card its own."""
    here, last = deck, None
    lost: list[int] = []
    for block in _blocks(lines):
        for each in _of_block(block, deck, lost):
            if isinstance(each, str):
                if last is not None:
                    last = last._replace(cards=_progress(each))
            elif isinstance(each, tuple) and not isinstance(each, IncomingNote):
                here = each
            else:
                if last is not None:
                    yield last
                last = each if each.deck else each._replace(deck=here)
    if last is not None:
        yield last
    _tell(incoming, lost)


def _tell(incoming: Incoming, lost: list[int]) -> None:
    if lost:
        incoming.warnings.append(NO_CARD.format(len(lost), lost[0]))


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if line.text.strip() or line.is_code:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _of_block(
    block: list[Line], deck: tuple[str, ...], lost: list[int]
) -> Iterator[IncomingNote | tuple[str, ...] | str]:
    """Yield cards, decks of what follows, and comments with the progress of the card before."""
    kept = [line for line in block if "<!--SR:" not in line.text]
    at = next(
        (n for n, each in enumerate(kept) if not each.is_code and each.text.strip() in ("?", "??")), None
    )
    if at is not None and 0 < at < len(kept) - 1:
        front, own = _own_deck("\n".join(each.text for each in kept[:at]), deck)
        back = "\n".join(each.text for each in kept[at + 1 :])
        key = "reversed" if kept[at].text.strip() == "??" else "basic"
        yield IncomingNote(note_of(key, html_of(front), html_of(back)), own, block[0].number)
        yield from (each.text for each in block if "<!--SR:" in each.text)
        return
    whole = "\n".join(each.text for each in kept)
    if not any(each.is_code for each in kept) and "==" in whole and not _divided(whole):
        text, own = _own_deck(whole, deck)
        html, gaps = gapped(text, MARKED)
        if gaps:
            yield IncomingNote(note_of("cloze", html), own, block[0].number)
            yield from (each.text for each in block if "<!--SR:" in each.text)
            return
    for line in block:
        if "<!--SR:" in line.text:
            yield line.text
            line = line._replace(text=line.text[: line.text.index("<!--SR:")])
        root = ROOT.match(line.text.strip())
        if root and TAG_LINE.fullmatch(line.text.strip()):
            yield _path(root, deck)
        elif not line.is_code and (cut := _divided(line.text)):
            text, own = _own_deck(line.text, deck)
            cut = _divided(text) or cut
            front, back = text[: cut.start()].strip(), text[cut.end() :].strip()
            key = "reversed" if len(cut[0]) == 3 else "basic"
            yield IncomingNote(note_of(key, html_of(front), html_of(back)), own, line.number)
        elif line.text.strip() and not HEADING.fullmatch(line.text):
            lost.append(line.number)


def _divided(text: str) -> re.Match[str] | None:
    """Return the separator of a card on one line."""
    for line in masks(text).split("\n"):
        found = re.search(r":::?", line)
        if found and line[: found.start()].strip() and line[found.end() :].strip():
            return re.compile(r":::?").search(masks(text)) if "\n" not in text else found
    return None


def _own_deck(text: str, deck: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return a card without the tag at its start, and the deck that this tag names."""
    found = ROOT.match(text.lstrip())
    return (text.lstrip()[found.end() :].strip(), _path(found, deck)) if found else (text, ())


def _path(root: re.Match[str], deck: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in (root[1] or "").split("/") if part) or deck


def _progress(comment: str) -> tuple[CardState, ...]:
    """Return where the cards of a note stand, as a comment tells: due day, interval, ease in percent."""
    made = []
    for ordinal, (due, interval, ease) in enumerate(PROGRESS.findall(comment)):
        try:
            day, days = date.fromisoformat(due).toordinal(), max(1, int(interval))
        except ValueError:
            continue
        passes = 1 if days <= 1 else 2 if days <= 6 else 3
        schedule = Schedule(passes, days, max(EASE_FLOOR, int(ease)), day - days, day, counted=passes)
        made.append(CardState(ordinal, schedule=schedule))
    return tuple(made)


# ---------------------------------------------------------------------- signs


def by_signs(lines: list[Line], deck: tuple[str, ...], incoming: Incoming) -> Iterator[IncomingNote]:
    """Yield cards that a sign marks: on one line around a colon, else up to a rule."""
    lost: list[int] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.is_code or not SIGN.search(line.text):
            if line.text.strip() and not RULE.fullmatch(line.text):
                lost.append(line.number)
            continue
        tags = [tag for tag in TAG.findall(line.text) if tag != "flashcard"]
        text = TAG.sub("", line.text).replace("🧠", "").strip().lstrip("#").strip()
        front, colon, back = text.partition(" : ")
        if not colon:
            below = []
            while at < len(lines) and (lines[at].is_code or not RULE.fullmatch(lines[at].text)):
                below.append(lines[at].text)
                at += 1
            back = "\n".join(below).strip()
        if front.strip() and back.strip():
            note = note_of("basic", html_of(front.strip()), html_of(back.strip()), tags=tags)
            yield IncomingNote(note, deck, line.number)
        else:
            incoming.skipped.append(Skipped(line.number, "it has one side only", line.text[:200]))
    _tell(incoming, lost)


# ---------------------------------------------------------------------- headings


def by_headings(lines: list[Line], deck: tuple[str, ...], incoming: Incoming) -> Iterator[IncomingNote]:
    """Yield a card for each heading with text below it; headings without any are the decks around."""
    above: list[tuple[int, str]] = []
    lost: list[int] = []
    front, level, start, body = "", 0, 0, list[str]()
    for line in [*lines, Line(0, "# end")]:
        head = None if line.is_code else HEADING.fullmatch(line.text)
        if head is None:
            if front:
                body.append(line.text)
            elif line.text.strip():
                lost.append(line.number)
            continue
        while above and above[-1][0] >= (level or 7):
            above.pop()
        text = "\n".join(body).strip()
        if front and text:
            path = (*deck, *(name for _, name in above))
            yield IncomingNote(note_of("basic", html_of(front), html_of(text)), path, start)
        elif front:
            above.append((level, front))
        front, level, start, body = head[2], len(head[1]), line.number, []
    _tell(incoming, lost)
