"""Line icons of one weight: Phosphor, from the icon font that `qtawesome` packages.

The font is read without importing `qtawesome`, which would load a dozen other fonts first.
"""

import json
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap

from greenfield.base.problem import fail

_FONT = "phosphor-1.3.0.ttf"
_NAMES = "phosphor-charmap-1.3.0.json"
_FADED = 0.45
_MIRRORED = frozenset({
    "arrow-left", "arrow-right", "caret-left", "caret-right", "caret-double-left", "caret-double-right",
    "arrow-u-up-left", "arrow-bend-up-left", "sign-out", "list-bullets", "list-checks", "paper-plane-right",
})  # fmt: skip


class Icons:
    """Makes icons by their Phosphor names: `house`, `plus`, `arrow-left` (see phosphoricons.com)."""

    def __init__(self) -> None:
        """Read nothing yet."""
        self._glyphs: dict[str, str] = {}
        self._family = ""

    def icon(self, name: str, colour: QColor, selected: QColor | None = None) -> QIcon:
        """Return an icon that is drawn sharp at each size; arrows turn with the direction of writing."""
        glyph = self._glyph(name.removeprefix("ph."))
        return QIcon(_Engine(self._family, glyph, colour, selected or colour, mirrored=name in _MIRRORED))

    def names(self) -> list[str]:
        """Return the names of all icons."""
        self._load()
        return sorted(self._glyphs)

    def _glyph(self, name: str) -> str:
        self._load()
        return self._glyphs[name]

    def _load(self) -> None:
        if self._glyphs:
            return
        folder = _folder()
        number = QFontDatabase.addApplicationFont(str(folder / _FONT))
        self._family = QFontDatabase.applicationFontFamilies(number)[0]
        named = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        self._glyphs = {name: chr(int(code, 16)) for name, code in named.items()}


def _folder() -> Path:
    found = find_spec("qtawesome")
    folder = Path(found.origin).parent / "fonts" if found and found.origin else None
    if folder is None or not folder.is_dir():
        raise fail("resource.missing", _FONT)
    return folder


class _Engine(QIconEngine):
    """Draws one glyph of the icon font."""

    def __init__(self, family: str, glyph: str, colour: QColor, selected: QColor, *, mirrored: bool) -> None:
        super().__init__()
        self._family, self._glyph = family, glyph
        self._colour, self._selected, self._mirrored = colour, selected, mirrored

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the glyph into the middle of a square."""
        chosen = mode is QIcon.Mode.Selected or state is QIcon.State.On
        colour = QColor(self._selected if chosen else self._colour)
        if mode is QIcon.Mode.Disabled:
            colour.setAlphaF(_FADED)
        font = QFont(self._family)
        font.setPixelSize(max(1, min(rect.width(), rect.height())))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        if self._mirrored and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            painter.translate(rect.center().x() * 2 + 1, 0)
            painter.scale(-1, 1)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, self._glyph)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a picture of the glyph."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """Return another one that draws the same."""
        return _Engine(self._family, self._glyph, self._colour, self._selected, mirrored=self._mirrored)
