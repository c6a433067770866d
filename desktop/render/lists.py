"""Lists."""

from __future__ import annotations

from desktop.render.lower import Child, Lowering
from desktop.render.styles import Style
from desktop.render.tree import Node

MARKERS = {
    "disc": ("ul", "disc"),
    "circle": ("ul", "circle"),
    "square": ("ul", "square"),
    "decimal": ("ol", "1"),
    "lower-alpha": ("ol", "a"),
    "lower-latin": ("ol", "a"),
    "upper-alpha": ("ol", "A"),
    "upper-latin": ("ol", "A"),
    "lower-roman": ("ol", "i"),
    "upper-roman": ("ol", "I"),
}
TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


def list_of(walk: Lowering, child: Child) -> None:
    """Write a list."""
    page, node = walk.page, child.node
    page.flush()
    style = child.style
    ordered = node.tag == "ol"
    marker = (
        child.declared.get("list-style-type")
        or TYPES.get(node.attributes.get("type", ""))
        or node.attributes.get("type", "")
    )
    if "text-align" not in child.declared:
        style = style._replace(align="start" if style.align in ("center", "left") else style.align)
    if marker == "none":
        walk.block(child._replace(style=style._replace(marker="none")))
        return
    page.is_rich = True
    tag, kind = MARKERS.get(marker, ("ol", "1") if ordered else ("ul", ""))
    start = node.attributes.get("start", "1")
    count = int(start) if start.isdigit() and len(start) < 6 else 1
    first = f' start="{count}"' if count != 1 and tag == "ol" else ""
    typed = f' type="{kind}"' if kind else ""
    page.out.append(f'<{tag}{typed}{first} style="margin-top:0px;margin-bottom:0px">')
    page.space(style.size * 0.3)
    for each in node.children:
        if isinstance(each, str):
            walk.text(each, style)
        elif each.tag == "li":
            _item(walk, each, style, f"{count}." if tag == "ol" else "-")
            count += 1
        else:
            walk.element(each, style)
    page.flush()
    page.out.append(f"</{tag}>")
    page.space(style.size * 0.3)


def _item(walk: Lowering, node: Node, style: Style, bullet: str) -> None:
    seen = walk.seen(node, style)
    if seen is None:
        return
    walk.page.flush()
    walk.page.bullet = bullet if seen.style.marker != "none" else ""
    walk.block(
        seen._replace(
            declared={
                name: value
                for name, value in seen.declared.items()
                if not name.startswith(("width", "max-width"))
            }
        )
    )
    walk.page.bullet = ""
