"""The card compiler: one side of a card, its style and a theme into Qt's rich-text subset.

    raw HTML → allow-list (nh3) → cascade (css-inline) → lowering → HTML that Qt draws as it was meant

A pure function. Nothing that it returns can run, load or follow anything; nothing hidden is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from desktop.render.card_theme import CENTRED, CardTheme
from desktop.render.cascade import cascaded
from desktop.render.clean import clean, take_styles
from desktop.render.drawing import Drawing, Reading
from desktop.render.lower import Fold, Lowering, Pictures
from desktop.render.page import Page
from desktop.render.sheet import Screen
from desktop.render.styles import Resolver
from desktop.render.tags import HANDLERS
from desktop.render.tree import Node

NIGHT = "body.nightMode{{background-color:{ground};color:{text}}}"
"""As in the Anki family: a card's day colours do not hold at night unless it says so."""
LIGHT = CardTheme()


@dataclass(frozen=True, slots=True)
class Compiled:
    """One side of a card, ready to be drawn.

    Attributes:
        html: for a QTextDocument.
        text: the same for a screen reader and the terminal.
        size: type size of the document in pixels.
        folds: what can be opened and closed.
        images: names of the deck's pictures, those that are missing too.
        sounds: names of the deck's sounds.
        readings: words with readings, by the numbers that the HTML names them by.
        drawings: the author's own, by the keys that the HTML names them by.
    """

    html: str
    text: str
    size: int
    folds: tuple[Fold, ...] = ()
    images: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    drawings: Mapping[str, Drawing] = field(default_factory=dict)


def no_pictures(_name: str) -> None:
    """Say of every picture that it is missing."""


def compile_card(
    html: str,
    style: str = "",
    theme: CardTheme = LIGHT,
    *,
    opened: frozenset[int] = frozenset(),
    number: int = 1,
    pictures: Pictures = no_pictures,
    drawings: Mapping[str, Drawing] = MappingProxyType({}),
) -> Compiled:
    """Return a side of a card as it can be drawn.

    Args:
        html: as the deck has it.
        style: the style sheet of its note type, as the deck has it.
        theme: what it is shown with.
        opened: numbers of the foldables that were clicked.
        number: of the card's template, from 1.
        pictures: returns width and height of a picture of the deck, or None where it is missing.
        drawings: of formulas, by the keys that the HTML names them by.
    """
    html, own = take_styles(html)
    night = NIGHT.format(ground=theme.ground, text=theme.text) if theme.dark else ""
    screen = Screen(theme.dark, theme.width)
    tree = cascaded(clean(html), f"{night}{style}\n{own}", screen, number, theme.platform)
    fixed = _own_size(tree, theme)
    made, is_rich = _lowered(tree, theme, fixed or theme.size(0), "center", opened, pictures, drawings)
    length = len(made.text)
    size = fixed or theme.size(length)
    align = "center" if length <= CENTRED and not is_rich else ""
    if size == made.size and align:
        return made
    return _lowered(tree, theme, size, align, opened, pictures, drawings)[0]


def _lowered(
    tree: Node,
    theme: CardTheme,
    size: int,
    align: str,
    opened: frozenset[int],
    pictures: Pictures,
    drawings: Mapping[str, Drawing],
) -> tuple[Compiled, bool]:
    resolver = Resolver(theme, size)
    page = Page(theme, size, align, resolver.root())
    walk = Lowering(resolver, page, HANDLERS, opened, pictures, drawings)
    walk.root(tree, resolver.root())
    page.flush()
    made = Compiled(
        "".join(page.out),
        "\n".join(page.lines),
        size,
        tuple(walk.folds),
        tuple(dict.fromkeys(walk.images)),
        tuple(dict.fromkeys(walk.sounds)),
        tuple(walk.readings),
        walk.made,
    )
    return made, page.is_rich


def _own_size(tree: Node, theme: CardTheme) -> int:
    """Return the type size that a card's own style names; 0 where it names none."""
    resolver = Resolver(theme, theme.size(0))
    style = resolver.root()
    named = False
    path = [tree, *tree.nodes("html"), *(body for html in tree.nodes("html") for body in html.nodes("body"))]
    path += path[-1].nodes("div")[:1]
    for _, node in pairwise(path):
        declared, variables = resolver.declared(node, style)
        named |= "font-size" in declared
        style = resolver.style(declared, variables, style)
    return round(style.size) if named and style.size else 0
