"""Asks a bundle, from inside, whether all of it is there.

`probe FILE MODULE…` imports modules, draws a formula with what has fonts of its own, decodes a sound.
"""

import importlib
import sys

import ziamath
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtMultimedia import QAudioDecoder

for name in sys.argv[2:]:
    importlib.import_module(name)

if "<svg" not in ziamath.Latex(r"\frac{a}{b}").svg():
    sys.exit("no formula")
application = QCoreApplication(sys.argv)
decoder = QAudioDecoder()
if not decoder.isSupported():
    sys.exit("no sound")
frames = 0


def count() -> None:
    global frames
    frames += decoder.read().frameCount()


decoder.bufferReady.connect(count)
decoder.finished.connect(application.quit)
decoder.error.connect(lambda _: application.exit(1))
decoder.setSource(QUrl.fromLocalFile(sys.argv[1]))
decoder.start()
failed = application.exec()
print(frames)
sys.exit(failed or decoder.errorString() or not frames)
