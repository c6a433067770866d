"""What find and replace looks for: a text, or a regular expression that gives up in time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import escape, unescape

from desktop.errors import UserError
from desktop.study.folding import HTML

LONGEST_SECONDS = 10.0
"""How long one find and replace may spend on a regular expression."""
TOO_LONG = "This regular expression takes too long.", "Make it simpler, or choose fewer notes."
NO_REPLACEMENT = r"\1 stands for what the first pair of parentheses found; a backslash is written \\."
Substitute = Callable[[str], tuple[str, int]]


class Pattern:
    """Replaces in one text after the other.

    Args:
        substitute: returns a text with everything replaced, and how many places that were.
    """

    def __init__(self, substitute: Substitute) -> None:
        self._substitute = substitute

    def in_html(self, html: str) -> tuple[str, int]:
        """Replace in HTML as it is written, tags included."""
        return self._substitute(html)

    def in_text(self, html: str) -> tuple[str, int]:
        """Replace in what people read between the tags; what comes in is text, never a tag."""
        if "<" not in html and "&" not in html:
            return self._in_piece(html)
        made: list[str] = []
        count = at = 0
        for tag in HTML.finditer(html):
            piece, found = self._in_piece(html[at : tag.start()])
            made += [piece, tag[0]]
            count += found
            at = tag.end()
        piece, found = self._in_piece(html[at:])
        return "".join([*made, piece]), count + found

    def _in_piece(self, piece: str) -> tuple[str, int]:
        if not piece:
            return piece, 0
        new, count = self._substitute(unescape(piece))
        return (escape(new, quote=False), count) if count else (piece, 0)


def literal(find: str, into: str, *, match_case: bool) -> Pattern:
    """Return what replaces a text as it stands; a space in it also means one that does not break.

    Raises:
        UserError: there is nothing to find.
    """
    _demand(find)
    text = re.escape(find).replace(r"\ ", "[ \u00a0]")
    wanted = re.compile(text, re.NOFLAG if match_case else re.IGNORECASE)
    return Pattern(lambda piece: wanted.subn(lambda _: into, piece))


def regular(find: str, into: str, *, match_case: bool) -> Pattern:
    """Return what replaces the matches of a regular expression.

    Raises:
        UserError: there is nothing to find, or one of the two makes no sense.
    """
    import regex  # heavy: few people use it

    _demand(find)
    flags = regex.VERSION0 | regex.MULTILINE | (0 if match_case else regex.IGNORECASE)
    try:
        wanted = regex.compile(find, flags)
    except (regex.error, OverflowError, MemoryError, RecursionError) as error:
        told = getattr(error, "msg", "it is too large")
        raise UserError(f"This is no regular expression: {told}.") from error
    until = time.monotonic() + LONGEST_SECONDS

    def substitute(text: str) -> tuple[str, int]:
        try:
            left = until - time.monotonic()
            if left > 0:
                made: tuple[str, int] = wanted.subn(into, text, timeout=left)
                return made
        except TimeoutError:
            pass
        except (regex.error, IndexError, ValueError, MemoryError, RecursionError) as error:
            told = getattr(error, "msg", None) or str(error) or "it is too large"
            raise UserError(f"This is no replacement: {told}.", NO_REPLACEMENT) from error
        raise UserError(*TOO_LONG)

    return Pattern(substitute)


def _demand(find: str) -> None:
    if not find:
        raise UserError("Say what to find.")
