"""The fonts of one document: which one draws a character, and what none of them has."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from greenfield.base.problem import Problem, Severity
from greenfield.report.fonts import files
from greenfield.report.fonts.face import Face
from greenfield.report.fonts.files import FontFile

_LATIN, _ARABIC, _CHINESE = "latin", "arabic", "chinese"
_FILES: Final = {
    (_LATIN, False): files.SANS,
    (_LATIN, True): files.SANS_SEMIBOLD,
    (_ARABIC, False): files.ARABIC,
    (_ARABIC, True): files.ARABIC_SEMIBOLD,
    (_CHINESE, False): files.CHINESE,
    (_CHINESE, True): files.CHINESE,
}
_CHAIN: Final = (_LATIN, _ARABIC, _CHINESE)
_ARABIC_CHAIN: Final = (_ARABIC, _LATIN, _CHINESE)
_CHINESE_CHAIN: Final = (_CHINESE, _LATIN, _ARABIC)
# Marks that Chinese sets a whole square wide, other languages narrow.
_WIDE_IN_CHINESE: Final = frozenset("“”‘’…—·")
_REPLACEMENT: Final = "\ufffd"


@dataclass(frozen=True, slots=True)
class ChosenFont:
    """A face, and whether its weight has to be imitated because there is only the regular one."""

    face: Face
    embolden: bool


class FontSet:
    """Opens fonts when they are first needed, and remembers which characters no font has.

    One set serves one document; opening one costs next to nothing.
    """

    def __init__(self, folder: Path) -> None:
        """Use the fonts in a folder made by `greenfield.report.fonts.make`."""
        self._folder = folder
        self._faces: dict[FontFile, Face] = {}
        self._chosen: dict[tuple[str, bool], ChosenFont] = {}
        self._by_character: dict[tuple[str, bool, str], ChosenFont | None] = {}
        self.missing: set[str] = set()

    @classmethod
    def load(cls, folder: Path | None = None) -> "FontSet":
        """Return the fonts of a folder, of the program where none is given (`resource.missing`)."""
        return cls(folder if folder is not None else files.fonts_folder())

    @property
    def opened(self) -> tuple[FontFile, ...]:
        """The font files that were needed so far."""
        return tuple(self._faces)

    def choose(
        self, character: str, *, semibold: bool, prefer_arabic: bool = False, wide_marks: bool = False
    ) -> ChosenFont | None:
        """Return the font that draws a character, or None when no font has it.

        `prefer_arabic` is for what many scripts share, standing in a text that runs right to left;
        `wide_marks` sets quotation marks, dashes and dots as Chinese does.
        """
        chain = _ARABIC_CHAIN if prefer_arabic else _CHAIN
        if wide_marks and character in _WIDE_IN_CHINESE:
            chain = _CHINESE_CHAIN
        key = (character, semibold, chain[0])
        if key not in self._by_character:
            self._by_character[key] = self._find(character, semibold, chain)
        return self._by_character[key]

    def replacement(self, *, semibold: bool) -> tuple[str, ChosenFont]:
        """Return the sign that stands for a character that no font has, and its font."""
        return _REPLACEMENT, self._open(_LATIN, semibold)

    def main(self, *, semibold: bool = False) -> Face:
        """Return the face by which lines are placed: its ascent and descent hold for every language."""
        return self._open(_LATIN, semibold).face

    def problems(self) -> list[Problem]:
        """Return a warning for the characters that were replaced; nothing when all were there."""
        if not self.missing:
            return []
        characters = " ".join(f"{c} (U+{ord(c):04X})" for c in sorted(self.missing))
        return [
            Problem("document.no_glyph", values={"characters": characters}, severity=Severity.WARNING),
        ]

    def _find(self, character: str, semibold: bool, chain: tuple[str, ...]) -> ChosenFont | None:
        for script in chain:
            chosen = self._open(script, semibold)
            if chosen.face.has(character):
                return chosen
        return None

    def _open(self, script: str, semibold: bool) -> ChosenFont:
        chosen = self._chosen.get((script, semibold))
        if chosen is None:
            font = _FILES[script, semibold]
            if font not in self._faces:
                self._faces[font] = Face(font, self._folder / font.name)
            embolden = semibold and font.weight is not files.Weight.SEMIBOLD
            chosen = self._chosen[script, semibold] = ChosenFont(self._faces[font], embolden)
        return chosen
