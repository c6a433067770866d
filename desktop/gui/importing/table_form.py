"""How a table is read: encoding, separator, what its columns are, what its rows become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from desktop.gui.combo import Combo
from desktop.gui.labels import label
from desktop.gui.words import tr
from desktop.study.incoming import Choices, Table

ENCODINGS = (
    "utf-8", "utf-16", "cp1252", "iso-8859-15", "cp1250", "cp1251", "cp1253", "cp1254", "koi8-r",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
SEPARATORS = {
    ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar |", ":": "Colon", " ": "Space", "\n": "Line",
}  # fmt: skip
ROW_SEPARATORS = {"\n": "Line", ";": "Semicolon", "\n\n": "Blank line"}
ESCAPES = {"\t": "\\t", "\n": "\\n"}
"""How signs that cannot be seen are typed."""
ROLES = {
    "front": "Front",
    "back": "Back",
    "extra": "Below the answer",
    "tags": "Tags",
    "deck": "Deck",
    "id": "Identity",
    "": "Left out",
    "type": "Note type",
    "options": "Options",
    "accept": "Other right answers",
}
KINDS = {
    "basic": "Question and answer",
    "reversed": "Both directions",
    "typed": "Answer to type",
    "cloze": "Text with gaps",
}
MOST_COLUMNS = 40
LONGEST_SEPARATOR = 20
SAMPLE = 24


class TableForm(QWidget):
    """Shows how a table was read and takes changes; those that nobody made stay the reader's."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.made: dict[str, Any] = {}
        self._columns: list[QComboBox] = []
        self._headings: list[QLabel] = []
        self._known: list[str] = []
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._sheet = self._choice("sheet", tr("Sheet"))
        self._encoding = self._choice("encoding", tr("Encoding"))
        self._separator = self._choice("separator", tr("Columns are parted by"))
        self._other = self._text("separator", tr("Other signs between columns"))
        self._row = self._choice("row_separator", tr("Rows are parted by"))
        self._other_row = self._text("row_separator", tr("Other signs between rows"))
        self._quoted = self._check("quoted", tr("Quotation marks hold cells together"))
        self._header = self._check("header", tr("The first row names the columns"))
        self._kind = self._choice("kind", tr("Rows become"))
        self._html = self._check("html", tr("Cells hold HTML"))

    def _choice(self, name: str, text: str) -> QComboBox:
        box = combo(f"import-{name}".replace("_", "-"), text)
        box.activated.connect(lambda _: self._take(name, box.currentData()))
        self._rows.addRow(label(text, "body"), box)
        return box

    def _text(self, name: str, spoken: str) -> QLineEdit:
        box = QLineEdit()
        box.setObjectName(f"import-{name}-text".replace("_", "-"))
        box.setAccessibleName(spoken)
        box.setPlaceholderText(tr("\\t is a tab, \\n a new line"))
        box.setMaxLength(LONGEST_SEPARATOR)

        def take() -> None:
            if box.isModified() and box.text():
                box.setModified(False)
                self._take(name, _unescaped(box.text()))

        box.editingFinished.connect(take)
        self._rows.addRow(label(tr("or by other signs"), "body"), box)
        return box

    def _check(self, name: str, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(f"import-{name}")
        box.setAccessibleName(text)
        box.clicked.connect(lambda on: self._take(name, on))
        self._rows.addRow(box)
        return box

    def _take(self, name: str, value: Any) -> None:
        if name in (
            "sheet",
            "encoding",
            "separator",
            "row_separator",
        ):  # what was said of its columns is no longer true
            self.made = {key: kept for key, kept in self.made.items() if key not in ("columns", "header")}
        self.made[name] = value
        self.changed.emit()

    def show_table(self, table: Table) -> None:
        """Show how a table was read."""
        found = table.chosen
        self._fill(self._sheet, {each: each for each in table.sheets}, found.sheet)
        self._known = list(
            dict.fromkeys([*self._known, *filter(None, [found.encoding]), *table.encodings, *ENCODINGS])
        )
        encodings = {each: each.upper() for each in self._known} if found.encoding else {}
        self._fill(self._encoding, encodings, found.encoding)
        by_lines = found.row_separator in (None, "\n")
        separators = {key: tr(text) for key, text in SEPARATORS.items() if key != found.row_separator}
        self._show_signs(self._separator, self._other, separators, found.separator)
        rows = {key: tr(text) for key, text in ROW_SEPARATORS.items()}
        self._show_signs(self._row, self._other_row, rows, found.row_separator)
        self._quoted.setChecked(found.quoted is not False)
        self._rows.setRowVisible(self._quoted, bool(found.separator) and by_lines)
        self._fill(self._kind, {key: tr(text) for key, text in KINDS.items()}, found.kind or "basic")
        self._header.setChecked(bool(found.header))
        self._html.setChecked(bool(found.html))
        self._show_columns(table, found)

    def _show_signs(self, box: QComboBox, other: QLineEdit, usual: dict[str, str], signs: str | None) -> None:
        """Show what parts columns or rows: "" = nothing does, None = the reader leaves no choice."""
        typed = _escaped(signs) if signs and signs not in usual else ""
        if signs and typed:
            usual = {signs: typed, **usual}
        self._fill(box, usual if signs is not None else {}, signs)
        if not other.hasFocus():
            other.setText(typed)
        self._rows.setRowVisible(other, signs is not None)

    def _fill(self, box: QComboBox, entries: Mapping[str, str], current: str | None) -> None:
        if current and current not in entries and entries:
            entries = {current: current, **entries}
        if [box.itemData(at) for at in range(box.count())] != list(entries):  # else it may be open just now
            box.clear()
            for value, text in entries.items():
                box.addItem(text, value)
        box.setCurrentIndex(box.findData(current) if current is not None else 0)
        self._rows.setRowVisible(box, bool(entries))

    def _show_columns(self, table: Table, found: Choices) -> None:
        columns = (found.columns or ())[:MOST_COLUMNS]
        while len(self._columns) > len(columns):
            self._headings.pop()
            self._rows.removeRow(self._columns.pop())
        for at, role in enumerate(columns):
            name = table.names[at] if at < len(table.names) else ""
            text = name or tr("Column {number}").format(number=at + 1)
            if at == len(self._columns):
                self._columns.append(self._column(at))
            box = self._columns[at]
            cell = next((row[at] for row in table.rows if at < len(row) and row[at].strip()), "")
            sample = " ".join(cell.split())
            shown = sample if len(sample) <= SAMPLE else sample[: SAMPLE - 1] + "…"
            self._headings[at].setText(f"{short(text)}: {shown}" if shown else short(text))
            box.setAccessibleName(text)
            self._fill(box, {key: tr(each) for key, each in ROLES.items()}, role)

    def _column(self, at: int) -> QComboBox:
        box = combo(f"import-column-{at + 1}", "")
        box.activated.connect(lambda _: self._take_columns())
        heading = label("", "body")
        self._rows.addRow(heading, box)
        heading.setBuddy(None)  # type: ignore[arg-type]  # a name may hold &, which means no key here
        self._headings.append(heading)
        return box

    def _take_columns(self) -> None:
        self._take("columns", tuple(box.currentData() for box in self._columns))


def _escaped(signs: str) -> str:
    for sign, typed in ESCAPES.items():
        signs = signs.replace(sign, typed)
    return signs


def _unescaped(typed: str) -> str:
    for sign, escape in ESCAPES.items():
        typed = typed.replace(escape, sign)
    return typed


def short(text: str) -> str:
    """Return the beginning of a name."""
    text = " ".join(text.split())
    return text if len(text) <= SAMPLE else text[: SAMPLE - 1] + "…"


def combo(name: str, text: str) -> QComboBox:
    """Return a box to choose from that is no wider than its window."""
    box = Combo()
    box.setObjectName(name)
    box.setAccessibleName(text)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box
