"""Boxes that stand in a line: grounds, borders and paddings of spans, and `inline-block`."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.render.boxes import SIDES, box_of, edges
from desktop.render.lengths import Measures
from desktop.render.lower import BLOCKS, DEEPEST_FRAME, Child, Lowering
from desktop.render.styles import Style
from desktop.render.tables import beside
from desktop.render.tree import Node

PADDING = "\xa0"
"""A space that does not break."""
LEAST = 2.0
"""Pixels of padding that are worth a space."""
LONGEST = 60
"""Letters in boxes side by side whose widths are not known."""


def inline(walk: Lowering, child: Child) -> None:
    """Write an element in its line, with what of its box a line can have."""
    declared, style = child.declared, child.style
    drawn = [side for side in SIDES if declared.get(f"border-{side}-style", "none") not in ("none", "hidden")]
    painted = bool(style.back) and "background-color" in declared
    if drawn == ["bottom"] and not painted:
        walk.children(child.node, style._replace(underline=True))
        return
    if drawn and not painted:
        style = walk.resolver.style({"background-color": "raised"}, style.variables, style)
    by = walk.resolver.measures(style, walk.width)
    inner = _spaces("padding", child, by, PADDING) if painted or drawn else ("", "")
    outer = _spaces("margin", child, by, " ") if painted or drawn else ("", "")
    inside, around = style._replace(generated=True), child.style._replace(back="", generated=True)
    walk.page.text(outer[0], around)
    walk.page.text(inner[0], inside)
    walk.children(child.node, style)
    walk.page.text(inner[1], inside)
    walk.page.text(outer[1], around)


def _spaces(name: str, child: Child, by: Measures, space: str) -> tuple[str, str]:
    """Return what stands for the margin or padding before and behind an element that holds something."""
    if not any(not isinstance(each, str) or each.strip() for each in child.node.children):
        return "", ""
    free = edges(name, child.declared, by)
    return space if free.left >= LEAST else "", space if free.right >= LEAST else ""


def boxes_of(walk: Lowering, child: Child) -> None:
    """Write what an element holds, boxes that have a line for themselves as boxes."""
    for group, are_boxes in groups(child.node.children):
        if not are_boxes or not line_of_boxes(walk, group, child.style):
            walk.each(group, child.style)


def groups(children: list[Node | str]) -> Iterator[tuple[list[Node | str], bool]]:
    """Yield what an element holds in its order, and of each part whether it is a line of boxes."""
    group: list[Node | str] = []
    free, has_box = True, False
    for each in children:
        is_box = isinstance(each, Node) and each.style.get("display") == "inline-block"
        if is_box or (isinstance(each, str) and not each.strip()):
            group.append(each)
            has_box |= is_box
            continue
        ends = isinstance(each, Node) and _ends_line(each)
        yield group, has_box and free and ends
        yield [each], False
        group, free, has_box = [], ends, False
    yield group, has_box and free


def _ends_line(node: Node) -> bool:
    return (
        node.tag in ("br", "hr")
        or node.style.get("display", "block" if node.tag in BLOCKS else "") == "block"
    )


def line_of_boxes(walk: Lowering, group: list[Node | str], style: Style) -> bool:
    """Write boxes that have a line for themselves; return whether they could be written as boxes."""
    cells = [seen for node in group if isinstance(node, Node) and (seen := walk.seen(node, style))]
    by = walk.resolver.measures(style, walk.width)
    boxes = [box_of(each.declared, each.style, by, walk.resolver.theme) for each in cells]
    if not any(box.is_visible or box.width for box in boxes) or walk.frames >= DEEPEST_FRAME:
        return False
    if any(each.node.kind != each.node.tag or each.node.tag in walk.handlers for each in cells):
        return False
    wide = [box.width + box.inset for box in boxes if box.width]
    if len(wide) == len(boxes):
        columns = max(1, min(len(cells), int(walk.width // (max(wide) + 4))))
    elif sum(_length(each.node) for each in cells) <= LONGEST or len(cells) == 1:
        columns = len(cells)
    else:
        return False
    walk.page.flush()
    mark = len(walk.page.lines)
    beside(walk, style, cells, columns)
    said = walk.page.lines[mark:]
    if len(said) == len(cells):  # it is one line
        glue = " " if any(isinstance(each, str) and each for each in group[1:-1]) else ""
        walk.page.lines[mark:] = [glue.join(said)]
    return True


def _length(node: Node) -> int:
    return sum(len(each) if isinstance(each, str) else _length(each) for each in node.children)
