"""Tags that are more than text with a look."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from desktop.render.clean import address, named
from desktop.render.generated import AFTER, BEFORE
from desktop.render.inline_boxes import boxes_of, inline
from desktop.render.lengths import pixels
from desktop.render.lists import list_of
from desktop.render.lower import BOXES, INLINE, ROW, SPAN, Child, Fold, Handler, Lowering
from desktop.render.ruby import behind, ruby
from desktop.render.styles import Style
from desktop.render.tables import row, table
from desktop.render.tree import Node

PICTURE = "▧"
CLOSED, OPENED = "▶", "▼"
TYPED = frozenset(["text", "search", "number", "email", "tel", "url", "password", "date", "time", ""])


def _line_end(walk: Lowering, child: Child) -> None:
    walk.page.line_end(child.style)


def _rule(walk: Lowering, child: Child) -> None:
    page = walk.page
    page.flush()
    if child.style.shown:
        gap = max(6, page.take_gap())
        page.out.append(
            f'<hr style="background-color:{walk.resolver.theme.line};margin-top:{gap}px;margin-bottom:0px" />'
        )
        page.space(1)


def _quoted(walk: Lowering, child: Child) -> None:
    own = {each.tag for each in child.node.nodes(BEFORE, AFTER)}
    opening, closing = "‘’" if walk.quotes % 2 else "“”"
    walk.quotes += 1
    walk.page.text("" if BEFORE in own else opening, child.style)
    walk.children(child.node, child.style)
    walk.page.text("" if AFTER in own else closing, child.style)
    walk.quotes -= 1


def _link(walk: Lowering, child: Child) -> None:
    style, target = child.style, child.node.attributes.get("href", "")
    if target and not style.href:
        color = (
            style.color
            if "color" in child.declared
            else walk.resolver.legible(walk.resolver.theme.link, style)
        )
        underline = style.underline or "text-decoration-line" not in child.declared
        style = style._replace(href=target, color=color, underline=underline)
    display = child.declared.get("display", "inline")
    if display in INLINE:
        walk.children(child.node, style)
    else:
        walk.block(child._replace(style=style))


def _details(walk: Lowering, child: Child) -> None:
    node, style = child.node, child.style
    is_open = ("open" in node.attributes) != (node.number in walk.opened)
    summaries = node.nodes("summary")
    seen = walk.seen(summaries[0], style) if summaries else None
    walk.block(child, lambda style: _folded(walk, node, seen, style, is_open))


def _folded(walk: Lowering, node: Node, summary: Child | None, style: Style, is_open: bool) -> None:
    page = walk.page
    title = summary.style if summary else style
    linked = title._replace(
        href=f"fold:{node.number}",
        color=walk.resolver.legible(walk.resolver.theme.link, title),
        underline=False,
    )
    mark = len(page.lines)
    page.text(f"{OPENED if is_open else CLOSED} ", linked)
    if summary:
        walk.children(summary.node, linked)
    else:
        page.text("…", linked)
    outer, page.style = page.style, linked
    page.flush()
    page.style = outer
    if len(page.lines) > mark:
        walk.folds.append(Fold(node.number, " ".join(page.lines[mark:])[2:], is_open))
    if is_open:
        for each in node.children:
            if isinstance(each, str):
                walk.text(each, style)
            elif summary is None or each is not summary.node:
                walk.element(each, style)


def _generated(walk: Lowering, child: Child) -> None:
    """Write what a style sheet puts before or after an element."""
    walk.shown(child._replace(style=child.style._replace(generated=True)))


def _ignored(walk: Lowering, child: Child) -> None:
    """Leave out what shows nothing."""


def _button(walk: Lowering, child: Child) -> None:
    walk.page.text("\xa0", child.style)
    walk.children(child.node, child.style)
    walk.page.text("\xa0", child.style)


def _input(walk: Lowering, child: Child) -> None:
    kind = child.node.attributes.get("type", "").lower()
    value = child.node.attributes.get("value", "")
    if kind in ("checkbox", "radio"):
        signs = "☑☐" if kind == "checkbox" else "◉○"
        walk.page.text(signs["checked" not in child.node.attributes], child.style)
    elif kind in ("button", "submit", "reset"):
        raised = walk.resolver.style({"background-color": "raised"}, child.style.variables, child.style)
        walk.page.text(f"\xa0{value}\xa0", raised)
    elif kind in TYPED:
        shown = "•" * min(len(value), 20) if kind == "password" else value
        walk.page.text(shown or child.node.attributes.get("placeholder", "") or "____", child.style)


def _select(walk: Lowering, child: Child) -> None:
    options = [
        each for group in (child.node, *child.node.nodes("optgroup")) for each in group.nodes("option")
    ]
    chosen = [each for each in options if "selected" in each.attributes] or options
    if chosen and (seen := walk.seen(chosen[0], child.style)):
        walk.children(seen.node, seen.style)
        walk.page.text(" ▾", child.style)


def _area(walk: Lowering, child: Child) -> None:
    walk.children(child.node, child.style)
    if not child.node.children:
        walk.page.text(child.node.attributes.get("placeholder", ""), child.style)


def _break(walk: Lowering, child: Child) -> None:
    walk.page.text("\u200b", child.style)


def _media(walk: Lowering, child: Child) -> None:
    sources = [child.node, *child.node.nodes("source")]
    source = next((found for each in sources if (found := each.attributes.get("src"))), "")
    if source.startswith("media:"):
        walk.sound(named(source), child.style)
    elif source:
        _placeholder(walk, address(source), child.style)


def _placeholder(walk: Lowering, text: str, style: Style) -> None:
    muted = walk.resolver.legible(walk.resolver.theme.muted, style)
    shown = style._replace(color=muted, transform="", pre="")
    walk.page.name(f"{PICTURE} {text}".strip(), shown, style)


def _picture(walk: Lowering, child: Child) -> None:
    source, alt = child.node.attributes.get("src", ""), child.node.attributes.get("alt", "")
    if not child.style.shown:
        return
    if source.startswith("formula:"):
        _drawn(walk, source.removeprefix("formula:"), alt, child.style)
        return
    if not source.startswith("media:"):
        _placeholder(walk, address(source) or alt, child.style)
        return
    name = named(source)
    walk.images.append(name)
    size = walk.pictures(name)
    if size is None:
        _placed(walk, child, lambda style: _placeholder(walk, name, style))
        return
    width, height = _fitted(walk, child, size)
    words = alt or name
    html = f'<img src="{escape(source)}" width="{width}" height="{height}" alt="{escape(words)}" />'
    _placed(walk, child, lambda style: walk.page.picture(html, words, style))


def _placed(walk: Lowering, child: Child, write: Callable[[Style], None]) -> None:
    """Write a picture in its line, or as a block of its own where its style says so."""
    declared, style = child.declared, child.style
    if declared.get("display", "inline") not in ("block", "flex", "grid", "table"):
        write(style)
        return
    free = {side for side in ("left", "right") if declared.get(f"margin-{side}") == "auto"}
    side = {"left": "right", "right": ""}.get("".join(free), "center" if free else "")
    margins = {name: value for name, value in declared.items() if name.startswith("margin")}
    align = side or ("left" if style.align == "center" else style.align)
    walk.block(Child(child.node, margins, style._replace(align=align)), write)


def _drawn(walk: Lowering, key: str, alt: str, style: Style) -> None:
    """Write one of our own drawings; the text beside it is what is said, the one in it what is copied."""
    drawing = walk.drawings.get(key)
    if drawing is None:
        _placeholder(walk, alt, style)
        return
    walk.page.picture(
        f'<img src="formula:{key}" alt="{escape(drawing.source or alt)}" />', drawing.alt or alt, style
    )


def _own_drawing(walk: Lowering, child: Child) -> None:
    """Write a drawing that stands in the HTML itself."""
    if not child.style.shown:
        return
    from desktop.render.svg_picture import picture_of, title_of  # heavy: few cards have drawings

    found = picture_of(walk, child)
    if found is None:
        if words := title_of(child.node):
            _placeholder(walk, words, child.style)
        return
    drawing, width, height = found
    walk.made[drawing.key] = drawing
    html = (
        f'<img src="formula:{drawing.key}" width="{round(width)}" height="{round(height)}"'
        f' alt="{escape(drawing.alt)}" />'
    )
    _placed(walk, child, lambda style: walk.page.picture(html, drawing.alt, style))


def _fitted(walk: Lowering, child: Child, size: tuple[int, int]) -> tuple[int, int]:
    """Return the size at which a picture is drawn: as its author says, never wider than the card."""
    by = walk.resolver.measures(child.style, walk.width)
    natural_width, natural_height = (max(1.0, float(each)) for each in size)
    width = pixels(child.declared.get("width", ""), by)
    height = (
        pixels(child.declared.get("height", ""), by) if "%" not in child.declared.get("height", "") else None
    )
    if width is None and height is None:
        scale = walk.resolver.theme.scale
        width, height = natural_width * scale, natural_height * scale
    elif width is None:
        width = (height or 1.0) * natural_width / natural_height
    elif height is None:
        height = width * natural_height / natural_width
    wide = pixels(child.declared.get("max-width", ""), by) or walk.width
    high = pixels(child.declared.get("max-height", ""), by) or 4000.0
    share = min(1.0, min(wide, walk.width) / max(1.0, width), high / max(1.0, height or 1.0))
    return max(1, round(width * share)), max(1, round((height or 1.0) * share))


HANDLERS: dict[str, Handler] = {
    ROW: row,
    BOXES: boxes_of,
    SPAN: inline,
    BEFORE: _generated,
    AFTER: _generated,
    "a": _link,
    "audio": _media,
    "br": _line_end,
    "button": _button,
    "details": _details,
    "hr": _rule,
    "img": _picture,
    "input": _input,
    "kbd": _button,
    "ol": list_of,
    "q": _quoted,
    "rp": _ignored,
    "rt": behind,
    "rtc": behind,
    "ruby": ruby,
    "select": _select,
    "source": _ignored,
    "svg": _own_drawing,
    "table": table,
    "textarea": _area,
    "ul": list_of,
    "video": _media,
    "wbr": _break,
}
