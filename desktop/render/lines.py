"""What the editor of a field holds: lines of text with looks, and the small HTML that they are stored as.

    <b> <i> <u> <s> <sub> <sup> <code> <a href> <img>, colours in <span style>, <br>, <ul> <ol> <li>, and
    <div> and <p> where a field came with them

Gaps (``{{c1::…}}``), formulas (``\\(…\\)``) and sounds (``[sound:…]``) are text. `lines_in` is the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

BREAK = "\u2028"
"""Ends a line inside a paragraph or an item of a list."""
PICTURE = "\ufffc"
"""Stands for a picture in a text."""
BULLETS, NUMBERS = "ul", "ol"
LISTS = (BULLETS, NUMBERS)
SPACES = re.compile(" +")
DIVISION, PARAGRAPH = "div", "p"


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text looks.

    Attributes:
        place: "sub", "sup" or "".
        color: as CSS has it; "" = that of the card.
        ground: colour behind the text.
        link: address; "" = none.
    """

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    place: str = ""
    code: bool = False
    color: str = ""
    ground: str = ""
    link: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with one look, or a picture.

    Attributes:
        text: PICTURE alone where it is one.
        picture: its tag, as it stands in the field.
    """

    text: str
    look: Look = PLAIN
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, a paragraph, or an item of a list.

    Attributes:
        kind: "" for a plain line, DIVISION, PARAGRAPH, BULLETS or NUMBERS.
        depth: how many lists an item lies in; 0 for all else.
    """

    runs: tuple[Run, ...] = ()
    kind: str = ""
    depth: int = 0

    @property
    def text(self) -> str:
        """The text alone."""
        return "".join(run.text for run in self.runs)


Lines = tuple[Line, ...]


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs of which no two that follow each other could be one, and none is empty."""
    made: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = made[-1] if made else None
        if last and not last.picture and not run.picture and last.look == run.look:
            made[-1] = Run(last.text + run.text, run.look)
        else:
            made.append(run)
    return tuple(made)


def plain_lines(text: str) -> Lines:
    """Return a plain text as lines."""
    return tuple(Line(joined([Run(line)])) for line in text.split("\n"))


def as_html(lines: Sequence[Line], *, listed: bool = False) -> str:
    """Return lines as a field stores them; empty ones at the end are left out.

    Args:
        lines: of the field.
        listed: whether the field holds one entry a line, see `Kind.lists`: lines that are empty are none.
    """
    if listed:
        entries = (_inside(line.runs, indented=False) for line in lines)
        return "\n".join(entry for entry in entries if entry)
    last = len(lines)
    while last and not lines[last - 1].runs and lines[last - 1].kind not in LISTS:
        last -= 1
    return "".join(_blocks(lines[:last]))


def _blocks(lines: Sequence[Line]) -> Iterator[str]:
    groups = [
        (kind, list(group))
        for kind, group in groupby(lines, lambda line: line.kind if line.kind not in LISTS else LISTS)
    ]
    for at, (kind, group) in enumerate(groups):
        if kind == "":
            yield "<br>".join(_inside(line.runs) for line in group)
            if at + 1 < len(groups) and not group[-1].runs:
                yield "<br>"  # what ends at a block is no line of its own
        elif kind == LISTS:
            yield "".join(_list(group))
        else:
            for line in group:
                yield f"<{kind}>{_inside(line.runs) or '<br>'}</{kind}>"


def _list(items: Sequence[Line]) -> Iterator[str]:
    opened: list[str] = []
    for item in items:
        depth = max(1, min(item.depth, len(opened) + 1))
        while len(opened) > depth or (len(opened) == depth and opened[-1] != item.kind):
            yield f"</li></{opened.pop()}>"
        if len(opened) == depth:
            yield "</li>"
        else:
            yield f"<{item.kind}>"
            opened.append(item.kind)
        yield f"<li>{_inside(item.runs)}"
    for kind in reversed(opened):
        yield f"</li></{kind}>"


def _tags(look: Look) -> list[tuple[str, str]]:
    """Return the tags of a look from the outermost: how each opens and closes."""
    styles = [f"{name}: {value}" for name, value in _styles(look) if value]
    found = [(f'<a href="{escape(look.link)}">', "</a>")] if look.link else []
    found += [(f'<span style="{escape("; ".join(styles))}">', "</span>")] if styles else []
    on = (look.bold, look.italic, look.underlined, look.struck)
    found += [(f"<{tag}>", f"</{tag}>") for tag, is_on in zip("bius", on, strict=True) if is_on]
    found += [(f"<{look.place}>", f"</{look.place}>")] if look.place else []
    return [*found, ("<code>", "</code>")] if look.code else found


def _styles(look: Look) -> tuple[tuple[str, str], ...]:
    return ("color", look.color), ("background-color", look.ground)


def _inside(runs: Sequence[Run], *, indented: bool = True) -> str:
    """Return what stands in a line; tags stay open from run to run where they can."""
    out: list[str] = []
    opened: list[tuple[str, str]] = []
    texts = _spaced([run.text for run in runs], indented)
    for run, text in zip(runs, texts, strict=True):
        if not text:
            continue
        wanted = _tags(run.look)
        same = 0
        while same < min(len(opened), len(wanted)) and opened[same] == wanted[same]:
            same += 1
        out += [closing for _, closing in reversed(opened[same:])]
        out += [opening for opening, _ in wanted[same:]]
        opened = wanted
        out.append(run.picture or escape(text, quote=False).replace("\xa0", "&nbsp;").replace(BREAK, "<br>"))
    return "".join([*out, *(closing for _, closing in reversed(opened))])


def _spaced(texts: Sequence[str], indented: bool) -> list[str]:
    """Return texts in which the spaces that HTML would drop cannot break; those that end a line go.

    Args:
        texts: that follow each other.
        indented: whether spaces that begin the first line stay.
    """
    whole = "".join(texts).replace("\t", " ")
    signs = list(whole)
    for found in SPACES.finditer(whole):
        start, end = found.span()
        if whole[end : end + 1] in ("", BREAK) or (start == 0 and not indented):
            signs[start:end] = [""] * (end - start)
        else:
            first = 0 if start == 0 or whole[start - 1] == BREAK else 1
            signs[start : end - first] = ["\xa0"] * (end - first - start)
    made: list[str] = []
    at = 0
    for text in texts:
        made.append("".join(signs[at : at + len(text)]))
        at += len(text)
    return made
