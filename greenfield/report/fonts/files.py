"""Which font files the build makes, and where they are found; the window loads the same ones."""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from greenfield.base.resources import built


class Weight(IntEnum):
    """The two weights of Greenfield's type, as OpenType counts them."""

    REGULAR = 400
    SEMIBOLD = 600


@dataclass(frozen=True, slots=True)
class FontFile:
    """One static font file: its name in the folder of fonts, the family that it belongs to, its weight."""

    name: str
    family: str
    weight: Weight


SANS = FontFile("NotoSans-Regular.ttf", "Noto Sans", Weight.REGULAR)
SANS_SEMIBOLD = FontFile("NotoSans-SemiBold.ttf", "Noto Sans", Weight.SEMIBOLD)
ARABIC = FontFile("NotoSansArabic-Regular.ttf", "Noto Sans Arabic", Weight.REGULAR)
ARABIC_SEMIBOLD = FontFile("NotoSansArabic-SemiBold.ttf", "Noto Sans Arabic", Weight.SEMIBOLD)
CHINESE = FontFile("NotoSansCJKsc-Regular.otf", "Noto Sans CJK SC", Weight.REGULAR)

FONT_FILES = (SANS, SANS_SEMIBOLD, ARABIC, ARABIC_SEMIBOLD, CHINESE)


def fonts_folder() -> Path:
    """Return the folder of the made fonts; ProblemError `resource.missing` if they were not made."""
    return built("fonts")


def font_paths() -> dict[FontFile, Path]:
    """Return the path of every made font; ProblemError `resource.missing` names the first that is not there."""
    return {font: built("fonts", font.name) for font in FONT_FILES}
