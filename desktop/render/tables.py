"""Tables, and rows and grids of boxes, which Qt draws as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from desktop.render.boxes import box_of
from desktop.render.lengths import pixels
from desktop.render.lower import DEEPEST_FRAME, ROWS, Child, Lowering
from desktop.render.styles import Style

PLACES = {"center": "center", "right": "right", "end": "right", "flex-end": "right", "space-around": "center"}


def row(walk: Lowering, child: Child) -> None:
    """Write a row or grid of boxes as a table."""
    cells = [seen for node in child.node.nodes() if (seen := walk.seen(node, child.style))]
    loose = any(isinstance(each, str) and each.strip() for each in child.node.children)
    is_column = child.declared.get("flex-direction", "").startswith("column")
    columns = _columns(walk, child, len(cells))
    if len(cells) < 2 or loose or is_column or columns < 2 or walk.frames >= DEEPEST_FRAME:
        if child.declared.get("justify-content") == "center" or child.declared.get("align-items") == "center":
            child = child._replace(style=child.style._replace(align=child.style.align or "center"))
        gap = _gap(walk, child, "row-gap", "0px") if is_column and not loose else 0
        walk.block(child, (lambda style: _column(walk, cells, gap)) if gap else None)
        return
    walk.block(child, lambda style: _cells(walk, child, cells, columns))


def _columns(walk: Lowering, child: Child, cells: int) -> int:
    if "grid" not in child.declared.get("display", ""):
        return cells if "flex-wrap" not in child.declared else min(cells, 4)
    template = child.declared.get("grid-template-columns", "")
    if found := re.match(r"repeat\(\s*(\d{1,2})", template):
        return min(cells, int(found.group(1)), 12)
    if "auto-fi" in template:
        return min(cells, 3)
    return min(cells, len(re.findall(r"[^\s(]+(?:\([^()]*\))?", template)), 12)


def beside(walk: Lowering, style: Style, cells: list[Child], columns: int) -> None:
    """Write boxes side by side, each as wide as it wants to be; no paragraph may be open."""
    side = style.align or walk.page.align
    row = Child(cells[0].node, {"gap": "4px", "justify-content": side}, style)
    _cells(walk, row, cells, columns)


def _cells(walk: Lowering, row: Child, cells: list[Child], columns: int) -> None:
    page = walk.page
    spacing = _gap(walk, row, "column-gap", "8px")
    shares = _shares(row, cells, columns)
    place = row.declared.get("justify-content", "")
    fills = bool(shares) or place.startswith("space")
    width = ' width="100%"' if fills else f' align="{PLACES.get(place, "left")}"'
    css = f"margin-top:{page.take_gap()}px;margin-left:{round(page.left)}px"
    page.out.append(f'<table{width} cellspacing="{spacing}" cellpadding="0" style="{css}">')
    for at in range(0, len(cells), columns):
        page.out.append("<tr>")
        line = cells[at : at + columns]
        for number, cell in enumerate(line):
            share = shares[number] if shares else 0.0
            if place == "space-between" and len(line) > 1 and not shares:
                side = "left" if number == 0 else "right" if number == len(line) - 1 else "center"
                cell = cell._replace(style=cell.style._replace(align=side))
            _box_cell(walk, cell, walk.width * (share or 1 / columns), share)
        page.out.append("</tr>")
    page.out.append("</table>")
    page.is_rich = True


def _gap(walk: Lowering, row: Child, name: str, usual: str) -> int:
    by = walk.resolver.measures(row.style, walk.width)
    gap = pixels(row.declared.get(name, row.declared.get("gap", usual).partition(" ")[0]), by)
    return round(min(40.0, max(0.0, gap or 0.0)))


def _column(walk: Lowering, cells: list[Child], gap: int) -> None:
    """Write boxes one below the other."""
    for number, cell in enumerate(cells):
        walk.page.flush()
        walk.page.space(gap if number else 0)
        if cell.node.kind in walk.handlers:
            _whole(walk, cell)
        else:
            walk.block(cell)


def _shares(row: Child, cells: list[Child], columns: int) -> list[float]:
    """Return what each column takes of the width; nothing where each is as wide as what it holds."""
    if "grid" in row.declared.get("display", ""):
        tracks = re.findall(r"([\d.]+)fr", row.declared.get("grid-template-columns", ""))
        grown = [float(each) for each in tracks] if len(tracks) == columns else [1.0] * columns
    else:
        grown = [_growth(cell.declared) for cell in cells[:columns]]
    whole = sum(grown)
    return (
        [each / whole for each in grown] if whole and all(grown) else [1 / columns] * columns if whole else []
    )


def _growth(declared: Mapping[str, str]) -> float:
    found = re.match(r"\d{1,3}(?:\.\d+)?", declared.get("flex-grow", declared.get("flex", "")))
    return float(found.group()) if found else 1.0 if declared.get("flex") == "auto" else 0.0


def _box_cell(walk: Lowering, cell: Child, width: float, share: float) -> None:
    box = box_of(cell.declared, cell.style, walk.resolver.measures(cell.style, width), walk.resolver.theme)
    wide = f"{round(100 * share)}%" if share else f"{round(box.width)}" if box.width else ""
    sized = f' width="{wide}"' if wide else ""
    walk.page.out.append(f'<td{sized} style="{box.css}">')
    plain = {
        name: value
        for name, value in cell.declared.items()
        if not name.startswith(("margin", "padding", "border", "background", "width", "max-width"))
    }
    with walk.cell(width, box.inset):
        style = cell.style._replace(back="")
        walk.inside(lambda style: _whole(walk, Child(cell.node, plain, style)), style)
    walk.page.out.append("</td>")


def _whole(walk: Lowering, child: Child) -> None:
    handler = walk.handlers.get(child.node.kind)
    if handler is not None:
        handler(walk, child)
    elif child.declared.get("display") in ROWS:
        row(walk, child)
    else:
        walk.children(child.node, child.style)


def table(walk: Lowering, child: Child) -> None:
    """Write a table."""
    rows = list(_rows(walk, child))
    walk.page.flush()
    if not rows:
        walk.children(child.node, child.style)
        return
    if walk.frames >= DEEPEST_FRAME:
        for _, cells in rows:
            for cell in cells:
                walk.block(cell)
        return
    captions = [seen for node in child.node.nodes("caption") if (seen := walk.seen(node, child.style))]
    for caption in captions:
        walk.block(caption)
    walk.page.is_rich = True
    _table_rows(walk, child, rows)


def _rows(walk: Lowering, table: Child) -> Iterator[tuple[Child, list[Child]]]:
    """Yield the rows that can be seen, with their cells."""
    for node in table.node.nodes("tr", "thead", "tbody", "tfoot"):
        seen = walk.seen(node, table.style)
        if seen is None:
            continue
        if node.tag != "tr":
            yield from _rows(walk, seen)
            continue
        cells = [cell for each in node.nodes("td", "th") if (cell := walk.seen(each, seen.style))]
        yield seen, cells


def _table_rows(walk: Lowering, table: Child, rows: list[tuple[Child, list[Child]]]) -> None:
    page = walk.page
    box = box_of(
        table.declared,
        table.style,
        walk.resolver.measures(table.style, walk.width),
        walk.resolver.theme,
    )
    page.space(box.margin_top)
    width = ' width="100%"' if box.is_wide else f' width="{round(box.width)}"' if box.width else ""
    at = box.side or ("center" if table.style.align == "center" else "")
    css = f"margin-top:{page.take_gap()}px;border-collapse:collapse"
    side = f' align="{at}"' if at else ""
    page.out.append(f'<table{side}{width} cellspacing="0" cellpadding="0" style="{css}">')
    ruled = table.node.attributes.get("border", "0") not in ("", "0")
    columns = max(1, max((len(cells) for _, cells in rows), default=1))
    for _, cells in rows:
        page.out.append("<tr>")
        mark = len(page.lines)
        written: list[list[str]] = []
        for cell in cells:
            start = len(page.out)
            _table_cell(walk, cell, walk.width / columns, ruled)
            written.append(page.out[start:])
            del page.out[start:]
        for part in reversed(written) if table.style.direction == "rtl" else written:
            page.out += part
        page.lines[mark:] = [" ".join(page.lines[mark:])] if page.lines[mark:] else []
        page.out.append("</tr>")
    page.out.append("</table>")
    page.space(box.margin_bottom or 8)


def _table_cell(walk: Lowering, cell: Child, width: float, ruled: bool) -> None:
    style = cell.style
    if cell.node.tag == "th" and not style.align:
        style = style._replace(align="center")
    declared = dict(cell.declared)
    if style.back:
        declared["background-color"] = style.back  # of its row, if not its own
    for side in ("top", "right", "bottom", "left"):
        declared.setdefault(f"padding-{side}", "3px" if side in ("top", "bottom") else "8px")
        if ruled:
            declared.setdefault(f"border-{side}-style", "solid")
            declared.setdefault(f"border-{side}-width", "1px")
            declared.setdefault(f"border-{side}-color", walk.resolver.theme.line)
    box = box_of(declared, style, walk.resolver.measures(style, width), walk.resolver.theme)
    spans = "".join(
        f' {name}="{min(int(value), 50)}"'
        for name in ("colspan", "rowspan")
        if (value := cell.node.attributes.get(name, "")).isdigit() and len(value) < 4 and int(value) > 1
    )
    valign = cell.declared.get("vertical-align", "middle")
    side = f' valign="{valign}"' if valign in ("top", "middle", "bottom") else ""
    walk.page.out.append(f'<td{spans}{side} style="{box.css}">')
    with walk.cell(width, box.inset):
        walk.inside(lambda style: walk.children(cell.node, style), style._replace(back=""))
    walk.page.out.append("</td>")
