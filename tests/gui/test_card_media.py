"""Pictures, sounds and hidden parts of images on the study page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.gui.card_media import CardMedia
from desktop.gui.card_view import CardView
from desktop.gui.look import Look
from desktop.gui.occlusion_view import OcclusionView
from desktop.gui.settings import Settings
from desktop.render.card import face
from desktop.study.kinds import kind
from desktop.study.note import NAMESPACE, Note, derived

SHAPES = "{{c1::image-occlusion:rect:left=0:top=0:width=.5:height=1:oi=1}}"
SHAPES += "{{c2::image-occlusion:rect:left=.5:top=0:width=.5:height=1:oi=1}}"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    image = QImage(QSize(200, 100), QImage.Format.Format_RGB32)
    image.fill(QColor("#00ff00"))
    assert image.save(str(tmp_path / "map.png"))
    (tmp_path / "over.svg").write_text("<svg/>")
    return tmp_path


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, store: Path) -> CardView:
    settings = Settings(store / "settings")
    settings.theme = "light"
    look = Look(qapp, settings, store / "cache")
    look.apply()
    made = CardView(look, lambda name: store / name if (store / name).is_file() else None)
    made.resize(800, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def occlusion_note() -> Note:
    fields = {"Occlusion": SHAPES, "Image": "<img src=map.png>", "Header": "Where?", "Back Extra": "North"}
    return Note(derived(NAMESPACE, "map"), kind("occlusion").note_type, fields)


def green(view: CardView) -> int:
    drawing = view.findChild(OcclusionView)
    assert drawing is not None
    image = drawing.grab().toImage()
    return sum(
        image.pixelColor(x, y).name() == "#00ff00"
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


def test_hidden_parts_of_an_image_are_hidden_until_the_answer(view: CardView) -> None:
    view.ask(face(occlusion_note(), 0), (), False)
    assert view.question.text == "Where?"
    assert green(view) == 0
    assert "hidden" in view.spoken
    view.reveal(None, "")
    assert green(view) > 0
    assert view.answer.text == "North"
    assert view.answer.isVisibleTo(view)


def test_the_next_card_shows_no_image_of_the_last(view: CardView) -> None:
    view.ask(face(occlusion_note(), 0), (), False)
    basic = Note(derived(NAMESPACE, "b"), kind("basic").note_type, {"Question": "Q?", "Answer": "A"})
    view.ask(face(basic, 0), (), False)
    drawing = view.findChild(OcclusionView)
    assert drawing is not None
    assert not drawing.isVisibleTo(view)
    assert view.question.text == "Q?"


def test_a_sound_is_a_link_that_asks_for_it_by_name(view: CardView, qtbot: QtBot) -> None:
    fields = {"Question": "Hear [sound:a b.wav] and [sound:c.wav]", "Answer": "A [sound:d.wav]"}
    view.ask(face(Note(derived(NAMESPACE, "s"), kind("basic").note_type, fields), 0), (), False)
    assert view.sounds == ("a b.wav", "c.wav")
    assert 'href="sound:1"' in view.question.compiled.html
    view.question.played.disconnect()
    with qtbot.waitSignal(view.question.played) as told:
        view.question.anchorClicked.emit(QUrl("sound:1"))
    assert told.args == ["c.wav"]
    with qtbot.assertNotEmitted(view.question.played):
        view.question.anchorClicked.emit(QUrl("sound:9"))
    view.reveal(None, "")
    assert view.sounds == ("d.wav",)


def test_a_sound_plays_whatever_hides_its_name(view: CardView) -> None:
    hidden = (
        "<div style='display:none'>[sound:b.wav]</div><details>[sound:c&amp;d.wav]</details>[sound:a.wav]"
    )
    fields = {"Question": hidden, "Answer": "<i hidden>[sound:only.wav]</i>[sound:e.wav]"}
    view.ask(face(Note(derived(NAMESPACE, "h"), kind("basic").note_type, fields), 0), (), False)
    assert view.sounds == ("b.wav", "c&d.wav", "a.wav")
    assert view.question.compiled.sounds == ("a.wav",)
    assert "b.wav" not in view.question.compiled.html
    view.reveal(None, "")
    assert view.sounds == ("only.wav", "e.wav")
    assert view.answer.compiled.sounds == ("e.wav",)


def test_the_answer_beside_an_image_plays_its_own_sounds(view: CardView) -> None:
    note = occlusion_note()
    fields = {**note.fields, "Header": "Where? [sound:q.wav]", "Back Extra": "North [sound:a.wav]"}
    view.ask(face(Note(note.uid, note.note_type, fields), 0), (), False)
    assert view.sounds == ("q.wav",)
    view.reveal(None, "")
    assert view.sounds == ("a.wav",)


def test_media_come_from_what_is_found_alone(qtbot: QtBot, store: Path) -> None:
    asked: list[str] = []

    def find(name: str) -> Path | None:
        asked.append(name)
        return store / name if name in ("map.png", "over.svg") else None

    media = CardMedia(find, lambda: 1.0, lambda: 100)
    assert media.picture("map.png", QSize(100, 100)) is not None
    assert media.picture("../x.png", QSize(100, 100)) is None
    assert media.overlay("over.svg") == b"<svg/>"
    assert media.overlay("none.svg") == b""
    assert media.overlay("") == b""
    assert asked == ["map.png", "../x.png", "over.svg", "none.svg"]
    media.replay()
    media.play([])
    media.forget()
