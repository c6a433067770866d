from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton

from desktop.gui import theme as theme_module
from desktop.gui.look import STEPS, Look
from desktop.gui.settings import Settings
from desktop.preferences import TEXT_SIZES


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def look(qapp: QApplication, settings: Settings, tmp_path: Path) -> Look:
    made = Look(qapp, settings, tmp_path / "cache")
    made.apply()
    return made


def test_theme_and_size_are_followed_live(qapp: QApplication, look: Look, settings: Settings) -> None:
    told: list[bool] = []
    look.changed.connect(lambda: told.append(look.theme.dark))
    settings.theme = "dark"
    assert qapp.palette().window().color().name() == look.theme.window.lower()
    settings.theme = "light"
    settings.text_size = 200
    assert told == [True, False, False]
    assert qapp.font().pixelSize() == 28
    settings.folded = "x"
    assert len(told) == 3


def test_a_widget_is_drawn_anew(qapp: QApplication, look: Look, settings: Settings) -> None:
    settings.theme = "light"
    button = QPushButton("x")
    button.resize(60, 40)
    light = button.grab().toImage().pixelColor(30, 6).name()
    settings.theme = "dark"
    dark = button.grab().toImage().pixelColor(30, 6).name()
    button.deleteLater()
    assert (light, dark) == ("#ffffff", "#1e2128")


def test_the_desktop_turning_dark_is_followed(
    look: Look, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Desktop:
        """Stands for the desktop, which offscreen Qt does not have."""

        @classmethod
        def styleHints(cls) -> type[Desktop]:  # noqa: N802
            return cls

        @classmethod
        def colorScheme(cls) -> Qt.ColorScheme:  # noqa: N802
            return Qt.ColorScheme.Dark

    monkeypatch.setattr(theme_module, "QGuiApplication", Desktop)
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.theme.dark
    settings.theme = "light"
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not look.theme.dark


def test_steps_of_the_text_size(look: Look, settings: Settings) -> None:
    seen = []
    for _ in range(20):
        look.resize_text(1)
        seen.append(settings.text_size)
    assert seen[:7] == [110, 125, 150, 175, 200, 250, 300]
    assert set(seen[7:]) == {300}
    look.resize_text(0)
    assert settings.text_size == 100
    for _ in range(20):
        look.resize_text(-1)
    assert settings.text_size == TEXT_SIZES[0]
    assert (STEPS[0], STEPS[-1]) == TEXT_SIZES


def test_a_size_between_the_steps_finds_its_neighbours(look: Look, settings: Settings) -> None:
    settings.text_size = 133
    look.resize_text(1)
    assert settings.text_size == 150
    settings.text_size = 133
    look.resize_text(-1)
    assert settings.text_size == 125


def test_lengths_grow_with_the_text(look: Look, settings: Settings) -> None:
    settings.text_size = 150
    assert look.scale == 1.5
    assert look.px(18) == 27


def test_pictures_of_the_style_sheet_are_kept_in_the_cache(look: Look, settings: Settings) -> None:
    settings.theme = "dark"
    settings.theme = "light"
    files = sorted(Path(look._cache).glob("*.svg"))
    assert len(files) == 4
    assert all(QSvgRenderer(str(file)).isValid() for file in files)


def test_a_cache_that_cannot_be_written_is_done_without(
    qapp: QApplication, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    look = Look(qapp, settings, tmp_path / "file" / "cache")
    look.apply()
    assert "$" not in qapp.styleSheet()


@pytest.mark.parametrize("name", ["two words", """Jürgen "Ž" O'Hara 例 100%""", "a);b{c}"])
def test_drawings_show_wherever_the_cache_lies(
    qapp: QApplication, settings: Settings, tmp_path: Path, name: str
) -> None:
    def drawn(cache: Path) -> QImage:
        Look(qapp, settings, cache).apply()
        box = QCheckBox("x")
        box.setChecked(True)
        box.resize(120, 40)
        image = box.grab().toImage()
        box.deleteLater()
        return image

    (tmp_path / "file").touch()
    plain = drawn(tmp_path / "plain")
    assert drawn(tmp_path / name) == plain
    assert drawn(tmp_path / "file" / "nowhere") != plain


def test_what_was_closed_no_longer_follows(qapp: QApplication, settings: Settings, tmp_path: Path) -> None:
    import gc
    import weakref

    look = Look(qapp, settings, tmp_path)
    gone = weakref.ref(look)
    del look
    gc.collect()
    assert gone() is None
