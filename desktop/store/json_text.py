"""JSON as it is stored: letters stay what they are, so that they can be searched and take no more room."""

from __future__ import annotations

import json
from typing import Any

ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def json_text(value: Any) -> str:
    """Return a value as JSON. Halves of letters, which no file can hold, are written as escapes."""
    text = ENCODE(value)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return json.dumps(value)
    return text
