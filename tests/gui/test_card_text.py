from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPixmap, QTextBlock, QTextDocument, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from desktop.gui.card_text import CardText
from desktop.render.card import clean
from desktop.render.card_theme import CardTheme, size_for
from desktop.render.formula import formulas
from tests.gui.conftest import settle

RED = QColor("#FF0000")
PLAIN = CardTheme(text="#000000", ground="#ffffff")


@pytest.fixture
def text(qtbot: QtBot) -> CardText:
    made = CardText("Question", 30, 20)
    qtbot.addWidget(made)
    made.resize(400, 100)
    made.show()
    return made


@pytest.mark.parametrize(("length", "size"), [(0, 30), (60, 30), (190, 25), (320, 20), (5000, 20)])
def test_long_texts_are_set_smaller(length: int, size: int) -> None:
    assert size_for(length, 30, 20) == size


def test_the_text_is_exposed(text: CardText) -> None:
    text.show_html("What is <b>R&amp;D</b>?", "", PLAIN)
    assert text.text == "What is R&D?"
    assert text.accessibleName() == "Question"
    assert text.accessibleDescription() == "What is R&D?"
    assert text.objectName() == "question"


def test_it_is_as_tall_as_its_text(text: CardText) -> None:
    heights = []
    for width in (700, 400, 200):
        text.show_html("word " * 60, "", PLAIN)
        text.resize(width, 10)
        settle()
        heights.append(text.height())
        assert text.height() >= text.document().size().height()
    assert heights == sorted(set(heights))


def test_short_texts_are_centred_and_long_ones_and_lists_are_not(text: CardText) -> None:
    centre = Qt.AlignmentFlag.AlignHCenter
    for html, centred in (("short", True), ("x " * 200, False), ("<ul><li>one</li></ul>", False)):
        text.show_html(html, "", PLAIN)
        alignment = text.document().begin().blockFormat().alignment()
        assert bool(alignment & centre) is centred, html[:20]


def test_the_size_follows_scale_and_limit(text: CardText) -> None:
    def size() -> int:
        return text.document().defaultFont().pixelSize()

    for theme, pixels in (
        (PLAIN, 30),
        (replace(PLAIN, scale=2.0), 60),
        (replace(PLAIN, scale=2.0, limit=45), 45),
        (replace(PLAIN, scale=2.0, limit=5), 30),
    ):
        text.show_html("short", "", theme)
        assert size() == pixels


# ---------------------------------------------------------------------- nothing is ever loaded


@pytest.fixture
def picture(qapp: QApplication, tmp_path: Path) -> str:
    """The address of a red picture on this disk."""
    made = QPixmap(80, 80)
    made.fill(RED)
    file = tmp_path / "red.png"
    assert made.save(str(file))
    return QUrl.fromLocalFile(str(file)).toString()


IMAGE = QTextDocument.ResourceType.ImageResource.value
STYLE = QTextDocument.ResourceType.StyleSheetResource.value


def is_nothing(found: object) -> bool:
    """Whether a resource is the clear dot that stands for every picture."""
    if not isinstance(found, QImage | QPixmap):
        return False
    image = found.toImage() if isinstance(found, QPixmap) else found
    return image.size().toTuple() == (1, 1) and image.pixelColor(0, 0).alpha() == 0


def shows_red(widget: QTextBrowser) -> bool:
    image = widget.grab().toImage()
    return any(
        image.pixelColor(x, y) == RED for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)
    )


def test_a_plain_browser_would_load_the_file(qtbot: QtBot, picture: str) -> None:
    plain = QTextBrowser()
    qtbot.addWidget(plain)
    plain.resize(400, 200)
    plain.setHtml(f"<img src='{picture}'>")
    assert shows_red(plain)


@pytest.mark.parametrize(
    "html",
    [
        "<img src='{0}'>",
        "<body background='{0}'>x</body>",
        "<p style=\"background-image: url('{0}')\">x</p>",
        "<table background='{0}'><tr><td>x</td></tr></table>",
        "<link rel=stylesheet href='{0}'>x",
        "<style>p {{ background: url({0}) }}</style><p>x</p>",
    ],
)
def test_no_file_is_loaded_even_past_the_allow_list(text: CardText, picture: str, html: str) -> None:
    text.setHtml(html.format(picture))
    text.resize(400, 200)
    assert not shows_red(text)
    found = text.document().resource(IMAGE, QUrl(picture))
    assert is_nothing(found)


@pytest.mark.parametrize(
    "address",
    ["http://example.org/x.png", "https://example.org/x.png", "qrc:/x.png", "data:image/png;base64,AA"],
)
def test_no_address_is_asked_for(text: CardText, address: str) -> None:
    asked: list[str] = []
    load = CardText.loadResource

    class Watched(CardText):
        def loadResource(self, kind: int, name: QUrl | str) -> object:
            asked.append(QUrl(name).toString())
            return load(self, kind, name)

    watched = Watched("Question", 30, 20)
    watched.setHtml(f"<img src='{address}'>")
    watched.grab()
    watched.deleteLater()
    assert asked
    assert is_nothing(text.loadResource(IMAGE, QUrl(address)))
    assert text.loadResource(STYLE, QUrl(address)) == QByteArray()


def test_the_render_layer_lets_no_address_through(picture: str) -> None:
    html = clean(
        f"<img src='{picture}'><a href='http://example.org'>x</a>"
        f"<p style='background:url({picture})' onclick='alert(1)'>y</p><script>alert(2)</script>"
        "<iframe src='http://example.org'></iframe><style>@import 'http://example.org'</style>"
    )
    assert html == (
        f'<img src="remote:{picture}"><a href="http://example.org">x</a>'
        '<p style="background-color:transparent;background-image:picture">y</p>'
    )


def test_a_link_is_not_followed(text: CardText) -> None:
    text.show_html("<a href='http://example.org'>click</a>", "", PLAIN)
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
    assert text.text == "click"
    assert not text.openLinks()
    assert not text.openExternalLinks()


# ---------------------------------------------------------------------- keys and wheel


def test_text_can_be_selected_and_copied(text: CardText) -> None:
    text.show_html("Marketing", "", PLAIN)
    QTest.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Marketing"


def test_the_wheel_is_left_to_the_page(text: CardText) -> None:
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(text.viewport(), event)
    assert not event.isAccepted()


def test_bytes_are_not_taken_for_a_picture(text: CardText) -> None:
    text.document().addResource(3, QUrl("x"), QByteArray(b"no picture"))
    text.show_html("<p>fine</p>", "", PLAIN)
    assert text.text == "fine"


# ---------------------------------------------------------------------- pictures, foldables, links


def red_picture(name: str, room: QSize) -> QImage | None:
    """Find a red picture of any name that begins with red."""
    if not name.startswith("red"):
        return None
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    image.fill(RED)
    return image


@pytest.fixture
def pictured(qtbot: QtBot) -> CardText:
    made = CardText("Question", 30, 20, red_picture)
    qtbot.addWidget(made)
    made.resize(400, 100)
    made.show()
    return made


def test_a_picture_of_the_deck_is_drawn_and_a_missing_one_named(pictured: CardText) -> None:
    pictured.show_html("<img src='red a&ouml;%20b.png' alt=flag><img src=blue.png>", "", PLAIN)
    assert shows_red(pictured)
    assert pictured.text == "flag ▧ blue.png"
    pictured.renew("red aö b.png")
    assert shows_red(pictured)
    pictured.show_html("text", "", PLAIN)
    assert not shows_red(pictured)


def test_pictures_and_formulas_are_copied_as_what_stands_for_them(pictured: CardText) -> None:
    html, drawings = formulas(r"a <img src=red.png alt=flag> \(x^2\) 🎈<img src=red2.png>b")
    pictured.show_html(html, "", PLAIN, drawings=drawings)
    pictured.selectAll()
    pictured.copy()
    assert QGuiApplication.clipboard().text() == "a flag x^2 🎈red2.pngb"


def test_lines_and_cells_are_copied_as_lines(text: CardText) -> None:
    text.show_html("a<br>b<p>c</p><table><tr><td>d<td>e</table>", "", PLAIN)
    text.selectAll()
    text.copy()
    assert QGuiApplication.clipboard().text().split() == ["a", "b", "c", "d", "e"]


def click_link(text: CardText, address: str) -> None:
    """Click on the middle of a link of one line."""
    layout = text.document().documentLayout()
    size = text.document().size().toSize()
    spots = [
        QPoint(x, y)
        for y in range(0, size.height(), 4)
        for x in range(0, size.width(), 4)
        if layout.anchorAt(QPointF(x, y)) == address
    ]
    assert spots, address
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=spots[len(spots) // 2])


def test_a_foldable_opens_and_closes_by_a_click(text: CardText) -> None:
    html = "<details><summary>Hint</summary>secret</details>"
    text.show_html(html, "", PLAIN)
    height = text.height()
    assert "secret" not in text.toPlainText() + text.accessibleDescription()
    click_link(text, "fold:0")
    assert text.text == "▼ Hint\nsecret"
    assert text.accessibleDescription() == text.text
    assert text.height() > height
    text.show_html(html, "", replace(PLAIN, scale=1.5))
    assert "secret" in text.text
    click_link(text, "fold:0")
    assert text.text == "▶ Hint"
    text.toggle(0)
    text.show_html(html + "x", "", PLAIN)
    assert "secret" not in text.text


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c&d", "http://example.org", "mailto:a@example.org"]
)
def test_a_link_is_told_and_not_followed(text: CardText, address: str, qtbot: QtBot) -> None:
    text.show_html(f"<a href='{address}'>link</a>", "", PLAIN)
    with qtbot.waitSignal(text.followed, timeout=1000) as told:
        click_link(text, address)
    assert told.args == [address]


def test_a_narrow_window_has_narrow_tables_and_pictures(pictured: CardText) -> None:
    style = ".box { width: 300px; background: #123456; color: white; padding: 5px } img { width: 390px }"
    pictured.show_html("<div class=box>x</div><img src=red.png>", style, PLAIN)
    pictured.resize(200, 100)
    settle()
    assert pictured.document().size().width() <= 200


def test_another_link_is_not_told(text: CardText) -> None:
    told: list[str] = []
    text.followed.connect(told.append)
    for address in ("file:///etc/passwd", "javascript:alert(1)", "fold:x", "fold:-1", "media:a.png"):
        text.setHtml(f"<a href='{address}'>link</a>")
        click_link(text, address)
    assert told == []
    assert text.compiled.html == ""


def test_an_author_s_drawing_is_drawn_in_its_colour_and_size(qtbot: QtBot) -> None:
    text = CardText("Question", 30, 20)
    qtbot.addWidget(text)
    text.resize(400, 100)
    text.show_html(
        "<svg width=40 height=20 style='color:#c00000'><title>Bar</title>"
        "<rect width=40 height=10 fill=currentColor /><rect y=10 width=40 height=10 fill='#0000ff'/></svg>",
        ".card { text-align: left }",
        CardTheme(),
    )
    picture = text.grab().toImage()
    top = [picture.pixelColor(20, row).name() for row in range(picture.height())]
    assert top.count("#c00000") in (9, 10)
    assert top.count("#0000ff") in (9, 10)
    assert text.text == "Bar"
    text.selectAll()
    assert text.createMimeDataFromSelection().text() == "Bar"


def test_hebrew_with_english_in_it_ends_at_the_left(text: CardText) -> None:
    """U-11: each paragraph has the direction of its own script, and its question mark stands at its end."""
    text.show_html("<div>מה זה marketing?</div><div>What is שיווק?</div>", "", PLAIN)
    settle()
    blocks = [block for block in blocks_of(text.document()) if block.text().strip()]
    assert [block.textDirection() for block in blocks] == [
        Qt.LayoutDirection.RightToLeft,
        Qt.LayoutDirection.LeftToRight,
    ]
    for block, at_left in zip(blocks, (True, False), strict=True):
        line = block.layout().lineAt(0)
        places = [line.cursorToX(at)[0] for at in range(len(block.text()) + 1)]
        mark = places[-1]
        assert mark == (min(places) if at_left else max(places))


def blocks_of(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()
