from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.gui import drawings
from desktop.gui.drawings import InlineDrawings, contrast, em_of, image, pad_for, readable
from desktop.render.drawing import Drawing
from desktop.render.formula import formulas

RED = QColor("#c00000")
SIZE = 40


def drawn(source: str) -> Drawing:
    _, found = formulas(rf"\({source}\)")
    (drawing,) = found.values()
    return drawing


def ink(picture: QImage, *, red: bool) -> QRectF:
    """Return where ink lies: the red one, or the dark one."""
    width, height = picture.width(), picture.height()
    dots = bytes(picture.convertToFormat(QImage.Format.Format_RGBA8888).constBits())
    inked = [
        at
        for at in range(width * height)
        if dots[4 * at + 1] < 110 and dots[4 * at + 3] > 100 and (dots[4 * at] > 150) == red
    ]
    assert inked, "nothing drawn"
    columns, rows = {at % width for at in inked}, {at // width for at in inked}
    return QRectF(min(columns), min(rows), max(columns) - min(columns) + 1, max(rows) - min(rows) + 1)


class Page:
    """A document with formulas in red and text in black, drawn."""

    def __init__(self, html: str, *, size: int = SIZE, width: int = 360, spacing: int = 100) -> None:
        html, found = formulas(html)
        self.document = QTextDocument()
        font = QFont("DejaVu Sans")
        font.setPixelSize(size)
        self.document.setDefaultFont(font)
        self.inline = InlineDrawings(self.document)
        self.inline.show(found, RED)
        self.document.setHtml(html)
        cursor = QTextCursor(self.document)
        cursor.select(QTextCursor.SelectionType.Document)
        layout = QTextBlockFormat()
        layout.setLineHeight(spacing, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(layout)
        self.inline.settle()
        self.document.setTextWidth(width)

    def picture(self) -> QImage:
        picture = QImage(360, 240, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        self.document.drawContents(painter)
        painter.end()
        return picture


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Fonts need an application."""


@pytest.mark.parametrize("color", ["#c00000", "#00a0ff", "#ffffff", "#000000"])
def test_an_image_has_ink_in_the_colour_on_clear_ground(color: str) -> None:
    picture = image(drawn(r"\frac{a}{b}"), QColor(color), 60, 1.0)

    full = [
        picture.pixelColor(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    ]
    assert full
    assert {each.name() for each in full} == {color}
    assert picture.pixelColor(0, 0).alpha() == 0


def test_an_image_is_sharp_on_a_fine_screen() -> None:
    coarse, fine = (image(drawn("x"), RED, 40, ratio) for ratio in (1.0, 2.0))

    assert fine.width() == pytest.approx(2 * coarse.width(), abs=2)
    assert fine.devicePixelRatio() == 2
    assert fine.deviceIndependentSize().width() == pytest.approx(coarse.width(), abs=1)


def test_an_image_has_its_size_in_em() -> None:
    drawing = drawn(r"\frac{a}{b}")
    picture = image(drawing, RED, 100, 1.0)

    assert picture.width() == pytest.approx(100 * drawing.width, abs=1)
    assert picture.height() == pytest.approx(100 * drawing.height, abs=1)


def test_no_ink_leaves_the_padded_image() -> None:
    for source in (
        r"\cancel{x}",
        "f",
        r"\int_0^1 f",
        r"\vec{v}",
        r"\overrightarrow{A}",
        "j_j",
        r"\widehat{xyz}",
    ):
        picture = image(drawn(source), RED, 80, 1.0, pad_for(80))
        sides = [
            picture.pixelColor(x, y).alpha()
            for x in (0, picture.width() - 1)
            for y in range(picture.height())
        ]
        sides += [
            picture.pixelColor(x, y).alpha()
            for y in (0, picture.height() - 1)
            for x in range(picture.width())
        ]
        assert max(sides) == 0, source


def test_a_huge_drawing_is_drawn_coarser() -> None:
    picture = image(drawn("x" * 90), RED, 400, 3.0)

    assert max(picture.width(), picture.height()) <= drawings.LARGEST_SIDE + 1


def test_an_image_is_drawn_once_and_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "_cache", drawings._Cache(200_000))
    drawing = drawn("x")

    assert image(drawing, RED, 40, 1.0).cacheKey() == image(drawing, RED, 40, 1.0).cacheKey()
    for size in range(20, 200):
        image(drawing, RED, size, 1.0)
        assert drawings._cache._bytes <= 200_000
    assert sum(each.sizeInBytes() for each in drawings._cache._images.values()) == drawings._cache._bytes


@pytest.mark.parametrize(
    "formula",
    [
        "x",
        "x^2",
        r"x\text{x}",
        r"x\frac{x}{x}",
        r"x_{1}",
        r"x\int_0^1",
        r"x\begin{pmatrix} a \\ b \\ c \end{pmatrix}",
        r"x^{2^{2^2}}",
    ],
)
@pytest.mark.parametrize("others", ["", r"\(\,\frac{\frac12}{\frac{\frac34}5}\)", r"<sup>2</sup>"])
@pytest.mark.parametrize("spacing", [100, 112])
def test_a_formula_stands_on_the_baseline_of_its_line(formula: str, others: str, spacing: int) -> None:
    picture = Page(rf"x\({formula}\){others}", spacing=spacing).picture()
    start = int(ink(picture, red=True).left())
    text = ink(picture.copy(0, 0, start - 1, picture.height()), red=False)
    letter = ink(picture.copy(start, 0, 10, picture.height()), red=True)  # the x that each begins with

    assert letter.bottom() == pytest.approx(text.bottom(), abs=1.5)


def test_a_fraction_lies_about_the_middle_of_the_letters() -> None:
    page = Page(r"x\(\frac{x}{x}\)").picture()
    text, fraction = ink(page, red=False), ink(page, red=True)

    assert fraction.top() < text.top()
    assert fraction.bottom() > text.bottom()
    assert abs(fraction.center().y() - text.center().y()) < SIZE * 0.15


def test_an_x_is_as_tall_as_the_text_s() -> None:
    page = Page(r"x \(\mathrm{x}\)").picture()

    assert ink(page, red=True).height() == pytest.approx(ink(page, red=False).height(), abs=2)


def test_a_line_grows_no_more_than_it_must() -> None:
    plain = Page("x").document.size().height()

    assert Page(r"x \(x^2\) \(y_1\)").document.size().height() < plain * 1.1


def test_formulas_take_size_and_colour_of_their_surroundings() -> None:
    page = Page(r'<span style="font-size:20px; color:#000000">\(x\)</span> \(x\)').picture()

    assert ink(page, red=True).height() == pytest.approx(2 * ink(page, red=False).height(), abs=3)


def test_a_wide_formula_fits_the_width() -> None:
    page = Page(rf"\({'x+' * 15}x\)", width=300)

    assert page.document.size().width() <= 301
    assert ink(page.picture(), red=True).right() <= 300


def test_other_images_are_drawn_as_ever() -> None:
    page = Page(r'\(x\) <img src="other">')
    dot = QImage(30, 30, QImage.Format.Format_RGB32)
    dot.fill(Qt.GlobalColor.black)
    page.document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl("other"), dot)
    page.document.markContentsDirty(0, page.document.characterCount())

    assert ink(page.picture(), red=False).width() == 30


def test_a_name_that_nobody_knows_is_drawn_as_nothing_of_ours() -> None:
    page = Page('<img src="formula:unknown">x')

    assert ink(page.picture(), red=False)


def test_the_type_size_follows_the_font_within_bounds() -> None:
    font = QFont("DejaVu Sans")
    font.setPixelSize(40)

    assert 40 <= em_of(font) <= 48


@pytest.mark.parametrize("ground", ["#ffffff", "#202124"])
@pytest.mark.parametrize("color", ["red", "blue", "yellow", "black", "white", "#00ff00", "gray"])
def test_an_author_s_colour_stays_readable(color: str, ground: str) -> None:
    assert contrast(readable(QColor(color), QColor(ground)), QColor(ground)) >= 4.4


def test_a_coloured_formula_in_light_and_dark() -> None:
    drawing = drawn(r"\textcolor{blue}{x}")

    for text, ground in (("#202124", "#ffffff"), ("#e8eaed", "#202124")):
        picture = image(drawing, QColor(text), 60, 1.0)
        solid = {
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() == 255
        }
        (only,) = solid
        assert contrast(QColor(only), QColor(ground)) >= 4.4


@pytest.mark.parametrize(
    ("sides", "wide", "high"),
    [("", 40, 20), ("width=80", 80, 40), ("height=10", 20, 10), ("width=7 height=9", 7, 9)],
)
def test_other_images_have_the_size_that_is_asked_for(
    qapp: QApplication, sides: str, wide: int, high: int
) -> None:
    document = QTextDocument()
    document.setDocumentMargin(0)
    inline = InlineDrawings(document)
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff0000"))
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl("media:a.png"), picture)
    document.setHtml(f"<img src='media:a.png' {sides}>")
    inline.settle()
    document.setTextWidth(300)
    canvas = QImage(300, 100, QImage.Format.Format_RGB32)
    canvas.fill(QColor("#ffffff"))
    painter = QPainter(canvas)
    document.drawContents(painter)
    painter.end()
    red = [(x, y) for x in range(300) for y in range(100) if canvas.pixelColor(x, y).name() == "#ff0000"]
    assert max(x for x, _ in red) - min(x for x, _ in red) + 1 == wide
    assert max(y for _, y in red) - min(y for _, y in red) + 1 == high


def test_an_image_that_is_not_there_is_nothing(qapp: QApplication) -> None:
    document = QTextDocument()
    inline = InlineDrawings(document)
    document.setHtml("<img src='formula:x'> text <img src='other:y'>")
    inline.settle()
    document.setTextWidth(300)
    assert document.size().height() < 100
