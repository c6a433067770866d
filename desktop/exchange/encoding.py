"""Bytes of a text into letters: proven where it can be, else the likeliest, with the others to choose from.

A byte order mark or the place of zero bytes tells UTF-16, strictness tells UTF-8. Nothing tells the
encodings of single countries apart for certain, so they are never taken without a word.
"""

from __future__ import annotations

import codecs
import io
import locale
import re
from functools import lru_cache
from typing import NamedTuple

from desktop.errors import UserError
from desktop.exchange.sample import HEAD, Sample

LARGEST = 256 << 20
"""Bytes of a text."""
ENOUGH = 1 << 15
"""Bytes from which an encoding is guessed."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MARKS_OF_TWO = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OFFERED = (
    "cp1252", "mac_roman", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "koi8_r", "cp850", "cp437",
)  # fmt: skip
"""What programs of single countries write, those of most files first."""
ESCAPED = re.compile("[\udc80-\udcff]")
"""A byte that is no letter, as ``surrogateescape`` keeps it."""
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")
BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x7f]")
LINE = re.compile(rb"[^\r\n]+")
PIECE = 1 << 20
"""Letters that are worked on at once: the window waits meanwhile."""


class Decoded(NamedTuple):
    """A text.

    Attributes:
        text: its letters; lines end in a newline, and no other control characters but tabs are left.
        encoding: name that Python knows.
        certain: whether it is proven.
        others: encodings that would do too, the likeliest first.
        broken: whether some bytes are no letters; they stand in the text as `ESCAPED`.
    """

    text: str
    encoding: str
    certain: bool = True
    others: tuple[str, ...] = ()
    broken: bool = False


def decoded(sample: Sample, encoding: str | None = None) -> Decoded:
    """Return the text of a file.

    Args:
        sample: the file.
        encoding: as the person chose it; None = as found.

    Raises:
        UserError: it is too large, cannot be read, or there is no such encoding.
    """
    data = sample.data(LARGEST)
    if encoding is None:
        found = find(data)
        return found._replace(text=plain(found.text))
    data = _unmarked(data, encoding)
    try:
        found = _strictly(data, encoding) or _bad_lines(data, encoding)
    except (LookupError, ValueError) as error:
        raise UserError(
            f"{sample.name} cannot be read as {encoding}.", "Choose another encoding, or let the app find it."
        ) from error
    others = tuple(each for each in ("utf-8", *OFFERED) if each != encoding)
    return found._replace(text=plain(found.text), certain=True, others=others)


def find(data: bytes) -> Decoded:
    """Return a text in the encoding that it most likely has, as it stands there."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding) or _bad_lines(data[len(mark) :], encoding)
    if wide := _without_mark(data):
        return wide
    if text := _strictly(data, "utf-8"):
        return text
    if _mostly_utf8(data):
        return _bad_lines(data, "utf-8")
    return _legacy(data)


@lru_cache(maxsize=4)
def beginning(head: bytes) -> str:
    """Return how a text begins; empty where the bytes are no text. Never raises."""
    if len(head) == HEAD:  # a letter may be cut in two there
        head = _cut(head)
    found = find(head)
    if found.encoding.startswith(("utf-16", "utf-32")):
        odd, most = len(CONTROLS.findall(found.text)), len(found.text) // 20
    else:  # texts of single countries hold none
        odd, most = len(BINARY.findall(head)), len(head) // 3 if found.certain else 0
    return "" if odd > most else plain(found.text)


def _cut(head: bytes) -> bytes:
    """Return the bytes up to the last end of a line."""
    end = max(head.rfind(b"\n"), head.rfind(b"\r"))
    if b"\0" in head or head.startswith(MARKS_OF_TWO):
        return head[: (end if end > 0 else len(head)) // 4 * 4]
    if end > 0:
        return head[:end]
    whole = head.decode("utf-8", "ignore").encode()
    return whole if len(head) - len(whole) < 4 else head


def plain(text: str) -> str:
    """Return a text with newlines at the ends of its lines and without other control characters."""
    made, at = [], 0
    while at < len(text):
        end = at + PIECE
        end += text[end - 1 : end + 1] == "\r\n"
        made.append(_plain(text[at:end]))
        at = end
    return "".join(made)


def _plain(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROLS.sub("", text.replace("\x0b", " ").replace("\x0c", " "))


def _letters(data: bytes, encoding: str, errors: str = "strict") -> str:
    with io.TextIOWrapper(io.BytesIO(data), encoding, errors, newline="\n") as text:
        return "".join(iter(lambda: text.read(PIECE), ""))


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(_letters(data, encoding), encoding)
    except ValueError:
        return None


def _unmarked(data: bytes, encoding: str) -> bytes:
    wanted = encoding.lower().replace("_", "-").removesuffix("-sig")
    for mark, name in MARKS:
        if data.startswith(mark) and name == wanted:
            return data[len(mark) :]
    return data


def _bad_lines(data: bytes, encoding: str) -> Decoded:
    """Return a text some bytes of which are no letters."""
    if encoding.startswith(("utf-16", "utf-32")):
        text = _letters(data, encoding, "replace").replace("\ufffd", "\udcff")
    else:
        text = _letters(data, encoding, "surrogateescape")
    return Decoded(text, encoding, False, OFFERED, True)


def _without_mark(data: bytes) -> Decoded | None:
    """Return a text in UTF-16 that does not say so: zero bytes stand at every other place."""
    half = len(data) // 2
    if not half or len(data) % 2 or b"\0" not in data[: HEAD * 4]:
        return None
    zeros = data[0::2].count(0), data[1::2].count(0)
    for encoding, mine, other in (("utf-16-le", zeros[1], zeros[0]), ("utf-16-be", zeros[0], zeros[1])):
        if mine >= half * 0.4 and other <= half // 50:
            return _strictly(data, encoding) or _bad_lines(data, encoding)
    if min(zeros) == 0:  # few letters of Latin: its tabs and newlines tell
        encoding = "utf-16-le" if zeros[1] else "utf-16-be"
        text = _strictly(data, encoding)
        if text and re.search("[\t\n]", text.text) and not re.search("[\x00-\x08\x0e-\x1f]", text.text):
            return text._replace(certain=False, others=("utf-8", *OFFERED))
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Return whether more lines are UTF-8 beyond ASCII than are not UTF-8."""
    good = bad = 0
    for line in LINE.finditer(data):
        if not line[0].isascii():
            try:
                line[0].decode()
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return good >= bad


def _legacy(data: bytes) -> Decoded:
    ranked = _ranked(data)
    for encoding in ranked:
        if text := _strictly(data, encoding):
            others = tuple(each for each in ranked if each != encoding and _strictly(data, each))
            return Decoded(text.text, encoding, False, others)
    return _bad_lines(data, "utf-8")


def _ranked(data: bytes) -> list[str]:
    """Return the encodings of single countries, the likeliest first."""
    from charset_normalizer import from_bytes  # heavy: 25 ms, and few files need it

    lines = [line for line in re.split(rb"[\r\n]+", data[: ENOUGH * 64]) if not line.isascii()]
    likely = [match.encoding for match in from_bytes(b"\n".join(lines)[:ENOUGH], cp_isolation=list(OFFERED))]
    ranked = ["mac_roman"] if b"\n" not in data and b"\r" in data else []
    usual = _strictly(data, "cp1252")
    if usual and (not likely or "cp1252" in likely or usual.text == data.decode(likely[0], "replace")):
        ranked.append("cp1252")
    return list(dict.fromkeys([*ranked, *likely, _of_this_computer(), *OFFERED]))


def _of_this_computer() -> str:
    name = codecs.lookup(locale.getencoding()).name
    return "cp1252" if name.startswith(("utf", "ascii")) else name
