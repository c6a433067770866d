"""Lengths of CSS in pixels, sums of them included."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(r"([+-]?(?:\d{1,9}(?:\.\d{0,40})?|\.\d{1,40})(?:e[+-]?\d)?)([a-z%]*)$")
TOKEN = re.compile(r"\s*(?:([+-]?(?:\d{1,9}(?:\.\d{0,40})?|\.\d{1,40})[a-z%]*)|([a-z-]+)?\(|([-+*/,)]))")
ABSOLUTE = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "q": 0.945}
BY_FONT = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "lh": 1.2, "cap": 0.7}
LONGEST_SUM = 160
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Measures:
    """What relative lengths are relative to, in pixels.

    Attributes:
        em: type size.
        rem: type size of the whole card.
        whole: what 100 % is.
        width: of the window's part that shows the card.
        scale: size of a pixel of the author; the learner's text size.
    """

    em: float
    rem: float
    whole: float
    width: float
    scale: float


def pixels(text: str, by: Measures) -> float | None:
    """Return a length, negative ones too; None for what is not one."""
    if found := NUMBER.match(text):
        return _value(float(found.group(1)), found.group(2), by)
    if "(" in text and len(text) <= LONGEST_SUM:
        try:
            return Sum(text, by).read()
        except (ValueError, ZeroDivisionError, OverflowError):
            return None
    return None


def _value(number: float, unit: str, by: Measures) -> float | None:
    if not unit:
        return 0.0 if number == 0 else None
    if unit == "%":
        return number * by.whole / 100
    if unit == "rem":
        return number * by.rem
    if unit in BY_FONT:
        return number * BY_FONT[unit] * by.em
    if unit in ABSOLUTE:
        return number * ABSOLUTE[unit] * by.scale
    if unit[-2:] in ("vw", "vh", "in", "ax", "vb", "vi"):  # also svh, dvw, vmin, vmax …
        return number * by.width / 100
    return None


class Sum:
    """Reads one calc(), min(), max() or clamp(); numbers without a unit only multiply and divide."""

    def __init__(self, text: str, by: Measures) -> None:
        self._text = text
        self._by = by
        self._at = 0
        self._depth = 0
        self._token: re.Match[str] | None = None
        self._next()

    def _next(self) -> None:
        self._token = TOKEN.match(self._text, self._at)
        if self._token is None and self._text[self._at :].strip():
            raise ValueError(self._text)
        self._at = self._token.end() if self._token else len(self._text)

    def _sign(self) -> str:
        return (self._token.group(3) or "") if self._token else ""

    def read(self) -> float:
        """Return the value of the whole."""
        value = self._sum()
        if self._token is not None:
            raise ValueError(self._text)
        return value

    def _sum(self) -> float:
        value = self._product()
        while (sign := self._sign()) in ("+", "-") and sign:
            self._next()
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> float:
        value = self._single()
        while (sign := self._sign()) in ("*", "/") and sign:
            self._next()
            other = self._single()
            value = value * other if sign == "*" else value / other
        return value

    def _single(self) -> float:
        if self._token is None or self._token.group(3):
            raise ValueError(self._text)
        number, name = self._token.group(1), self._token.group(2) or "calc"
        self._next()
        if number:
            found = NUMBER.match(number)
            if not found:
                raise ValueError(number)
            value = (
                float(found.group(1))
                if not found.group(2)
                else _value(float(found.group(1)), found.group(2), self._by)
            )
            if value is None:
                raise ValueError(number)
            return value
        return self._call(name)

    def _call(self, name: str) -> float:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError(self._text)
        values = [self._sum()]
        while self._sign() == ",":
            self._next()
            values.append(self._sum())
        if self._sign() != ")":
            raise ValueError(self._text)
        self._next()
        self._depth -= 1
        if name in ("min", "max"):
            return min(values) if name == "min" else max(values)
        if name == "clamp" and len(values) == 3:
            return max(values[0], min(values[1], values[2]))
        if name == "calc" and len(values) == 1:
            return values[0]
        raise ValueError(name)
