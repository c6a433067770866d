"""Asks a bundle, from inside, whether all is there: `probe FILE MODULE…` imports modules, decodes a sound."""

import importlib
import sys

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtMultimedia import QAudioDecoder

for name in sys.argv[2:]:
    importlib.import_module(name)

application = QCoreApplication(sys.argv)
decoder = QAudioDecoder()
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
