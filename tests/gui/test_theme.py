from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.gui import theme as module
from desktop.gui.card_look import card_style
from desktop.gui.theme import DARK, LIGHT, Theme, chosen_theme, palette, sheet

TEXTS = ["text", "muted", "accent", "again", "hard", "good", "easy", "sales", "marketing"]
GROUNDS = ["window", "surface", "raised"]
BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(color: str) -> float:
    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(color[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@BOTH
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_can_be_read_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@BOTH
def test_text_on_the_accent_can_be_read(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.on_accent, theme.accent_hover) >= 4.5


@BOTH
def test_a_notice_can_be_read(theme: Theme) -> None:
    assert contrast(theme.window, theme.text) >= 4.5


@BOTH
def test_the_focus_can_be_seen(theme: Theme) -> None:
    for ground in GROUNDS:
        assert contrast(theme.accent, getattr(theme, ground)) >= 3


@BOTH
def test_the_palette_is_complete(theme: Theme) -> None:
    made = palette(theme)
    role = QPalette.ColorRole
    wanted = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
    }
    for target, color in wanted.items():
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            assert made.color(group, target) == QColor(color), target
    for target in (role.Text, role.WindowText, role.ButtonText):
        off = made.color(QPalette.ColorGroup.Disabled, target).name()
        assert contrast(off, theme.window) >= 4.5
        assert contrast(off, theme.surface) >= 4.5


@BOTH
def test_no_pair_of_the_palette_is_left_to_chance(theme: Theme) -> None:
    made = palette(theme)
    role = QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.Link, role.Base),
        (role.LinkVisited, role.Base),
        (role.BrightText, role.Window),
    ]
    for text, ground in pairs:
        assert contrast(made.color(text).name(), made.color(ground).name()) >= 4.5, (text, ground)


@BOTH
def test_every_name_in_the_style_sheet_is_filled_in(theme: Theme) -> None:
    made = sheet(theme, 1.0, {"check": "url(/c.svg)", "chevron": "none"})
    assert "$" not in made
    known = {str(getattr(theme, name)).lower() for name in Theme.__annotations__}
    assert {color.lower() for color in re.findall(r"#[0-9A-Fa-f]{6}\b", made)} <= known
    assert made.count("{") == made.count("}")


def test_the_style_sheet_grows_with_the_text() -> None:
    small = [int(size) for size in re.findall(r"font-size: (\d+)px", sheet(LIGHT, 1.0, {}))]
    large = [int(size) for size in re.findall(r"font-size: (\d+)px", sheet(LIGHT, 3.0, {}))]
    assert [3 * size for size in small] == large


@BOTH
def test_cards_use_the_colours_of_the_theme(theme: Theme) -> None:
    made = card_style(theme)
    for color in re.findall(r"#[0-9A-Fa-f]{6}", made):
        assert contrast(color, theme.window) >= 4.5


@pytest.mark.parametrize(
    ("setting", "dark"), [("light", False), ("dark", True), ("system", False), ("anything", False)]
)
def test_the_chosen_theme(qapp: QApplication, setting: str, dark: bool) -> None:
    assert chosen_theme(setting).dark is dark


def test_the_theme_of_the_system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import Qt

    class Desktop:
        """Stands for the desktop, which offscreen Qt does not have."""

        scheme = Qt.ColorScheme.Dark

        @classmethod
        def styleHints(cls) -> type[Desktop]:  # noqa: N802
            return cls

        @classmethod
        def colorScheme(cls) -> Qt.ColorScheme:  # noqa: N802
            return cls.scheme

    monkeypatch.setattr(module, "QGuiApplication", Desktop)
    assert chosen_theme("system") is DARK
    assert chosen_theme("light") is LIGHT
    Desktop.scheme = Qt.ColorScheme.Unknown
    assert chosen_theme("system") is LIGHT
