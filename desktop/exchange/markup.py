"""XML from outside: read piece by piece, nothing fetched, no entities, not too deep, not too much.

A few lines over expat of the standard library: it streams, knows the line of every element and lets a
document type stand (word lists have one) while anything that such a type declares is refused.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import cast
from xml.etree.ElementTree import Element as Plain
from xml.parsers import expat

from desktop.errors import UserError

DEEPEST = 100
MOST_HELD = 2_000_000
"""Elements that are in memory at once."""


class Element(Plain):
    """An element that knows its line, from 1."""

    line: int = 0

    def said(self, path: str) -> str:
        """Return the text of the first element of a path below this one; empty where there is none."""
        return (self.findtext(path) or "").strip()

    def every(self, path: str) -> list[Element]:
        """Return the elements of a path below this one."""
        return cast("list[Element]", self.findall(path))


class _Refused(Exception):
    """Why a file is not read."""


class _Found(Exception):
    """The root."""


def root_of(head: bytes) -> tuple[str, Mapping[str, str]] | None:
    """Return name and attributes of the root of a file that begins so; None where it is no XML."""
    found: list[tuple[str, Mapping[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append((tag, attributes))
        raise _Found

    parser = _parser()
    parser.StartElementHandler = start
    with suppress(_Found, _Refused, expat.ExpatError, ValueError, LookupError):
        parser.Parse(head, False)
    return found[0] if found else None


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = _refuse_entity
    return parser


def _refuse_entity(*_: object) -> None:
    raise _Refused("it declares entities, which may be a trap")


class Document:
    """An XML file; once `root` is known, its children come one by one.

    Args:
        chunks: what it holds, in pieces of any size.
        name: what it is called in messages.

    Raises:
        UserError: it is broken or a trap.
    """

    def __init__(self, chunks: Iterable[bytes], name: str) -> None:
        self.root = Element("")
        self._name = name
        self._open: list[Element] = []
        self._done: list[Element] = []
        self._held = 0
        self._parser = _parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.SkippedEntityHandler = self._entity
        self._chunks = iter(chunks)
        while not self.root.tag:
            self._feed()

    def __iter__(self) -> Iterator[Element]:
        """Yield the children of the root, each whole, once."""
        while True:
            yield from self._done
            self._done = []
            if self._ended:
                return
            self._feed()

    _ended = False

    def _feed(self) -> None:
        chunk = next(self._chunks, b"")
        self._ended = not chunk
        try:
            self._parser.Parse(chunk, self._ended)
        except (expat.ExpatError, ValueError, LookupError) as error:
            line = f" at line {error.lineno}" if isinstance(error, expat.ExpatError) else ""
            raise UserError(
                f"{self._name} is broken{line}: it is no whole XML file.",
                "Download or export it again, then try once more.",
            ) from error
        except _Refused as error:
            raise UserError(f"{self._name} is not read: {error}.", "Nothing was taken in.") from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes)
        element.line = self._parser.CurrentLineNumber
        self._held += 1
        if len(self._open) >= DEEPEST or self._held > MOST_HELD:
            raise _Refused("it is nested too deeply or holds too much")
        if not self._open:
            self.root = element
        elif len(self._open) > 1:
            self._open[-1].append(element)
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        element = self._open.pop()
        if len(self._open) == 1:
            self._done.append(element)
            self._held = 0

    def _text(self, text: str) -> None:
        element = self._open[-1]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text

    def _entity(self, name: str, _is_parameter: bool) -> None:
        """Take an entity that nothing declares as the one of HTML; else leave it as it stands."""
        if self._open:
            self._text(html.unescape(f"&{name};"))
