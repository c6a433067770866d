"""Drawings within text: in the text's colour, sharp, and on its baseline.

Qt can put an image's bottom on the baseline, or its middle on the middle of the line, which moves with
whatever else stands in the line. A formula needs its own baseline on the line's. So `InlineDrawings` takes
over the images of a document: it asks the layout for just the room that a drawing needs above and below
(a drawing that reaches no deeper than the letters asks for none below), and paints it where the line's
baseline really is, be that inside the room or not. Images of other names are drawn as Qt draws them.

Use, for a document that shows HTML with `<img src="formula:KEY">`:

    inline = InlineDrawings(document)              # once
    inline.show(drawings, color)                   # the drawings of the card; before setHtml
    document.setHtml(html)
    inline.settle()                                # whenever text or font have changed
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from math import ceil

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QFontMetricsF,
    QImage,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop.gui import readings
from desktop.render.drawing import Drawing, Reading

SCHEME, READING = "formula:", "reading:"
LARGEST_SIDE = 4_000
"""Dots; a larger drawing is drawn coarser."""
CACHE_BYTES = 24 << 20
LOW_X = 0.47
"""Height of the formulas' x in em; a text of a larger x gets its formulas larger."""
MOST_GROWTH = 1.2
READABLE = 4.5

_COLOR = re.compile(
    r'(<(rect|use|path|g|line|text)\b[^<>]*?\b(?:fill|stroke)=")(?!currentColor|none|url)([^"]+)"'
)


def _luminance(color: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """Return how well two colours are told apart: 1 not at all, 21 like black and white."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(color: QColor, against: QColor) -> QColor:
    """Return a colour of the same hue that is well seen against another."""
    lighter = _luminance(against) < 0.18
    hue, saturation, lightness = max(0.0, color.hslHueF()), color.hslSaturationF(), color.lightnessF()
    for _ in range(24):
        if contrast(color, against) >= READABLE:
            break
        lightness = lightness + (1 - lightness) * 0.15 if lighter else lightness * 0.85
        color = QColor.fromHslF(hue, saturation, lightness)
    return color


def _svg(drawing: Drawing, color: QColor) -> bytes:
    """Return the SVG in a colour. Qt draws `currentColor` black; an author's colour must stay readable."""
    if drawing.colored:
        return drawing.svg.replace("currentColor", color.name()).encode()
    ground = QColor("#ffffff") if _luminance(color) < 0.4 else QColor("#202124")
    boxed = bool(re.search(r'<rect\b[^<>]*\bfill="(?!currentColor)', drawing.svg))

    def seen(match: re.Match[str]) -> str:
        own = QColor.fromString(match[3])
        if match[2] == "rect":
            own = readable(own, color)
        elif not boxed:
            own = readable(own, ground)
        return f'{match[1]}{own.name() if own.isValid() else color.name()}"'

    return _COLOR.sub(seen, drawing.svg).replace("currentColor", color.name()).encode()


class _Cache:
    """The images drawn last, up to a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = 0
        self._images: OrderedDict[tuple[object, ...], QImage] = OrderedDict()

    def get(self, key: tuple[object, ...]) -> QImage | None:
        image = self._images.get(key)
        if image is not None:
            self._images.move_to_end(key)
        return image

    def put(self, key: tuple[object, ...], image: QImage) -> None:
        self._images[key] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > self._limit and len(self._images) > 1:
            _, old = self._images.popitem(last=False)
            self._bytes -= old.sizeInBytes()


_cache = _Cache(CACHE_BYTES)


def image(drawing: Drawing, color: QColor, em_px: float, ratio: float, pad: int = 0) -> QImage:
    """Return a drawing as an image on transparent ground.

    Args:
        drawing: what to draw.
        color: of the text around it.
        em_px: type size in logical pixels.
        ratio: dots to a logical pixel.
        pad: logical pixels of clear room on every side, for ink that leaves its box.
    """
    key = (drawing.key, color.rgba(), round(em_px * 8), round(ratio * 100), pad)
    made = _cache.get(key)
    if made is not None:
        return made
    from PySide6.QtSvg import QSvgRenderer  # heavy: the first window paints without it

    width, height = drawing.width * em_px, drawing.height * em_px
    scale = min(ratio, LARGEST_SIDE / max(1.0, width + 2 * pad, height + 2 * pad))
    dots = max(1, ceil((width + 2 * pad) * scale)), max(1, ceil((height + 2 * pad) * scale))
    made = QImage(*dots, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_svg(drawing, color)))
    painter = QPainter(made)
    painter.setOpacity(color.alphaF())
    renderer.render(painter, QRectF(pad * scale, pad * scale, width * scale, height * scale))
    painter.end()
    made.setDevicePixelRatio(scale)
    _cache.put(key, made)
    return made


def em_of(font: QFont) -> float:
    """Return the type size for formulas beside a font, so that their x is as tall as its own."""
    size = float(QFontInfo(font).pixelSize())
    return min(max(size, QFontMetricsF(font).xHeight() / LOW_X), size * MOST_GROWTH)


def pad_for(em_px: float) -> int:
    """Return how far ink may leave its box: wide hats, arrows above letters, the smoothing of edges."""
    return ceil(em_px / 4) + 1


def image_of(document: QTextDocument, form: QTextFormat) -> QImage:
    """Return an image of a document that is no drawing, as the document's owner gives it out."""
    name = form.stringProperty(QTextFormat.Property.ImageName.value)
    found = document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
    return found if isinstance(found, QImage) else QImage()


def size_of(document: QTextDocument, form: QTextFormat) -> QSizeF:
    """Return the size that the HTML gives an image; a side that it leaves out follows from the image."""
    wanted = form.toImageFormat()
    width, height = wanted.width(), wanted.height()
    own = image_of(document, form).deviceIndependentSize()
    if width > 0 and height > 0:
        return QSizeF(width, height)
    if width > 0:
        return QSizeF(width, width * own.height() / max(1.0, own.width()))
    if height > 0:
        return QSizeF(height * own.width() / max(1.0, own.height()), height)
    return own


class InlineDrawings(QPyTextObject):
    """Draws the images of a document whose names start with `formula:`, each on its line's baseline."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._drawings: Mapping[str, Drawing] = {}
        self._readings: Sequence[Reading] = ()
        self._color = QColor(Qt.GlobalColor.black)
        # Qt's own handler of images is not asked for: Python would not be told when it goes, and its
        # wrapper would pass for whatever lies at the same address next.
        document.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject.value, self)

    def show(self, drawings: Mapping[str, Drawing], color: QColor, readings: Sequence[Reading] = ()) -> None:
        """Take what a card draws in its lines.

        Args:
            drawings: by their keys.
            color: of text that has none of its own.
            readings: words with readings, by their numbers.
        """
        self._drawings = drawings
        self._readings = readings
        self._color = color

    def settle(self) -> None:
        """Give every drawing the alignment that its depth and its font ask for."""
        if not self._drawings:
            return
        deep: list[tuple[int, QTextCharFormat.VerticalAlignment]] = []
        block = self._document.begin()
        while block.isValid():
            fragments = block.begin()
            while not fragments.atEnd():
                fragment = fragments.fragment()
                form = fragment.charFormat()
                drawing = self._of(form)
                if drawing is not None:
                    wanted = self._alignment(drawing, form)
                    if form.verticalAlignment() != wanted:
                        deep += [(fragment.position() + at, wanted) for at in range(fragment.length())]
                fragments += 1
            block = block.next()
        cursor = QTextCursor(self._document)
        for position, wanted in deep:
            change = QTextCharFormat()
            change.setVerticalAlignment(wanted)
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(change)

    def _of(self, form: QTextFormat) -> Drawing | None:
        name = form.stringProperty(QTextFormat.Property.ImageName.value)
        return self._drawings.get(name.removeprefix(SCHEME)) if name.startswith(SCHEME) else None

    def _reading(self, form: QTextFormat) -> Reading | None:
        name = form.stringProperty(QTextFormat.Property.ImageName.value)
        number = name.removeprefix(READING)
        known = name.startswith(READING) and number.isdecimal() and int(number) < len(self._readings)
        return self._readings[int(number)] if known else None

    def _em(self, drawing: Drawing, form: QTextFormat) -> float:
        wanted = form.toImageFormat().width()
        em = wanted / drawing.width if wanted > 0 else em_of(form.toCharFormat().font())
        room = self._document.textWidth() - 2 * self._document.documentMargin()
        return min(em, room / drawing.width) if room > 0 else em

    def _alignment(self, drawing: Drawing, form: QTextCharFormat) -> QTextCharFormat.VerticalAlignment:
        deep = drawing.baseline * self._em(drawing, form) > QFontMetricsF(form.font()).descent() + 0.5
        return (
            QTextCharFormat.VerticalAlignment.AlignMiddle
            if deep
            else QTextCharFormat.VerticalAlignment.AlignNormal
        )

    def intrinsicSize(  # noqa: N802
        self, document: QTextDocument, position: int, form: QTextFormat
    ) -> QSizeF:
        """Return the room to ask for.

        Qt gives an image in the middle half of it, and a quarter of the letter x, above the baseline; any
        other image stands on it.
        """
        drawing, reading = self._of(form), self._reading(form)
        if reading is not None:
            return readings.size_of(reading, form.toCharFormat().font())
        if drawing is None:
            return size_of(document, form)
        character = form.toCharFormat()
        font = character.font()
        em = self._em(drawing, form)
        above, below = (drawing.height - drawing.baseline) * em, drawing.baseline * em
        if character.verticalAlignment() != QTextCharFormat.VerticalAlignment.AlignMiddle:
            return QSizeF(drawing.width * em, max(1.0, above))
        half_x = QFontMetrics(font).xHeight() / 2
        return QSizeF(drawing.width * em, max(2 * above - half_x, 2 * below + half_x, 1.0))

    def drawObject(  # noqa: N802
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        position: int,
        form: QTextFormat,
    ) -> None:
        """Paint a drawing with its baseline on the line's."""
        rect = QRectF(rect)
        drawing, reading, character = self._of(form), self._reading(form), form.toCharFormat()
        brush = character.foreground()
        color = self._color if brush.style() == Qt.BrushStyle.NoBrush else brush.color()
        if reading is not None:
            readings.draw(painter, rect, reading, character.font(), color)
            return
        if drawing is None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image_of(document, form))
            return
        baseline = rect.bottom()
        if character.verticalAlignment() == QTextCharFormat.VerticalAlignment.AlignMiddle:
            block = document.findBlock(position)
            line = block.layout().lineForTextPosition(position - block.position())
            if line.isValid():
                baseline = rect.center().y() - (line.ascent() + line.descent()) / 2 + line.ascent()
        em = self._em(drawing, form)
        ratio = painter.device().devicePixelRatio()
        pad = pad_for(em)
        shown = image(drawing, color, em, ratio, pad)
        top = baseline - (drawing.height - drawing.baseline) * em - pad
        left = rect.left() - pad
        painter.drawImage(QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio), shown)
