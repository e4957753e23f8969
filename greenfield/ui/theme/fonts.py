"""Type: the fonts that come with the program, the same as in documents."""

from enum import Enum
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from greenfield.report.fonts import files

FAMILIES: Final = (files.SANS.family, files.ARABIC.family, files.CHINESE.family)
_TABULAR = QFont.Tag("tnum")


class Type(Enum):
    """Sizes in points and weights of the window's type."""

    BODY = (10.5, False)
    STRONG = (10.5, True)
    SECONDARY = (9.0, False)
    SECTION = (13.0, True)
    TITLE = (18.0, True)
    FIGURE = (28.0, True)


def load_fonts(*, chinese: bool) -> None:
    """Give the packaged fonts to Qt; the Chinese one takes a while, and may follow when it is wanted."""
    loaded = set(QFontDatabase.families())
    for font, path in files.font_paths().items():
        if font.family in loaded or (font is files.CHINESE and not chinese):
            continue
        QFontDatabase.addApplicationFont(str(path))


def font(kind: Type) -> QFont:
    """Return the font of a kind, with figures of one width."""
    points, semibold = kind.value
    made = QFont(list(FAMILIES))
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    made.setFeature(_TABULAR, 1)
    return made
