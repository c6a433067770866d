"""What the mouse draws on the canvas."""

from __future__ import annotations

CHOOSE, RECT, ELLIPSE, POLYGON, LABEL = "choose", "rect", "ellipse", "polygon", "label"
