"""What dmgbuild makes the disk image of; build.sh names the app: -D app=…/Repertoire.app."""

from pathlib import Path

app = Path(defines["app"])  # noqa: F821 - dmgbuild runs this file with it

format = "ULMO"  # LZMA, from macOS 10.15 on: the smallest
files = [str(app)]
symlinks = {"Applications": "/Applications"}
icon_locations = {app.name: (150, 160), "Applications": (390, 160)}
window_rect = ((200, 200), (540, 340))
icon_size = 112
text_size = 14
