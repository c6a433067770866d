"""The cascade: which declaration of a deck's style sheet holds for which element. Done by css-inline.

The card stands in a page as in the Anki family, so that what is written for `body`, `.card`, `.card2`,
`.nightMode` or `.linux` finds what it is meant for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.render.clean import CUT
from desktop.render.generated import insert
from desktop.render.sheet import Screen, Sheet, sheet
from desktop.render.tree import Node, parse

if TYPE_CHECKING:
    from css_inline import CSSInliner

MOST_WORK = 4_000_000
"""Elements times declarations."""
PAGE = '<html class="{root}"><head></head><body class="{classes}"><div id="qa">{html}</div></body></html>'


@lru_cache(maxsize=32)
def _inliner(css: str) -> CSSInliner:
    import css_inline  # heavy: the first picture of the window does not wait for it

    return css_inline.CSSInliner(inline_style_tags=False, load_remote_stylesheets=False, extra_css=css)


def cascaded(html: str, css: str, screen: Screen, number: int, platform: str) -> Node:
    """Return clean HTML as a tree with the declarations that hold for each element.

    Args:
        html: as `clean` returned it.
        css: style sheets of the deck, as they came.
        number: of the card's template, from 1.
        platform: linux, win or mac.
    """
    rules = sheet(css, screen)
    night = " nightMode night_mode" if screen.dark else ""
    page = PAGE.format(
        root=f"{platform} js{' night-mode' if screen.dark else ''}",
        classes=f"card card{number}{night} {platform}",
        html=_affordable(html, rules),
    )
    tree = parse(_inliner(rules.css).inline(page))
    if "-content:" in rules.css:
        insert(tree)
    return tree


def _affordable(html: str, rules: Sheet) -> str:
    """Return HTML short enough for its style sheet to be worked out in time."""
    most = MOST_WORK // max(1, rules.size)
    if html.count("<") // 2 <= most:
        return f"{html}<p>{CUT}</p>" if rules.cut else html
    at = 0
    for _ in range(most):
        at = html.find("<", at) + 1
    return f"{html[: at - 1]}<p>{CUT}</p>"
