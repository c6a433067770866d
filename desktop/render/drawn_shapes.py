"""The shapes of a field while a person draws them: each change gives a new drawing.

What is not touched stays as it was written, to the letter: shapes that cannot be read, properties that mean
nothing here, and the text between them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from html import escape

from desktop.render.shape_geometry import Box, around, fitted, kept_inside, moved
from desktop.render.shapes import (
    HIDDEN_OTHERS,
    LONGEST_TEXT,
    MOST_SHAPES,
    SHOWN_OTHERS,
    Area,
    Ellipse,
    Polygon,
    Rect,
    Shape,
    Text,
    properties,
    read,
)
from desktop.study.cloze import gaps
from desktop.study.kinds.occlusion import MARK, is_shape

BREAK = "<br>"
ASIDE = 0.02
"""How far from the first a copy lies."""
KINDS = {Rect: "rect", Ellipse: "ellipse", Polygon: "polygon", Text: "text"}
GEOMETRY = ("left", "top", "width", "height", "rx", "ry", "points", "text")


@dataclass(frozen=True, slots=True)
class Item:
    """One shape of a field.

    Attributes:
        area: what it is; None = it cannot be read, and stays as it was written.
        source: the gap as it was written; "" = it was drawn or changed here.
        lead: what stands before it in the field.
        more: properties that mean nothing here.
        numbers: of the cards that ask for it.
        hint: what stands behind it in the gap.
    """

    area: Area | None
    source: str = ""
    lead: str = ""
    more: tuple[tuple[str, str], ...] = ()
    numbers: tuple[int, ...] = ()
    hint: str = ""

    @property
    def shape(self) -> Shape | None:
        """What can be drawn of it."""
        return self.area.shape if self.area else None

    def with_area(self, area: Area) -> Item:
        """Return the item with another shape, or other numbers."""
        return self if area == self.area else replace(self, area=area, source="", numbers=area.numbers)


@dataclass(frozen=True, slots=True)
class Drawing:
    """All shapes of a field, in the order they are drawn in.

    Attributes:
        tail: what stands behind the last shape in the field.
        last: the highest number that was ever used; numbers are not used twice, they stand for cards.
        mode: what other shapes do on a card: HIDDEN_OTHERS or SHOWN_OTHERS; new ones get it.
    """

    items: tuple[Item, ...] = ()
    tail: str = ""
    last: int = 0
    mode: int = HIDDEN_OTHERS

    @classmethod
    def of(cls, html: str) -> Drawing:
        """Read a field."""
        items: list[Item] = []
        at = 0
        for gap in gaps(html):
            if not is_shape(gap.body):
                continue
            area = read(gap.numbers, gap.body)
            kind, told = properties(gap.body)
            more = tuple((name, value) for name, value in told.items() if name not in (*GEOMETRY, "oi"))
            source = html[gap.start : gap.end]
            lead = html[at : gap.start]
            items.append(Item(area, source, lead, more if kind else (), gap.numbers, gap.hint))
            at = gap.end
        areas = [each.area for each in items if each.area and not isinstance(each.area.shape, Text)]
        mode = areas[0].others if areas else HIDDEN_OTHERS
        last = max((number for each in items for number in each.numbers), default=0)
        return cls(tuple(items), html[at:], last, mode)

    @property
    def html(self) -> str:
        """The field as it is to be stored."""
        parts = [each.lead + (each.source or _written(each)) for each in self.items]
        return "".join(parts) + self.tail

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the cards, from 1."""
        found = {number for each in self.items if each.area for number in each.numbers if number > 0}
        return tuple(sorted(found))

    @property
    def is_mixed(self) -> bool:
        """Whether not all shapes do the same on the cards of others."""
        return any(
            each.area and not isinstance(each.shape, Text) and each.area.others != self.mode
            for each in self.items
        )

    @property
    def is_full(self) -> bool:
        """Whether no more shapes would be read."""
        return len(self.items) >= MOST_SHAPES

    # ------------------------------------------------------------------ changing

    def with_shape(self, shape: Shape, more: tuple[tuple[str, str], ...] = ()) -> Drawing:
        """Add a shape, with a card of its own; a label is on every card and asked for by none.

        Args:
            shape: to add.
            more: properties of it that mean nothing here.
        """
        if self.is_full:
            return self
        number = 0 if isinstance(shape, Text) else self.last + 1
        lead = BREAK if self.items else ""
        item = Item(Area((number,), shape, self.mode), lead=lead, more=more, numbers=(number,))
        return replace(self, items=(*self.items, item), last=max(self.last, number))

    def _change(self, places: Collection[int], change: Callable[[Area], Area]) -> Drawing:
        return replace(
            self,
            items=tuple(
                each.with_area(change(each.area)) if at in places and each.area else each
                for at, each in enumerate(self.items)
            ),
        )

    def box(self, places: Iterable[int]) -> Box | None:
        """Return the box around some shapes."""
        shapes = [shape for at in places if (shape := self.items[at].shape) is not None]
        return around(shapes) if shapes else None

    def with_moved(self, places: Collection[int], across: float, down: float) -> Drawing:
        """Move shapes, together, inside the image."""
        box = self.box(places)
        if box is None:
            return self
        step = kept_inside(box, across, down)
        return self._change(places, lambda area: replace(area, shape=moved(area.shape, *step)))

    def with_fitted(self, place: int, box: Box) -> Drawing:
        """Let a shape fill a box."""
        return self._change([place], lambda area: replace(area, shape=fitted(area.shape, box)))

    def with_text(self, place: int, text: str) -> Drawing:
        """Let a label say something else."""
        return self._change(
            [place],
            lambda area: (
                replace(area, shape=replace(area.shape, text=text[:LONGEST_TEXT]))
                if isinstance(area.shape, Text)
                else area
            ),
        )

    def without(self, places: Collection[int]) -> Drawing:
        """Remove shapes; those that cannot be read stay."""
        kept = [each for at, each in enumerate(self.items) if at not in places or each.area is None]
        if kept and kept[0].lead == BREAK:
            kept[0] = replace(kept[0], lead="")
        return replace(self, items=tuple(kept))

    def with_copies(self, places: Collection[int]) -> Drawing:
        """Add a copy of each of some shapes, a little aside, each with a card of its own."""
        made = self
        box = self.box(places)
        step = kept_inside(box, ASIDE, ASIDE) if box else (0.0, 0.0)
        for at in sorted(places):
            shape = self.items[at].shape
            if shape is not None:
                made = made.with_shape(moved(shape, *step), self.items[at].more)
        return made

    def grouped(self, places: Collection[int]) -> Drawing:
        """Let one card ask for several shapes: that of the first of them."""
        numbers = [self.items[at].numbers for at in sorted(places) if self._is_asked(at)]
        if not numbers:
            return self
        return self._change(
            [at for at in places if self._is_asked(at)], lambda area: replace(area, numbers=numbers[0])
        )

    def ungrouped(self, places: Collection[int]) -> Drawing:
        """Give each of some shapes a card of its own; the first keeps the card there is."""
        made = self
        for at in sorted(places):
            numbers = made.items[at].numbers
            shared = any(
                at != other and set(numbers) & set(each.numbers) for other, each in enumerate(made.items)
            )
            if made._is_asked(at) and (shared or len(numbers) > 1):
                last = made.last + 1
                made = made._change([at], lambda area, last=last: replace(area, numbers=(last,)))  # type: ignore[misc]
                made = replace(made, last=last)
        return made

    def with_mode(self, mode: int) -> Drawing:
        """Say what the other shapes do on each card."""
        places = [at for at, each in enumerate(self.items) if not isinstance(each.shape, Text)]
        return replace(self._change(places, lambda area: replace(area, others=mode)), mode=mode)

    def _is_asked(self, at: int) -> bool:
        shape = self.items[at].shape
        return shape is not None and not isinstance(shape, Text) and self.items[at].numbers != (0,)


def _number(value: float) -> str:
    """Return a length as such fields have it: four places, no zero before the point."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return (
        text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else "0" if text in ("", "-0") else text
    )


def _written(item: Item) -> str:
    assert item.area is not None  # noqa: S101
    shape = item.area.shape
    told: dict[str, str]
    if isinstance(shape, Rect):
        told = _lengths(left=shape.left, top=shape.top, width=shape.width, height=shape.height)
    elif isinstance(shape, Ellipse):
        told = _lengths(left=shape.left, top=shape.top, rx=shape.rx, ry=shape.ry)
    elif isinstance(shape, Text):
        told = _lengths(left=shape.left, top=shape.top) | {"text": shape.text}
    else:
        left, top = min(x for x, _ in shape.points), min(y for _, y in shape.points)
        points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
        told = _lengths(left=left, top=top) | {"points": points}
    told |= dict(item.more)
    if item.area.others != SHOWN_OTHERS and not isinstance(shape, Text):
        told["oi"] = str(item.area.others)
    parts = [f"{name}={_escaped(value)}" for name, value in told.items()]
    numbers = ",".join(str(number) for number in item.area.numbers)
    hint = f"::{item.hint}" if item.hint else ""
    return f"{{{{c{numbers}::{MARK}{':'.join([KINDS[type(shape)], *parts])}{hint}}}}}"


def _lengths(**values: float) -> dict[str, str]:
    return {name: _number(value) for name, value in values.items()}


def _escaped(value: str) -> str:
    """Return a value that ends neither the property nor the gap."""
    text = escape(value, quote=False).replace("{", "&#123;").replace("}", "&#125;")
    return text.replace(":", "\\:").replace("\n", BREAK)
