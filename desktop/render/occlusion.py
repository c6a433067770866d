"""Cards that hide parts of an image: what each side shows, as plain values that a window can draw.

Two kinds come with people's decks. In Anki's own kind a field holds one gap a shape (`shapes`). The
older kind of an add-on lays an SVG with masks over the image, one file a side.

A question that would hide nothing hides all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from desktop.render.shapes import (
    HIDDEN_OTHERS,
    MOST_SHAPES,
    ONLY_OTHERS,
    TAG,
    WHOLE,
    Areas,
    Shape,
    Text,
    parse,
)
from desktop.study.cloze import gaps
from desktop.study.kinds.occlusion import MARK, is_shape

ASKED, HIDDEN, REVEALED = "asked", "hidden", "revealed"
"""What becomes of a shape: the hidden one that is asked for, a hidden one, the outline of the answer."""


IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
SOURCE = re.compile(r"""(?<![-\w])src\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
ASKED_PART = re.compile(r"""<[a-zA-Z]+\s[^<>]*\bclass\s*=\s*["'](?:[^"'<>]*\s)?qshape[\s"'][^<>]*>""")
IDENTITY = re.compile(r"""(?<![-\w:])id\s*=\s*(?:"([^"]*)"|'([^']*)')""")
CAPTION = re.compile(r"""(?<![-\w])alt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


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


def fields_of(fields: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the names of the fields that hold the shapes and the image; None where there is no such field.

    Args:
        fields: the note's, in the order of its note type; without shapes they bear the names of Anki's kind.
    """
    marked = next((name for name, html in fields.items() if MARK in html and "{{c" in html), "")
    shapes = marked or ("Occlusion" if "Occlusion" in fields else "")
    rest = [name for name in fields if name != shapes]
    if not shapes or not rest:
        return None
    pictured = next((name for name in rest if image_name(fields[name])), rest[0])
    return shapes, "Image" if "Image" in rest else pictured


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
