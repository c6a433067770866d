"""Fields read into the lines that the editor holds: see `lines`.

A field that says more than lines can hold is refused, with the markup that they would lose: so whatever is
read and written back looks as it did. What is pasted is read by
the same rules, see `pasted`.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from desktop.render.lines import (
    BREAK,
    DIVISION,
    LISTS,
    PARAGRAPH,
    PICTURE,
    PLAIN,
    Line,
    Lines,
    Look,
    Run,
    joined,
)
from desktop.render.looks_in import MARKS, marked
from desktop.render.wording import names

BLOCKS = (DIVISION, PARAGRAPH)
ENDING = names(
    "address article aside blockquote body caption center dd details dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html main nav pre section summary table tbody tfoot thead tr"
)
"""Tags of pasted text that begin a line."""
UNSEEN = names("head script style title template noscript")
SPACE = re.compile("[ \t\n\r\f\v]+")
NO_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff]"
)
"""Signs that no text of an editor can hold."""
NO_TAG = re.compile(r"<!--|<[!?]")
BEGUN = re.compile(r"<[a-zA-Z/!?]")
WHOLE = re.compile(rf"{BEGUN.pattern}(?:\"[^\"]*+\"|'[^']*+'|[^'\"<>]++){{0,100}}+>")
"""A tag with its end, and not too much in it; of one without, everybody who reads it makes something else."""


class NoLines(Exception):
    """A field says more than lines can hold.

    Attributes:
        what: the markup that they would lose; empty = signs that are no text.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def read(html: str, *, listed: bool = False) -> Lines:
    """Return a field as lines.

    Args:
        html: of the field.
        listed: whether it holds one entry a line.

    Raises:
        NoLines: they cannot hold it.
    """
    if listed:
        return tuple(_entry(each) for each in html.split("\n") if each.strip()) or (Line(),)
    return read_lines(html, strict=True) or (Line(),)


def _entry(html: str) -> Line:
    lines = read_lines(html, strict=True) or (Line(),)
    if len(lines) > 1 or lines[0].kind:
        raise NoLines("<br>" if "<br" in html.lower() else "<ul>")
    return lines[0]


def read_lines(html: str, *, strict: bool) -> Lines:
    """Return HTML as lines, none for nothing.

    Args:
        html: where it is not strict, every tag in it has an end.
        strict: whether what lines cannot hold is refused; else it is dropped.

    Raises:
        NoLines: they cannot hold it.
    """
    if strict and NO_TEXT.search(html):
        raise NoLines("")
    if strict and (found := NO_TAG.search(html)):
        raise NoLines("<!-- -->" if found[0] == "<!--" else found[0])
    if strict and BEGUN.search(WHOLE.sub("", html)):
        raise NoLines("<")
    reader = _Reader(strict)
    reader.feed(html)
    reader.close()
    return reader.end()


class _Reader(HTMLParser):
    """One pass over a field.

    Attributes:
        opened: tags that are open, from the outermost, each with the look around it.
        lists: kinds of the lists that are open.
    """

    def __init__(self, strict: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._strict = strict
        self._lines: list[Line] = []
        self._runs: list[Run] = []
        self._look = PLAIN
        self.opened: list[tuple[str, Look]] = []
        self.lists: list[str] = []
        self._block = ""
        self._in_item = False
        self._item_done = False
        self._is_broken = False
        self._last_list: list[str] = [""]
        self._unseen = 0

    def _refuse(self, what: str) -> None:
        if self._strict:
            raise NoLines(what)

    # ------------------------------------------------------------------ what the parser finds

    def handle_data(self, data: str) -> None:
        """Take text; white space that HTML does not show is dropped."""
        if self._unseen:
            return
        text = SPACE.sub(" ", data)
        if not self._runs or self._runs[-1].text[-1] in (" ", BREAK):
            text = text.removeprefix(" ")
        if text:
            self._own_line(text)
            self._runs.append(Run(text, self._look))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that opens."""
        if tag in UNSEEN:
            self._refuse(f"<{tag}>")
            self._unseen += 1
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._break(given)
        elif tag == "img":
            self._picture()
        elif tag in LISTS:
            self._plain(tag, given)
            self._open_list(tag)
        elif tag == "li":
            self._plain(tag, given)
            self._open_item()
        elif tag in BLOCKS:
            self._plain(tag, given)
            self._open_block(tag)
        elif tag in MARKS or tag in ("span", "font", "a"):
            self._open(tag)
            self._look = marked(tag, given, self._look, self._refuse if self._strict else None)
        else:
            self._refuse(f"<{tag}>")
            if tag in ENDING:
                self._boundary()
            elif tag in ("td", "th"):
                self.handle_data(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag such as <br/>; others are written like this by mistake."""
        self.handle_starttag(tag, attrs)
        if tag not in ("br", "img"):
            self._refuse(f"<{tag}/>")
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Take a tag that closes."""
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
            return
        if not self.opened or self.opened[-1][0] != tag:
            self._refuse(f"</{tag}>")
            if tag in ENDING:
                self._boundary()
        if all(name != tag for name, _ in self.opened):
            return
        while True:
            name, around = self.opened.pop()
            self._look = around
            self._close(name)
            if name == tag:
                return

    def end(self) -> Lines:
        """Return the lines, when everything was read."""
        if self.opened:
            self._refuse(f"<{self.opened[-1][0]}>")
        while self.opened:
            name, _ = self.opened.pop()
            self._close(name)
        self._boundary()
        return tuple(self._lines)

    # ------------------------------------------------------------------ looks

    def _open(self, tag: str) -> None:
        self.opened.append((tag, self._look))

    def _plain(self, tag: str, given: dict[str, str]) -> None:
        if given:
            self._refuse(f"<{tag} {next(iter(given))}>")

    # ------------------------------------------------------------------ lines

    def _picture(self) -> None:
        if self._strict:
            self._own_line("<img>")
            self._runs.append(Run(PICTURE, self._look, self.get_starttag_text() or ""))

    def _break(self, given: dict[str, str]) -> None:
        self._plain("br", given)
        if self._block or self._in_item:
            self._own_line("<br>")
            self._trim()
            self._runs.append(Run(BREAK, self._look))
        else:
            self._end_line("")
            self._is_broken = True

    def _own_line(self, what: str) -> None:
        """Refuse what stands in a list but in none of its items."""
        if (self.lists and not self._in_item) or self._item_done:
            self._refuse(f"<{self.lists[-1]}>" if self.lists else what)
        self._is_broken = False

    def _trim(self) -> None:
        """Drop the spaces at the end of a line."""
        while self._runs and not self._runs[-1].picture:
            last = self._runs[-1]
            text = last.text.rstrip(" ")
            if text:
                self._runs[-1] = Run(text, last.look)
                return
            self._runs.pop()

    def _end_line(self, kind: str, depth: int = 0) -> None:
        self._trim()
        if kind and self._runs and self._runs[-1].text == BREAK:
            self._runs.pop()
            self._trim()
        self._lines.append(Line(joined(self._runs), kind, depth))
        self._runs = []
        self._is_broken = False
        if kind not in LISTS:
            self._last_list = [""]

    def _boundary(self) -> None:
        """End a plain line where a block begins or ends; an empty one after a <br> is none."""
        if self._block or self._in_item:
            if self._runs and not self._strict:
                self._runs.append(Run(BREAK, self._look))
            return
        self._trim()
        if self._runs:
            self._end_line("")
        self._is_broken = False

    def _open_block(self, tag: str) -> None:
        if self._block or self.lists:
            self._refuse(f"<{tag}>")
        self._boundary()
        self._open(tag)
        if self._strict:  # pasted ones are lines of their own, no more
            self._block = tag

    def _open_list(self, tag: str) -> None:
        if self._block or (self.lists and not self._in_item):
            self._refuse(f"<{tag}>")
        if self._in_item:
            if not self._item_done:
                self._end_line(self.lists[-1], len(self.lists))
            self._item_done = True
        else:
            self._boundary()
        if self._last_list[-1] == tag:
            self._refuse(f"</{tag}><{tag}>")  # two lists would become one
        self._last_list[-1] = tag
        self._last_list.append("")
        self._open(tag)
        self.lists.append(tag)
        self._in_item = self._item_done = False

    def _open_item(self) -> None:
        if not self.lists or self._in_item:
            self._refuse("<li>")
            if not self.lists:
                self._boundary()
                return
        if self._in_item:
            self._close("li")
        self._open("li")
        self._last_list[-1] = ""
        self._in_item, self._item_done = True, False

    def _close(self, tag: str) -> None:
        """End what a tag opened."""
        if tag == "li" and self._in_item:
            if not self._item_done:
                self._end_line(self.lists[-1], len(self.lists))
            self._in_item = self._item_done = False
        elif tag in LISTS and self.lists:
            self.lists.pop()
            self._last_list.pop()
            self._in_item = self._item_done = bool(self.lists)
        elif tag in BLOCKS and self._block:
            if self._runs:
                self._end_line(tag)
            self._block = ""
        elif tag in BLOCKS:
            self._boundary()
