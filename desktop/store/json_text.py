"""JSON as it is stored: letters stay what they are, so that they can be searched and take no more room."""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any

ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def json_text(value: Any) -> str:
    """Return a value as JSON. Halves of letters, which no file can hold, are written as escapes."""
    return _storable(ENCODE(value), value)


def fields_text(fields: Mapping[str, str]) -> str:
    """Return what `json_text` returns for fields; twice as fast, for imports of many notes."""
    pairs = [f"{encode_basestring(name)}: {encode_basestring(html)}" for name, html in fields.items()]
    return _storable(f"{{{', '.join(pairs)}}}", fields)


def _storable(text: str, value: Any) -> str:
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return json.dumps(dict(value) if isinstance(value, Mapping) else value)
    return text
