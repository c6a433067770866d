"""Plain text as Anki exports it: lines such as ``#separator:tab`` say how the rows below are meant.

Only the lines at the beginning do. A text without any line that Anki knows is an ordinary table, in which
``#1`` is a text like any other; in one of Anki's, lines that begin with ``#`` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from desktop.exchange import columns, separated, table
from desktop.exchange.column_names import BACK, DECK, EXTRA, FRONT, ID, TAGS, role_of
from desktop.exchange.csv_file import incoming_of, is_text
from desktop.exchange.encoding import beginning, decoded
from desktop.exchange.sample import Sample
from desktop.exchange.separated import Row, Tell
from desktop.study.incoming import Choices, Incoming, Progress, Skipped

SEPARATORS = {"tab": "\t", "pipe": "|", "semicolon": ";", "colon": ":", "comma": ",", "space": " "}
SPECIAL = {"guid column": ID, "notetype column": columns.TYPE, "deck column": DECK, "tags column": TAGS}
HTML = {"true": True, "false": False}
KNOWN = {"separator", "html", "tags", "columns", "notetype", "deck", "if matches", "match scope", *SPECIAL}
PADDING = "\t,;|"
"""What a spreadsheet leaves behind a line that it saved as a row."""
LEGACY_TAGS = re.compile(r"tags:(.*)", re.IGNORECASE)
UNKNOWN = "The note type “{name}” is not known here; its notes became question and answer."
COMMENT = "it is a comment, as all lines of Anki's texts are that begin with #"


@dataclass(slots=True)
class Head:
    """What the first lines say.

    Attributes:
        values: by their keys.
        tags: of every note.
        end: where the rows begin.
        lines: how many lines there are before the rows.
    """

    values: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    end: int = 0
    lines: int = 0

    @property
    def separator(self) -> str | None:
        """The separator that is named; None = there is none."""
        value = self.values.get("separator", "")
        named = SEPARATORS.get(value.strip().rstrip(PADDING).strip().lower())
        return named or value.strip(" ")[:1] or None

    def value(self, key: str) -> str:
        """Return what is said without what a spreadsheet added; empty = nothing."""
        return self.values.get(key, "").strip().rstrip(PADDING).strip()


class AnkiText:
    """Reads texts of Anki."""

    title = "Anki text"
    suffixes: tuple[str, ...] = (".txt", ".csv", ".tsv")

    def sniff(self, sample: Sample) -> bool:
        """Return whether the first lines are those of Anki."""
        return is_text(sample) and head_of(beginning(sample.head)) is not None

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        text = decoded(sample, choices.encoding)
        head = head_of(text.text) or Head()
        body = text.text[head.end :]
        separator = choices.separator
        if separator is None:
            separator = head.separator or separated.detect(body)
        quoted = choices.quoted is not False
        html = choices.html if choices.html is not None else HTML.get(head.value("html").lower())

        def rows(tell: Tell, skip: table.Skip) -> Iterator[Row]:
            def comment(line: int, row: str) -> None:
                if separator in row:  # it may be meant as a card
                    skip(Skipped(line, COMMENT, table.beginning([row])))

            return separated.rows(
                body,
                separator,
                quoted=quoted,
                tell=tell,
                comment=comment,
                line=head.lines + 1,
                entities=bool(html),
            )

        how = replace(choices, separator=separator, row_separator=None, quoted=quoted, html=html)
        how = replace(how, kind=choices.kind or kind_of(head.value("notetype")) or "basic")
        how = replace(how, keep_duplicates=choices.keep_duplicates or head.value("if matches") == "keep both")
        unknown = head.value("notetype")
        warnings = [UNKNOWN.format(name=unknown)] if unknown and not kind_of(unknown) else []
        return incoming_of(
            self.title,
            sample,
            text,
            rows,
            how,
            header=False,
            plan=lambda plan: _plan(plan, head, separator, choices),
            deck=table.Decks().path(head.value("deck")),
            warnings=warnings,
        )


def _plan(plan: columns.Plan, head: Head, separator: str, choices: Choices) -> columns.Plan:
    """Return what the columns become, as the first lines say."""
    names = next(separated.rows(head.values.get("columns", ""), separator), (0, []))[1]
    columns = plan.columns if choices.columns is not None else _columns(head, names, len(plan.columns))
    return replace(
        plan,
        columns=columns,
        names=tuple(each.strip() for each in names) or plan.names,
        tags=head.tags,
        source="anki",
        lone=True,
        kinds=kind_of,
        spaced=True,
    )


def _columns(head: Head, names: list[str], width: int) -> tuple[str, ...]:
    special = {
        int(value) - 1: role
        for key, role in SPECIAL.items()
        if (value := head.value(key)).isdecimal() and 0 < int(value[:4]) <= 1000
    }
    names = [name.strip() for name in names]
    while names and not names[-1]:
        names.pop()
    width = max(width, len(names), max(special, default=-1) + 1)
    found: list[str | None] = [special.get(at) for at in range(width)]
    for at, name in enumerate(names):
        role = role_of(name)
        if found[at] is None and role in (FRONT, BACK, EXTRA):
            found[at] = role
    for wanted in (FRONT, BACK):
        if wanted not in found and None in found:
            found[found.index(None)] = wanted
    return tuple(EXTRA if role is None else role for role in found)


def kind_of(note_type: str) -> str | None:
    """Return the kind of card that a note type of Anki's own makes; None = it is none of them."""
    name = note_type.casefold()
    if name.startswith("basic"):
        return "reversed" if "and reversed" in name else "typed" if "type in" in name else "basic"
    return "cloze" if name.startswith("cloze") else None


def head_of(text: str) -> Head | None:
    """Return what the first lines say; None = none of them is one that Anki knows."""
    head = Head()
    at = 0
    known = False
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if not head.end and (found := LEGACY_TAGS.match(line)) and not head.tags:
            head.tags = tuple(found[1].rstrip(PADDING).split())
            known = True
        elif line.startswith("#"):
            key, colon, value = line[1:].partition(":")
            key = " ".join(key.split()).lower()
            if colon and key in KNOWN:
                head.values[key] = value
                known = True
        elif line.strip():
            break
        at = end + 1
        head.lines += 1
        head.end = min(at, len(text))
    if not known or (not head.values and separated.detect(text) == ":"):
        return None
    head.tags += tuple(head.value("tags").split())
    return head
