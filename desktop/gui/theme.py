"""Colours, sizes and the one style sheet. Every text colour reaches 4.5:1 on its ground."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

SMALL, NORMAL, SECTION, TITLE = 13, 14, 18, 26
"""Type sizes in pixels at 100 %."""
MEASURE = 680
"""Widest line of a card, in pixels at 100 %."""


class Theme(NamedTuple):
    """The colours of one appearance, as #RRGGBB."""

    dark: bool
    window: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_hover: str
    again: str
    hard: str
    good: str
    easy: str
    sales: str
    marketing: str

    def color(self, role: str) -> QColor:
        """Return the colour of a role."""
        return QColor(getattr(self, role))


LIGHT = Theme(
    dark=False,
    window="#F5F6F8",
    surface="#FFFFFF",
    raised="#ECEFF4",
    line="#DFE3E8",
    text="#1A1E26",
    muted="#59616E",
    accent="#2B57C9",
    on_accent="#FFFFFF",
    accent_hover="#2149AE",
    again="#B3362F",
    hard="#8F5A0A",
    good="#1F7747",
    easy="#2466B0",
    sales="#A8480F",
    marketing="#0B6B6E",
)
DARK = Theme(
    dark=True,
    window="#15171C",
    surface="#1E2128",
    raised="#272B34",
    line="#343A45",
    text="#E9EBEF",
    muted="#A3ABB8",
    accent="#86A8FF",
    on_accent="#15171C",
    accent_hover="#A3BDFF",
    again="#F08A83",
    hard="#E3B05C",
    good="#74C99A",
    easy="#83B7F2",
    sales="#F0A272",
    marketing="#6CC9CB",
)

DECK_COLORS = {
    "red": ("#CF4A43", "#F08A83"),
    "orange": ("#D9741F", "#F0A272"),
    "yellow": ("#C79A12", "#E8C65A"),
    "green": ("#2E9A5C", "#74C99A"),
    "teal": ("#14908F", "#6CC9CB"),
    "blue": ("#2F7BD0", "#83B7F2"),
    "purple": ("#8154C4", "#B99AF0"),
    "pink": ("#C74A8C", "#F095C2"),
}
"""How the colours that decks are marked with look, in the light and in the dark."""


def deck_color(name: str, theme: Theme) -> QColor:
    """Return the colour of a deck's mark."""
    return QColor(DECK_COLORS[name][theme.dark])


def chosen_theme(setting: str) -> Theme:
    """Return the theme of a setting: light, dark, or system (what the desktop shows)."""
    if setting == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if setting == "dark" else LIGHT


def palette(theme: Theme) -> QPalette:
    """Return the palette that Fusion draws with."""
    made = QPalette()
    role = QPalette.ColorRole
    for target, name in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "window"),
        (role.Text, "text"),
        (role.PlaceholderText, "muted"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.BrightText, "again"),
        (role.ToolTipBase, "surface"),
        (role.ToolTipText, "text"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Mid, "line"),
        (role.Light, "surface"),
        (role.Accent, "accent"),
    ):
        made.setColor(target, theme.color(name))
    for target in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, theme.color("muted"))
    return made


SHEET = """
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px 8px; }
QMenuBar { background: $window; border: none; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: 6px; color: $text; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $surface; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 6px; color: $text; }
QMenu::item:selected { background: $raised; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QMenu::icon { padding-left: 8px; }
QMainWindow, QDialog { background: $window; }
QMenuBar, QMenu, QAbstractItemView, QHeaderView { font-size: $normalpx; } /* Windows has its own for these */
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QLabel[role="title"] { font-size: $titlepx; font-weight: 600; }
QLabel[role="headline"] { font-size: $sectionpx; color: $muted; }
QLabel[role="section"] { font-size: $sectionpx; font-weight: 600; }
QLabel[role="caption"], QLabel[role="muted"] { color: $muted; font-size: $smallpx; }
QLabel[role="overline"] { color: $muted; font-size: $smallpx; font-weight: 600; }
QLabel[role="chip"] { background: $accent; color: $on_accent; padding: 6px 12px; font-weight: 600; }
QLabel[role="key"] { color: $muted; font-size: $smallpx; }
QFrame[role="surface"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QPushButton { background: $surface; border: 1px solid $line; border-radius: 8px; padding: 8px 16px; color: $text; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 7px 15px; }
QPushButton:disabled { color: $muted; background: transparent; }
QPushButton[role="primary"] {
  background: $accent; color: $on_accent; border: 2px solid $accent; font-weight: 600; padding: 10px 24px;
  min-width: 96px; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:disabled { background: $line; border-color: $line; color: $muted; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 10px 24px; }
QToolButton { background: transparent; border: 2px solid transparent; border-radius: 8px; padding: 5px 8px; color: $muted; }
QToolButton:hover { background: $raised; color: $text; }
QToolButton:checked { background: $raised; color: $text; }
QToolButton:focus { border-color: $accent; color: $text; }
QToolButton:disabled { color: $muted; }
QToolButton::menu-indicator { image: none; width: 0; }

QPushButton[role="grade"] { padding: 0; border-bottom: 3px solid $line; }
QPushButton[role="grade"]:focus { border: 2px solid $accent; padding: 0; }
QPushButton[role="grade"] QLabel, QPushButton[role="option"] QLabel { background: transparent; }
QPushButton[tone="again"] { border-bottom-color: $again; } QPushButton[tone="again"] QLabel[role="name"]:enabled { color: $again; }
QPushButton[tone="hard"] { border-bottom-color: $hard; } QPushButton[tone="hard"] QLabel[role="name"]:enabled { color: $hard; }
QPushButton[tone="good"] { border-bottom-color: $good; } QPushButton[tone="good"] QLabel[role="name"]:enabled { color: $good; }
QPushButton[tone="easy"] { border-bottom-color: $easy; } QPushButton[tone="easy"] QLabel[role="name"]:enabled { color: $easy; }
QPushButton[role="grade"]:disabled { border-color: $line; }
QPushButton[role="grade"] QLabel:disabled { color: $muted; }
QLabel[role="name"], QLabel[role="sentence"] { font-weight: 600; }

QPushButton[role="option"] { padding: 0; text-align: left; }
QPushButton[role="option"]:disabled { background: $surface; }
QPushButton[role="option"]:focus { padding: 0; }
QPushButton[role="line"] { padding: 0; border-color: transparent; background: transparent; }
QPushButton[role="line"]:hover { background: $raised; }
QPushButton[role="line"]:focus { padding: 0; border: 2px solid $accent; }
QPushButton[role="line"] QLabel { background: transparent; }
QPushButton[outcome="right"], QPushButton[outcome="right"]:disabled { border: 2px solid $good; }
QPushButton[outcome="wrong"], QPushButton[outcome="wrong"]:disabled { border: 2px dashed $again; }
QPushButton[outcome="chosen"], QPushButton[outcome="chosen"]:focus { border: 2px solid $accent; background: $raised; }
QPushButton[outcome="other"] QLabel { color: $muted; }
QPushButton[outcome="right"] QLabel[role="option-text"], QPushButton[outcome="wrong"] QLabel[role="option-text"] { color: $text; }
QLabel[tone="good"] { color: $good; font-weight: 600; }
QLabel[tone="again"] { color: $again; font-weight: 600; }
QLabel[tone="hard"] { color: $hard; font-weight: 600; }

QLineEdit, QPlainTextEdit, QTextEdit[role="field"], QSpinBox, QComboBox {
  background: $surface; border: 1px solid $line; border-radius: 8px; padding: 7px 10px; color: $text;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit[role="field"]:focus, QSpinBox:focus, QComboBox:focus { border: 2px solid $accent; padding: 6px 9px; }
QLineEdit[role="bare"], QLineEdit[role="bare"]:focus { background: transparent; border: none; padding: 3px 2px; }
QPushButton[role="chip"] { background: $raised; border: 1px solid transparent; border-radius: 6px; padding: 3px 8px; }
QPushButton[role="chip"]:focus { border: 1px solid $accent; }
QPushButton[role="side"]:checked { border: 2px solid $accent; background: $raised; font-weight: 600; padding: 7px 15px; }
QPushButton[side="marketing"] { color: $marketing; } QPushButton[side="sales"] { color: $sales; }
QRadioButton::indicator { width: 16px; height: 16px; border: 2px solid $muted; border-radius: 10px; background: $surface; }
QRadioButton::indicator:checked { border: 6px solid $accent; width: 8px; height: 8px; }
QRadioButton:focus::indicator { border-color: $accent; }
QSplitter::handle { background: transparent; }
#note-type, #deck { combobox-popup: 0; }
#tag-completions, #deck-completions { background: $surface; border: 1px solid $line; border-radius: 8px; padding: 4px;
  selection-background-color: $raised; selection-color: $text; outline: none; }
QToolButton:checked { background: $raised; color: $text; }
QLineEdit:read-only { background: $window; }
QSpinBox:disabled, QComboBox:disabled { background: transparent; color: $muted; }
QComboBox[role="small"] { padding: 3px 8px; font-size: $smallpx; }
QComboBox[role="small"]:focus { padding: 2px 7px; }
QComboBox::down-arrow:disabled { image: none; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: $chevron; width: $normalpx; height: $normalpx; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; selection-background-color: $raised;
  selection-color: $text; outline: none; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QCheckBox { spacing: 10px; color: $text; }
QCheckBox::indicator { width: 18px; height: 18px; border: 2px solid $muted; border-radius: 5px; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: $check; }
QCheckBox::indicator:disabled { border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $muted; }
QCheckBox:focus { color: $accent; }

QTabWidget::pane { border: none; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 12px; margin-right: 4px; border: 2px solid transparent;
  border-bottom: 2px solid $line; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar:focus { border: none; }
QTabBar::tab:selected:focus { border: 2px solid $accent; border-radius: 6px; }
QPlainTextEdit[outcome="wrong"] { border-color: $again; }
QTextBrowser { background: transparent; border: none; selection-background-color: $accent;
  selection-color: $on_accent; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTreeView, QTreeWidget, QListWidget, QTableWidget { background: transparent; border: none; outline: none; color: $text;
  alternate-background-color: transparent; }
#drop-sign { background: $surface; color: $accent; border: 2px dashed $accent; border-radius: 12px; font-weight: 600; }
QTreeWidget { selection-background-color: $raised; selection-color: $text; }
QTreeWidget::item { border: none; }
QTreeWidget::item:hover, QTreeWidget::item:selected { background: $raised; }
QTreeWidget::branch:hover, QTreeWidget::branch:selected { background: transparent; }
QListWidget[role="surface"] { background: $surface; border: 1px solid $line; border-radius: 10px; padding: 4px; }
QListWidget::item { padding: 8px 10px; border-radius: 6px; color: $text; }
QListWidget::item:selected { background: $raised; color: $text; }
QTableView::item { padding: 0 6px; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; image: none; }
QPushButton[role="example"] { text-align: left; padding: 3px 8px; font-weight: 600; }
QPushButton[role="example"]:focus { padding: 2px 7px; }
QHeaderView::section { background: transparent; border: none; border-bottom: 1px solid $line; color: $muted;
  font-size: $smallpx; padding: 4px 8px; }
QFrame[role="notice"] { background: $text; border-radius: 10px; }
QFrame[role="notice"] QLabel { color: $window; }
QFrame[role="notice"] QPushButton { background: transparent; border: 1px solid $muted; color: $window; padding: 4px 12px; }
QFrame[role="notice"] QPushButton:focus { border: 2px solid $window; padding: 3px 11px; }
"""


def sheet(theme: Theme, scale: float, images: dict[str, str]) -> str:
    """Return the style sheet.

    Args:
        theme: the colours.
        scale: text size; 1 = 100 %.
        images: `check` and `chevron` as a style sheet names them, drawn in the theme's colours.
    """
    values = {name: str(value) for name, value in theme._asdict().items()} | images
    sizes = {"small": SMALL, "normal": NORMAL, "section": SECTION, "title": TITLE}
    for name, size in sizes.items():
        values[name] = str(round(size * scale))
    text = SHEET
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"${name}", values[name])
    return text


def apply_theme(application: QApplication, theme: Theme, scale: float, images: dict[str, str]) -> None:
    """Give the whole application a theme and a text size."""
    font = application.font()
    font.setPixelSize(round(NORMAL * scale))
    application.setFont(font)
    application.setPalette(palette(theme))
    wanted = sheet(theme, scale, images)
    if wanted != application.styleSheet():  # setting it is most of the work
        application.setStyleSheet(wanted)
