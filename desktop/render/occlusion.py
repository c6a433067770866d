"""Cards that hide parts of an image: what lies where, as plain values that a window can draw.

Two kinds come with people's decks. In Anki's own kind a field holds one gap a shape:

    {{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1:oi=1}}

with `rect`, `ellipse` (rx, ry), `polygon` (points) and `text` (text, scale, fs). Lengths are parts of
the image's width or height; an angle counts 10,000 steps a turn, clockwise about the shape's corner;
`oi` says what the other shapes do (SHOWN_OTHERS, HIDDEN_OTHERS, ONLY_OTHERS); number 0 is on every card.
The older kind of an add-on lays an SVG with masks over the image, one file a side.

What cannot be read is skipped and reported. A question that would then hide nothing hides all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from desktop.study.cloze import gaps
from desktop.study.kinds.occlusion import MARK, is_shape

SHOWN_OTHERS, HIDDEN_OTHERS, ONLY_OTHERS = 0, 1, 2
"""Hide one, guess one; hide all, guess one; hide all but the one."""
ASKED, HIDDEN, REVEALED = "asked", "hidden", "revealed"
"""What becomes of a shape: the hidden one that is asked for, a hidden one, the outline of the answer."""

MOST_SHAPES = 500
MOST_POINTS = 200
MOST_POINTS_IN_ALL = 1_000
"""More than these would take too long to draw."""
FARTHEST = 100.0
"""No length or place is larger than so many images."""
LONGEST_TEXT = 500
ANGLE_STEPS = 10_000
LARGEST_FONT = 0.5

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
SOURCE = re.compile(r"""(?<![-\w])src\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
ASKED_PART = re.compile(r"""<[a-zA-Z]+\s[^<>]*\bclass\s*=\s*["'](?:[^"'<>]*\s)?qshape[\s"'][^<>]*>""")
IDENTITY = re.compile(r"""(?<![-\w:])id\s*=\s*(?:"([^"]*)"|'([^']*)')""")
CAPTION = re.compile(r"""(?<![-\w])alt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
COLON = re.compile(r"(?<!\\):")
NUMBER = re.compile(r"[+-]?(?:[0-9]{1,12}\.?[0-9]{0,20}|\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `angle` in degrees, clockwise about the corner at the top left."""

    left: float
    top: float
    width: float
    height: float
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse by the corner of the box around it and its radii."""

    left: float
    top: float
    rx: float
    ry: float
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Polygon:
    """A polygon by its corners."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A label on the image; `size` of its letters as a part of the image's height, 0 = not given."""

    left: float
    top: float
    text: str
    size: float = 0.0
    angle: float = 0.0


Shape = Rect | Ellipse | Polygon | Text
WHOLE = Rect(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Area:
    """A shape, the numbers of the cards that ask for it, and what the others do meanwhile."""

    numbers: tuple[int, ...]
    shape: Shape
    others: int = SHOWN_OTHERS


@dataclass(frozen=True, slots=True)
class Areas:
    """What a field holds; `faults` are sentences about what was skipped."""

    areas: tuple[Area, ...] = ()
    faults: tuple[str, ...] = ()

    def shapes(self, number: int) -> tuple[Shape, ...]:
        """Return the shapes of one card number."""
        return tuple(each.shape for each in self.areas if number in each.numbers)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The card numbers, from 1, sorted."""
        return tuple(sorted({number for each in self.areas for number in each.numbers if number > 0}))


@dataclass(frozen=True, slots=True)
class Mask:
    """A shape to draw and its state: ASKED, HIDDEN or REVEALED."""

    shape: Shape
    state: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One side of a card with an image.

    Attributes:
        image: name of the image among the media; empty = none is named.
        revealed: whether this is the answer.
        masks: in the order to draw them.
        texts: labels that stand on the image.
        overlay: name of an SVG with the masks of this side; empty = none.
        place: which of the areas is asked for, from 1; 0 = not known.
        count: how many areas the note has; 0 = not known.
        header: HTML above the image.
        extra: HTML below the image.
        caption: what the note says about the image, as text.
        faults: sentences about what could not be read.
    """

    image: str
    revealed: bool
    masks: tuple[Mask, ...] = ()
    texts: tuple[Text, ...] = ()
    overlay: str = ""
    place: int = 0
    count: int = 0
    header: str = ""
    extra: str = ""
    caption: str = ""
    faults: tuple[str, ...] = ()

    @property
    def needs_overlay(self) -> bool:
        """Whether nothing of the image may show before its overlay does."""
        return bool(self.overlay) and not self.revealed


class _Wrong(ValueError):
    """A shape cannot be read; says why."""


# ---------------------------------------------------------------------- one shape


def _number(values: Mapping[str, str], name: str, missing: float | None = None) -> float:
    text = values.get(name, "").strip()
    if not text and missing is not None:
        return missing
    if not NUMBER.fullmatch(text):
        raise _Wrong(f"“{name}” is not a number")
    found = float(text)
    if abs(found) > FARTHEST:
        raise _Wrong(f"“{name}” is too large")
    return found


def _length(values: Mapping[str, str], name: str) -> float:
    found = _number(values, name)
    if found <= 0:
        raise _Wrong(f"“{name}” is not above zero")
    return found


def _angle(values: Mapping[str, str]) -> float:
    text = values.get("angle", "").strip()
    steps = float(text) if NUMBER.fullmatch(text) else 0.0
    return steps % ANGLE_STEPS / ANGLE_STEPS * 360


def _corner(values: Mapping[str, str]) -> tuple[float, float]:
    return _number(values, "left", 0.0), _number(values, "top", 0.0)


def _rect(values: Mapping[str, str]) -> Rect:
    return Rect(*_corner(values), _length(values, "width"), _length(values, "height"), _angle(values))


def _ellipse(values: Mapping[str, str]) -> Ellipse:
    return Ellipse(*_corner(values), _length(values, "rx"), _length(values, "ry"), _angle(values))


def _polygon(values: Mapping[str, str]) -> Polygon:
    """Read the corners; where left and top are given, the box around them is moved there."""
    pairs = values.get("points", "").split()
    if not 3 <= len(pairs) <= MOST_POINTS:
        raise _Wrong(f"a polygon has 3 to {MOST_POINTS:,} points")
    points: list[tuple[float, float]] = []
    for pair in pairs:
        across, _, down = pair.partition(",")
        one = {"points": across}, {"points": down}
        points.append((_number(one[0], "points"), _number(one[1], "points")))
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    if right <= left or bottom <= top:
        raise _Wrong("the polygon has no size")
    move_x = _number(values, "left", left) - left
    move_y = _number(values, "top", top) - top
    return Polygon(tuple((x + move_x, y + move_y) for x, y in points))


def _text(values: Mapping[str, str]) -> Text:
    text = values.get("text", "").strip()[:LONGEST_TEXT]
    if not text:
        raise _Wrong("the label is empty")
    size = _number(values, "fs", 0.0) * _number(values, "scale", 1.0)
    return Text(*_corner(values), text, min(LARGEST_FONT, max(0.0, size)), _angle(values))


READERS: Mapping[str, Callable[[Mapping[str, str]], Shape]] = {
    "rect": _rect,
    "ellipse": _ellipse,
    "polygon": _polygon,
    "text": _text,
}


def _values(parts: list[str]) -> dict[str, str]:
    """Return the properties `name=value`; a colon in a value is written with a backslash before it."""
    pairs = (part.partition("=") for part in parts)
    return {name.strip(): unescape(value.replace("\\:", ":")) for name, _, value in pairs}


def _area(numbers: tuple[int, ...], body: str) -> Area:
    """Read one shape.

    Raises:
        _Wrong: a part of it cannot be read.
    """
    plain = TAG.sub("", BREAK.sub("\n", body)).replace("\xa0", " ")
    kind, *parts = COLON.split(plain.partition(MARK)[2])
    reader = READERS.get(kind.strip())
    if reader is None:
        raise _Wrong(f"the shape “{kind.strip()[:20]}” is not known")
    values = _values(parts)
    others = {"1": HIDDEN_OTHERS, "2": ONLY_OTHERS}.get(values.get("oi", "").strip(), SHOWN_OTHERS)
    return Area(numbers, reader(values), others)


def parse(html: str) -> Areas:
    """Return the shapes of a field, in order, and what was wrong with those that were skipped."""
    areas: list[Area] = []
    faults: list[str] = []
    points = 0
    shapes = (gap for gap in gaps(html) if is_shape(gap.body))
    for place, gap in enumerate(shapes, 1):
        if place > MOST_SHAPES:
            faults.append(f"Only the first {MOST_SHAPES:,} shapes are read.")
            break
        try:
            area = _area(gap.numbers, gap.body)
            points += len(area.shape.points) if isinstance(area.shape, Polygon) else 0
            if points > MOST_POINTS_IN_ALL:
                raise _Wrong("all polygons together have too many points")
            areas.append(area)
        except _Wrong as error:
            faults.append(f"Shape {place} is left out: {error}.")
    return Areas(tuple(areas), tuple(faults))


# ---------------------------------------------------------------------- one side of a card


def _masks(areas: Areas, number: int, revealed: bool) -> Iterator[Mask]:
    """Yield what one side draws: what hides first, what is asked for above it."""
    asked: list[Mask] = []
    for each in areas.areas:
        if isinstance(each.shape, Text):
            continue
        if 0 in each.numbers:
            yield Mask(each.shape, HIDDEN)
        elif number not in each.numbers:
            if each.others == HIDDEN_OTHERS or (each.others == ONLY_OTHERS and not revealed):
                yield Mask(each.shape, HIDDEN)
        elif each.others != ONLY_OTHERS:
            asked.append(Mask(each.shape, REVEALED if revealed else ASKED))
    yield from asked


def _hides(areas: Areas, number: int) -> bool:
    """Return whether the question of a card hides what it asks for."""
    return any(number in each.numbers and not isinstance(each.shape, Text) for each in areas.areas)


def _labels(areas: Areas, number: int) -> tuple[Text, ...]:
    return tuple(
        each.shape
        for each in areas.areas
        if isinstance(each.shape, Text) and (each.others or {0, number}.intersection(each.numbers))
    )


def _value(found: re.Match[str] | None) -> str:
    return unescape(next((each for each in found.groups() if each), "")).strip() if found else ""


def image_name(html: str) -> str:
    """Return the name of the first image in a field; empty where there is none."""
    image = IMAGE.search(html)
    return _value(SOURCE.search(image.group())) if image else ""


def _caption(html: str) -> str:
    image = IMAGE.search(html)
    alt = _value(CAPTION.search(image.group())) if image else ""
    around = " ".join(unescape(TAG.sub(" ", html)).split())
    return " ".join(part for part in (alt, around) if part)


def _says_something(html: str) -> bool:
    return bool(IMAGE.search(html) or TAG.sub("", html).replace("&nbsp;", " ").strip())


def _titled(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    """Return the fields that say something, each under its name."""
    told = [(name, fields.get(name, "")) for name in names]
    return "".join(
        f"<div><b>{escape(name)}</b><br>{html}</div>" for name, html in told if _says_something(html)
    )


def _native(fields: Mapping[str, str], field: str, ordinal: int, revealed: bool) -> Scene:
    """Return a side of Anki's own kind. Fields that bear other names are known by their order."""
    rest = [name for name in fields if name != field]

    def named(name: str, place: int) -> str:
        return fields[name] if name in fields else fields[rest[place]] if place < len(rest) else ""

    image = named("Image", 0)
    if not image_name(image):
        image = next((fields[name] for name in rest if image_name(fields[name])), image)
    areas, number = parse(fields[field]), ordinal + 1
    covered = not revealed and not _hides(areas, number)
    back, comments = named("Back Extra", 2), named("Comments", 3)
    below = [f"<div>{html}</div>" for html in (back, comments) if _says_something(html)]
    numbers = areas.numbers
    return Scene(
        image=image_name(image),
        revealed=revealed,
        masks=(Mask(WHOLE, ASKED),) if covered else tuple(_masks(areas, number, revealed)),
        texts=_labels(areas, number),
        place=numbers.index(number) + 1 if number in numbers else 0,
        count=len(numbers),
        header=named("Header", 1),
        extra="".join(below) if revealed else "",
        caption=_caption(image),
        faults=areas.faults,
    )


def _layered(fields: Mapping[str, str], revealed: bool) -> Scene:
    """Return a side of the kind that lays an SVG over the image."""
    overlay = image_name(fields.get("Answer Mask" if revealed else "Question Mask", ""))
    footer = fields.get("Footer", "")
    below = [f"<div>{footer}</div>"] if _says_something(footer) else []
    if revealed:
        below.append(_titled(fields, ("Remarks", "Sources", "Extra 1", "Extra 2")))
    return Scene(
        image=image_name(fields["Image"]),
        revealed=revealed,
        masks=() if overlay or revealed else (Mask(WHOLE, ASKED),),
        overlay=overlay,
        header=fields.get("Header", ""),
        extra="".join(below),
        caption=_caption(fields["Image"]),
    )


def asked_parts(drawing: str) -> tuple[str, ...]:
    """Return the identities of the parts of an SVG with masks that are asked for."""
    found = (_value(IDENTITY.search(each.group())) for each in ASKED_PART.finditer(drawing))
    return tuple(dict.fromkeys(identity for identity in found if identity))[:MOST_SHAPES]


def scene(fields: Mapping[str, str], ordinal: int, revealed: bool) -> Scene | None:
    """Return what one side of a card draws; None for a note that hides nothing of an image.

    Args:
        fields: the note's, in the order of its note type.
        ordinal: of the card, from 0.
        revealed: the answer, not the question.
    """
    marked = next((name for name, html in fields.items() if MARK in html and "{{c" in html), None)
    if marked is not None and any(is_shape(gap.body) for gap in gaps(fields[marked])):
        return _native(fields, marked, ordinal, revealed)
    if image_name(fields.get("Image", "")) and "Question Mask" in fields and "Answer Mask" in fields:
        return _layered(fields, revealed)
    return None


# ---------------------------------------------------------------------- in words


def described(shown: Scene, translate: Callable[[str], str] = str) -> str:
    """Return in one sentence what somebody who does not see the image has to know.

    Args:
        shown: the side.
        translate: into the language of the person.
    """
    hidden = sum(mask.state == HIDDEN for mask in shown.masks)
    asked = any(mask.state == ASKED for mask in shown.masks)
    if shown.overlay or (shown.revealed and not shown.count):
        text = "Image with the asked area revealed" if shown.revealed else "Image with hidden areas"
    elif shown.revealed:
        text = "Image; area {place} of {count} is revealed" if shown.place else "Image, all of it revealed"
    elif shown.masks == (Mask(WHOLE, ASKED),):
        text = "Image, all of it hidden"
    elif not asked:
        text = "Image; every area but area {place} of {count} is hidden"
    elif hidden and shown.count > 1:
        text = "Image with {count} hidden areas; area {place} is asked"
    else:
        text = "Image; area {place} of {count} is hidden and asked"
    return translate(text).format(place=shown.place, count=shown.count)


def labels(shown: Scene) -> str:
    """Return what stands on the image and is said about it, as one line of text."""
    texts = [shown.caption, *(" ".join(each.text.split()) for each in shown.texts)]
    return ", ".join(text for text in texts if text)


def as_html(shown: Scene) -> str:
    """Return a side as HTML without its image, for those who read it. Not cleaned: fields are in it."""
    told = ": ".join(text for text in (described(shown), labels(shown)) if text)
    header = f"<div>{shown.header}</div>" if _says_something(shown.header) else ""
    return f"{header}<p>{escape(told, quote=False)}</p>{shown.extra}"


def sides(fields: Mapping[str, str], ordinal: int) -> tuple[str, str] | None:
    """Return question and answer of a card as `as_html`; None for a note that hides nothing of an image."""
    question, answer = scene(fields, ordinal, False), scene(fields, ordinal, True)
    if question is None or answer is None:
        return None
    return as_html(question), as_html(answer)
