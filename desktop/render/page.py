"""Writes Qt's rich text paragraph by paragraph, and beside it the plain text of the same."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional

from desktop.render.card_theme import CardTheme
from desktop.render.styles import Style, is_written

SPACE = re.compile(r"[ \t\n\r\f]+")
LINE_HEIGHT = 112
"""Per cent of the font's own line; about 1.4 times the type size."""
RIGHT_TO_LEFT = ("R", "AL")
TAB = 4
SMALL_CAPS = 0.8
"""Size of small capitals in type sizes."""
LONGEST_WORD = 500
"""Letters; what runs on may be broken there: Qt's time grows with the square of what it cannot break."""
ENDLESS = re.compile(rf"\S{{{LONGEST_WORD}}}")
CASES = {"uppercase": str.upper, "lowercase": str.lower}
OPENING, CLOSING = "([{“‘«「『（【", ".,:;!?)]}…”’»。、」』）】"
"""Signs that keep close to what they stand before or after."""
INITIAL = re.compile(r"(?<![\w'’])\w")


def transformed(text: str, style: Style) -> str:
    """Return a text in the letters that its style asks for."""
    if style.transform in CASES:
        return CASES[style.transform](text)
    if style.transform == "capitalize":
        return INITIAL.sub(lambda found: found.group().upper(), text)
    return text


class Piece(NamedTuple):
    """A part of a paragraph: text of one look, a line's end, or a picture.

    Attributes:
        html: of what is no text.
    """

    text: str
    style: Style
    html: str = ""


class Page:
    """Takes text in reading order.

    Args:
        base: type size of the document.
        align: of paragraphs that name none; empty = flush left, or right where text runs so.
    """

    def __init__(self, theme: CardTheme, base: int, align: str, style: Style) -> None:
        self._theme = theme
        self._base = base
        self.align = align
        self.out: list[str] = []
        self.lines: list[str] = []
        self._pieces: list[Piece] = []
        self._gap = 0.0
        self._after_name = False
        self.style = style
        self.left = 0.0
        self.right = 0.0
        self.bullet = ""
        self.is_rich = False
        """Whether there are lists or tables, which are not centred."""

    # ------------------------------------------------------------------ inside a paragraph

    def text(self, text: str, style: Style) -> None:
        """Add text."""
        if not text or not is_written(style):
            return
        if len(text) > LONGEST_WORD:
            text = ENDLESS.sub("\\g<0>\u200b", text)
        in_word = bool(self._pieces) and self._pieces[-1].text[-1:].isalnum()
        text = transformed(f"x{text}", style)[1:] if in_word else transformed(text, style)
        if not style.pre:
            self._add(text, style)
            return
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                self.line_end(style)
            if style.pre == "lines":
                self._add(line, style)
            elif line:
                self._put(Piece(line.expandtabs(TAB), style))

    def _add(self, text: str, style: Style) -> None:
        text = SPACE.sub(" ", text)
        if text.startswith(" ") and not style.pre and self._has_space():
            text = text[1:]
        if text:
            self._put(Piece(text, style))

    def name(self, text: str, style: Style, around: Style) -> None:
        """Add the name of something that cannot stand there itself, apart from the words around it."""
        last = self._pieces[-1].text if self._pieces else ""
        if is_written(style) and not self._has_space() and not last.endswith(tuple(OPENING)):
            self._put(Piece(" ", around))
        self.text(text, style)
        self._after_name = is_written(style)

    def _put(self, piece: Piece) -> None:
        if self._after_name and not piece.text.startswith((" ", "\n", *CLOSING)):
            self._pieces.append(Piece(" ", piece.style._replace(href="", underline=False)))
        self._after_name = False
        self._pieces.append(piece)

    def _has_space(self) -> bool:
        """Return whether another space would not be seen here."""
        if not self._pieces:
            return True
        last = self._pieces[-1]
        return last.text == "\n" or (not last.html and last.text.endswith(" "))

    def line_end(self, style: Style) -> None:
        """End a line inside a paragraph."""
        if style.shown:
            self._put(Piece("\n", style, "<br />"))

    def picture(self, html: str, text: str, style: Style) -> None:
        """Add a picture with the text that stands for it."""
        if style.shown:
            self._put(Piece(text, style, html))

    # ------------------------------------------------------------------ paragraphs

    def space(self, pixels: float) -> None:
        """Leave at least so much free before what comes next."""
        self._gap = max(self._gap, min(pixels, 4.0 * self._base))

    def take_gap(self) -> int:
        """Return the space to leave here; none at the top."""
        gap, self._gap = self._gap, 0.0
        return round(gap) if self.out and not self.out[-1].endswith("<td>") else 0

    def flush(self) -> None:
        """End the paragraph."""
        pieces = self._trimmed()
        self._pieces = []
        self._after_name = False
        if not pieces:
            return
        text = "".join(piece.text for piece in pieces)
        if not text.strip() and not any(piece.html.startswith("<img") for piece in pieces):
            if "\n" in text:
                self._blank(len([piece for piece in pieces if piece.text == "\n"]))
            return
        runs = "".join(self._run(list(group)) for _, group in groupby(pieces, key=lambda each: each.style))
        tag = "li" if self.bullet else "p"
        self.out.append(f"<{tag}{self._attributes(text, pieces)}>{runs}</{tag}>")
        said = "".join(piece.text for piece in pieces if not piece.style.generated)
        lines = [" ".join(line.split()) for line in said.split("\n")]
        if self.bullet:
            lines[0] = f"{self.bullet} {lines[0]}"
        self.lines += [line for line in lines if line]
        self.bullet = ""

    def _trimmed(self) -> list[Piece]:
        """Return the pieces without the spaces that no browser shows, and without the last line's end."""
        pieces = self._pieces
        while pieces and not pieces[-1].html and not pieces[-1].style.pre and not pieces[-1].text.strip(" "):
            pieces = pieces[:-1]
        if pieces and not pieces[-1].html and not pieces[-1].style.pre:
            pieces = [*pieces[:-1], pieces[-1]._replace(text=pieces[-1].text.rstrip(" "))]
        if len(pieces) > 1 and pieces[-1].text == "\n":
            pieces = pieces[:-1]
        return pieces

    def _blank(self, count: int) -> None:
        for _ in range(min(count, 3)):
            gap = self.take_gap()
            self.out.append(
                f'<p style="-qt-paragraph-type:empty;margin-top:{gap}px;margin-bottom:0px"><br /></p>'
            )

    def _attributes(self, text: str, pieces: list[Piece]) -> str:
        style = self.style
        direction = style.direction or direction_of(text)
        align = style.align or self.align
        if align == "start":
            align = "right" if direction == "rtl" else "left"
        css = [f"margin-top:{self.take_gap()}px", "margin-bottom:0px"]
        if self.left and not self.bullet:
            css.append(f"margin-left:{round(self.left)}px")
        if self.right:
            css.append(f"margin-right:{round(self.right)}px")
        css.append(f"line-height:{style.line or LINE_HEIGHT}%")
        if style.indent and not self.bullet:
            css.append(f"text-indent:{round(style.indent)}px")
        if any(piece.style.pre == "pre" for piece in pieces):
            css.append("white-space:pre-wrap")
        found = f' align="{align}"' if align and (align != "left" or direction == "rtl") else ""
        if direction == "rtl":
            found += ' dir="rtl"'
        return f'{found} style="{";".join(css)}"'

    # ------------------------------------------------------------------ runs

    def _run(self, pieces: list[Piece]) -> str:
        style = pieces[0].style
        write = partial(_small_caps, style.size) if style.small_caps else escape
        inner = "".join(piece.html or write(piece.text) for piece in pieces)
        css = self._css(style)
        if style.href:
            return f'<a href="{escape(style.href)}" style="{css}">{inner}</a>'
        return f'<span style="{css}">{inner}</span>' if css else inner

    def _css(self, style: Style) -> str:
        css: list[str] = []
        if round(style.size) != self._base:
            css.append(f"font-size:{round(style.size)}px")
        if style.color or style.href:
            css.append(f"color:{style.color or self._theme.text}")
        if style.back:
            css.append(f"background-color:{style.back}")
        if style.weight != 400:
            css.append(f"font-weight:{style.weight}")
        if style.italic:
            css.append("font-style:italic")
        lines = [
            name for name, is_on in (("underline", style.underline), ("line-through", style.strike)) if is_on
        ]
        if lines or style.href:
            css.append(f"text-decoration:{' '.join(lines) or 'none'}")
        if style.family:
            css.append(f"font-family:{style.family}")
        if style.script:
            css.append(f"vertical-align:{style.script}")
        if style.spacing:
            css.append(f"letter-spacing:{style.spacing:.1f}px")
        return ";".join(css)


def _small_caps(size: float, text: str) -> str:
    """Write small letters as smaller capitals; those of Qt shrink from card to card."""
    parts = ((small, "".join(group)) for small, group in groupby(text, key=str.islower))
    return "".join(
        f'<span style="font-size:{round(size * SMALL_CAPS)}px">{escape(part.upper())}</span>'
        if small
        else escape(part)
        for small, part in parts
    )


def direction_of(text: str) -> str:
    """Return the direction of a paragraph by its first letter that has one."""
    if text.isascii():
        return ""
    for letter in text:
        kind = bidirectional(letter)
        if kind == "L":
            return ""
        if kind in RIGHT_TO_LEFT:
            return "rtl"
    return ""
