"""Translates a card into what Qt's rich text has; what is hidden is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from typing import NamedTuple

from desktop.render.boxes import Box, box_of, edges
from desktop.render.colors import is_grey, readable
from desktop.render.drawing import Drawing, Reading
from desktop.render.generated import AFTER, BEFORE
from desktop.render.hidden import hides
from desktop.render.page import Page
from desktop.render.styles import Resolver, Style, is_written
from desktop.render.tree import Node
from desktop.render.wording import names

DEEPEST_FRAME = 4
"""Tables in tables: Qt lays out each of them more than once."""
PLAY = "▶"
SOUND = re.compile(r"\[sound:([^\[\]\n]{1,200})\]")
BLOCKS = names(
    "html body address article aside blockquote center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header legend li main nav p pre section ul ol table optgroup"
    " option caption"
)
ROWS = frozenset(["flex", "inline-flex", "grid", "inline-grid", "table-row"])
INLINE = frozenset(["inline", "inline-block", "contents", "ruby", "inline-table"])

Pictures = Callable[[str], tuple[int, int] | None]


Handler = Callable[["Lowering", "Child"], None]
ROW, BOXES, SPAN = ":row", ":boxes", ":span"
"""The handlers of rows and grids, of boxes in a line, and of what stands in a line."""
ABSOLUTE = ("absolute", "fixed")


class Fold(NamedTuple):
    """Something that opens and closes by a click on the link `fold:NUMBER`."""

    number: int
    summary: str
    is_open: bool


class Child(NamedTuple):
    """An element that can be seen."""

    node: Node
    declared: Mapping[str, str]
    style: Style


class Lowering:
    """Walks through one card.

    Args:
        handlers: what writes the tags that need more than their text, and ROW.
        opened: numbers of the foldables that were clicked.
        pictures: returns width and height of a file of the deck, or None where it is missing.
        drawings: our own drawings by their keys.
    """

    def __init__(
        self,
        resolver: Resolver,
        page: Page,
        handlers: Mapping[str, Handler],
        opened: frozenset[int],
        pictures: Pictures,
        drawings: Mapping[str, Drawing],
    ) -> None:
        self.handlers = handlers
        self.drawings = drawings
        self.resolver = resolver
        self.page = page
        self.opened = opened
        self.pictures = pictures
        self.width = float(resolver.theme.width)
        self.frames = self.quotes = 0
        self.folds: list[Fold] = []
        self.images: list[str] = []
        self.sounds: list[str] = []
        self.made: dict[str, Drawing] = {}
        self.readings: dict[Reading, int] = {}

    # ------------------------------------------------------------------ the walk

    def root(self, node: Node, parent: Style) -> None:
        """Write the page of a card: its html, body and #qa, whose ground is the window's."""
        for child in node.nodes():
            seen = self.seen(child, parent)
            if seen is None:
                continue
            if child.attributes.get("id") == "qa" and child.tag == "div":
                self.page.style = self._plain(seen.style)
                self.children(child, self.page.style)
                self.page.flush()
            elif child.tag in ("html", "body"):
                self.root(child, self._plain(seen.style))
            elif child.tag in (BEFORE, AFTER):
                self.element(child, parent)
                self.page.flush()

    def _plain(self, style: Style) -> Style:
        """Return the style of the card's own ground, which is the theme's whatever the deck says."""
        theme = self.resolver.theme
        wanted = "" if not style.wanted or is_grey(style.wanted) else style.wanted
        color = readable(wanted, theme.ground) if wanted else ""
        return style._replace(ground=theme.ground, back="", wanted=wanted, color=color)

    def seen(self, node: Node, parent: Style) -> Child | None:
        """Return an element with its style; None where it is hidden."""
        declared, variables = self.resolver.declared(node, parent)
        if hides(node, declared, self.resolver.measures(parent)):
            return None
        return Child(node, declared, self.resolver.style(declared, variables, parent))

    def children(self, node: Node, style: Style) -> None:
        """Write what an element holds."""
        if any(each.style.get("display") == "inline-block" for each in node.nodes()):
            self.handlers[BOXES](self, Child(node, {}, style))
        else:
            self.each(node.children, style)

    def each(self, children: Iterable[Node | str], style: Style) -> None:
        """Write texts and elements one after the other."""
        for child in children:
            if isinstance(child, str):
                self.text(child, style)
            else:
                self.element(child, style)

    def text(self, text: str, style: Style) -> None:
        """Write text with the sounds in it."""
        at = 0
        if "[sound:" in text:
            for found in SOUND.finditer(text):
                self.page.text(text[at : found.start()], style)
                self.sound(found.group(1), style)
                at = found.end()
        self.page.text(text[at:], style)

    def sound(self, name: str, style: Style) -> None:
        """Write the name of a sound, as a link that plays it."""
        if not is_written(style):
            return
        if name not in self.sounds:
            self.sounds.append(name)
        linked = style._replace(
            href=f"sound:{self.sounds.index(name)}",
            color=self.resolver.legible(self.resolver.theme.link, style),
            underline=False,
        )
        self.page.name(f"{PLAY} {name}", linked, style)

    def element(self, node: Node, parent: Style) -> None:
        """Write an element, unless it is hidden."""
        child = self.seen(node, parent)
        if child is None:
            return
        handler = self.handlers.get(node.kind)
        if handler is not None:
            handler(self, child)
        else:
            self.shown(child)

    def shown(self, child: Child) -> None:
        """Write an element by what its style says of it."""
        node = child.node
        display = child.declared.get("display") or ("block" if node.tag in BLOCKS else "inline")
        if display in ROWS:
            self.handlers[ROW](self, child)
        elif child.declared.get("position") in ABSOLUTE:
            self.block(_moved(child))
        elif display in INLINE:
            self.handlers[SPAN](self, child)
        else:
            self.block(child)

    # ------------------------------------------------------------------ blocks

    def block(self, child: Child, inner: Callable[[Style], None] | None = None) -> None:
        """Write a block, in a table of one cell where it has a ground, a border or a width of its own."""
        page, style = self.page, child.style
        by = self.resolver.measures(style, self.width)
        page.flush()
        margin = edges("margin", child.declared, by)
        box = box_of(child.declared, style, by, self.resolver.theme)
        page.space(margin.top)
        write = inner or (lambda style: self.children(child.node, style))
        if (box.is_visible or box.width) and self.frames < DEEPEST_FRAME:
            with self.framed(box, style):
                self.inside(write, style._replace(back=""))
        else:
            padding = edges("padding", child.declared, by)
            page.space(padding.top)
            room = self.width * 0.4
            left, right = min(room, margin.left + padding.left), min(room, margin.right + padding.right)
            page.left, page.right = page.left + left, page.right + right
            self.inside(write, style)
            page.left, page.right = page.left - left, page.right - right
            page.space(padding.bottom)
        page.space(margin.bottom)

    def inside(self, write: Callable[[Style], None], style: Style) -> None:
        """Write what stands in a block."""
        page = self.page
        outer, page.style = page.style, style
        write(style)
        page.flush()
        page.style = outer

    @contextmanager
    def framed(self, box: Box, style: Style) -> Iterator[None]:
        """Put what is written inside into a table of one cell."""
        page = self.page
        width = f"{round(box.width)}" if box.width else "100%"
        align = box.side or ("center" if style.align == "center" else "left")
        side = f' align="{align}"' if box.width else ""
        css = f"margin-top:{page.take_gap()}px;margin-left:{round(page.left)}px"
        page.out.append(f'<table width="{width}"{side} cellspacing="0" cellpadding="0" style="{css}">')
        page.out.append(f'<tr><td style="{box.css}">')
        with self.cell(box.width or self.width, box.inset):
            yield
        page.out.append("</td></tr></table>")

    @contextmanager
    def cell(self, width: float, inset: float) -> Iterator[None]:
        """Write into a table cell whose tag is open."""
        page = self.page
        page.out.append("<td>")  # for its sake nothing is left free at the top of the cell
        mark = len(page.out)
        before = page.left, page.right, self.width, page.bullet
        page.left = page.right = 0.0
        page.bullet = ""
        self.width = max(40.0, width - inset)
        self.frames += 1
        yield
        self.frames -= 1
        page.left, page.right, self.width, page.bullet = before
        del page.out[mark - 1]
        page.take_gap()


def heard(html: str) -> tuple[str, ...]:
    """Return the sounds that a side plays by itself: as in the Anki family, whatever hides their names."""
    return tuple(unescape(each) for each in SOUND.findall(html))


def _moved(child: Child) -> Child:
    """Return what its author puts at a place of its own, at the side where that place is."""
    declared = child.declared
    sides = [side for side in ("left", "right") if declared.get(side, "auto") != "auto"]
    if "text-align" in declared or len(sides) != 1 or "translate" in declared.get("transform", ""):
        return child
    return child._replace(style=child.style._replace(align=sides[0]))
