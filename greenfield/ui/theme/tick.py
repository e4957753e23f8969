"""The tick of check boxes as a picture file: a stylesheet takes pictures from files alone."""

from pathlib import Path

from PySide6.QtCore import QSize, QTemporaryDir
from PySide6.QtGui import QIcon

_SIZE = 14


class TickFile:
    """Keeps the picture in a folder of its own, which goes with the program."""

    def __init__(self) -> None:
        """Write nothing yet."""
        self._folder = QTemporaryDir()

    def write(self, icon: QIcon, name: str) -> str:
        """Write an icon in both densities and return its path as a stylesheet wants it; empty on a full disk."""
        path = Path(self._folder.path()) / f"{name}.png"
        dense = path.with_name(f"{name}@2x.png")
        kept = all(
            icon.pixmap(QSize(_SIZE * density, _SIZE * density), 1.0).save(str(file))
            for density, file in ((1, path), (2, dense))
        )
        return path.as_posix() if kept else ""
