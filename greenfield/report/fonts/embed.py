"""What a document holds of one face: the glyphs that it shows, and the characters that they stand for.

A cluster of several glyphs (an Arabic letter with its dots) becomes one composite glyph, a mark becomes one
that holds its place, so that every code on a page stands for characters and every reader finds them. A code is the
number of the glyph in the font, composites are numbered after the font's own; where one glyph stands for
different characters, a second PDF font over the same outlines says so.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from greenfield.report.fonts.face import Face, PlacedGlyph

_SIGNS = frozenset("\u200e\u200f")
"""Direction marks: glyphs that carry one leave the first PDF font to the plain ones."""


@dataclass(frozen=True, slots=True)
class Code:
    """What a page writes to draw a glyph: PDF font, code, where it stands in its cluster, its own width.

    Lengths in font units.
    """

    resource: str
    code: int
    x: int
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Composite:
    """A glyph made for this document from others, each placed from the origin of the widest."""

    code: int
    parts: tuple[PlacedGlyph, ...]
    width: int


class EmbeddedFace:
    """Collects what one document draws with one face."""

    def __init__(self, face: Face, name: str) -> None:
        """Name the PDF fonts of a face by `name`, which must be the document's only use of it."""
        self.face = face
        self.name = name
        self.composites: dict[tuple[PlacedGlyph, ...], Composite] = {}
        self.planes: list[dict[int, str]] = []
        self._codes: dict[tuple[tuple[PlacedGlyph, ...], str, int], tuple[Code, ...]] = {}

    @property
    def glyphs(self) -> set[int]:
        """The font's own glyphs that are drawn, also as parts of composites."""
        drawn = {code for plane in self.planes for code in plane if code < self.face.glyph_count}
        return drawn | {part.glyph for composite in self.composites.values() for part in composite.parts}

    @property
    def widths(self) -> dict[int, int]:
        """The width of every code, in font units."""
        made = {composite.code: composite.width for composite in self.composites.values()}
        codes = {code for plane in self.planes for code in plane}
        return {code: made[code] if code in made else self.face.width(code) for code in sorted(codes)}

    @property
    def tag(self) -> str:
        """Six letters that differ between subsets of one font; the same for the same subset."""
        key = repr(
            (self.face.file.name, sorted(self.glyphs), sorted(c.parts for c in self.composites.values()))
        )
        digest = hashlib.sha256(key.encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def resource(self, plane: int) -> str:
        """Return the name of a PDF font on the pages."""
        return f"{self.name}.{plane}" if plane else self.name

    def encode(self, glyphs: tuple[PlacedGlyph, ...], text: str, mark_at: int = 0) -> tuple[Code, ...]:
        """Return the codes that draw a cluster standing for `text`.

        A mark of no width, wherever it is seen, is written at `mark_at` from the start of its cluster:
        readers of the text sort what stands on a line by where it is written.
        """
        key = (glyphs, text, mark_at)
        codes = self._codes.get(key)
        if codes is None:
            codes = self._codes[key] = self._new_codes(glyphs, text, mark_at)
        return codes

    def _new_codes(self, glyphs: tuple[PlacedGlyph, ...], text: str, mark_at: int) -> tuple[Code, ...]:
        base = max(glyphs, key=lambda placed: self.face.width(placed.glyph))
        is_mark = not self.face.width(base.glyph)
        if (len(glyphs) > 1 or is_mark) and not self.face.has_cubic_outlines:
            origin = PlacedGlyph(base.glyph, mark_at, 0) if is_mark else base
            composite = self._composite(glyphs, origin)
            return (self._code(composite.code, text, origin.x, origin.y, composite.width),)
        # A CFF font cannot be added to: the first glyph speaks for its cluster.
        return tuple(
            self._code(placed.glyph, "" if at else text, placed.x, placed.y, self.face.width(placed.glyph))
            for at, placed in enumerate(glyphs)
        )

    def _composite(self, glyphs: Sequence[PlacedGlyph], base: PlacedGlyph) -> Composite:
        parts = tuple(PlacedGlyph(g.glyph, g.x - base.x, g.y - base.y) for g in glyphs)
        composite = self.composites.get(parts)
        if composite is None:
            code = self.face.glyph_count + len(self.composites)
            composite = self.composites[parts] = Composite(code, parts, self.face.width(base.glyph))
        return composite

    def _code(self, code: int, text: str, x: int, y: int, width: int) -> Code:
        number = 1 if _SIGNS.intersection(text) else 0
        while True:
            self.planes += [{} for _ in range(number + 1 - len(self.planes))]
            if self.planes[number].setdefault(code, text) == text:
                break
            number += 1
        return Code(self.resource(number), code, x, y, width)
