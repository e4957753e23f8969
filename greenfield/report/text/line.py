"""A laid out line of text, and its drawing: the pen moves as HarfBuzz says, glyph by glyph."""

from collections.abc import Iterable
from dataclasses import dataclass

from greenfield.report.fonts.embed import EmbeddedFace
from greenfield.report.fonts.face import Cluster
from greenfield.report.fonts.fontset import ChosenFont
from greenfield.report.text.paper import PaperCanvas
from greenfield.report.text.style import Look

_EMBOLDENED_STROKE = 0.028
"""Width of the stroke that imitates semibold, as a part of the size of the type."""
_ASIDE = 2
"""Font units between the origins of a letter and its marks, so that their order is known."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Shaped clusters of one run, from left to right, `x` points from the left end of their line.

    `sign_left` and `sign_right` are direction marks without a picture that readers of the text get before
    and after the piece: programs that put a line back into the order of reading part it there.
    """

    x: float
    level: int
    font: ChosenFont
    look: Look
    clusters: tuple[Cluster, ...]
    sign_left: str = ""
    sign_right: str = ""

    @property
    def start(self) -> int:
        """The index of the first character that is drawn."""
        return min((cluster.start for cluster in self.clusters), default=0)

    @property
    def scale(self) -> float:
        """Points for one font unit."""
        return self.look.size / self.font.face.units_per_em


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text` is the stretch that it was broken from, `start` and `end` its part of that.

    `width` is in points, without the space that the line ends with.
    """

    text: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    width: float
    right_to_left: bool

    def draw(self, canvas: PaperCanvas, x: float, baseline: float) -> None:
        """Draw with the left end at x; the canvas keeps its colours and state.

        Pieces are written in the order of reading, each at its place.
        """
        if not self.pieces:
            return
        canvas.write("q BT")
        for piece in sorted(self.pieces, key=lambda piece: piece.start):
            canvas.write(" ".join(_piece_operators(piece, self.text, canvas, x + piece.x, baseline)))
        canvas.write("ET Q")


def _piece_operators(
    piece: Piece, text: str, canvas: PaperCanvas, x: float, baseline: float
) -> Iterable[str]:
    red, green, blue = (_number(part) for part in _components(piece.look.colour))
    yield f"{red} {green} {blue} rg"
    if piece.font.embolden:
        stroke = _number(piece.look.size * _EMBOLDENED_STROKE)
        yield f"{red} {green} {blue} RG {stroke} w 1 j 2 Tr"
    yield f"1 0 0 1 {_number(x)} {_number(baseline)} Tm"
    yield from _glyph_operators(piece, text, canvas.embedded(piece.font.face))
    if piece.font.embolden:
        yield "0 Tr"


def _glyph_operators(piece: Piece, text: str, embedded: EmbeddedFace) -> Iterable[str]:
    """Give the operators that show the glyphs; `reached` is where a reader's pen stands, in font units."""
    thousandths = 1000 / embedded.face.units_per_em
    size = _number(piece.look.size)
    resource, rise = "", 0
    shown: list[str] = []
    pen = reached = 0
    for at, cluster in enumerate(piece.clusters):
        for code in embedded.encode(cluster.glyphs, _text_of(piece, at, text), _mark_at(piece, at)):
            if code.resource != resource or code.y != rise:
                yield from _show(shown)
                shown = []
                if code.resource != resource:
                    yield f"/{code.resource} {size} Tf"
                if code.y != rise:
                    yield f"{_number(code.y * piece.scale)} Ts"
                resource, rise = code.resource, code.y
            gap = pen + code.x - reached
            if gap:
                shown.append(_number(-gap * thousandths))
            shown.append(f"<{code.code:04X}>")
            reached += gap + code.width
        pen += cluster.advance
    yield from _show(shown)
    if rise:
        yield "0 Ts"


def _text_of(piece: Piece, at: int, text: str) -> str:
    cluster = piece.clusters[at]
    left = piece.sign_left if at == 0 else ""
    right = piece.sign_right if at == len(piece.clusters) - 1 else ""
    return left + text[cluster.start : cluster.end] + right


def _mark_at(piece: Piece, at: int) -> int:
    """Return where a cluster that does not move the pen is written, in font units from the pen.

    Just before its letter where that stands to its right, just before the letter's end otherwise.
    """
    if piece.clusters[at].advance:
        return 0
    if piece.level % 2 == 0:
        return -_ASIDE
    for distance, cluster in enumerate(piece.clusters[at:]):
        if cluster.advance:
            return cluster.glyphs[-1].x - distance * _ASIDE
    return -_ASIDE


def _show(shown: list[str]) -> Iterable[str]:
    if shown:
        yield "[" + "".join(shown).replace("><", "") + "] TJ"


def _components(colour: str) -> tuple[float, float, float]:
    """Return the parts of a colour written `#RRGGBB`, from 0 to 1."""
    digits = colour.removeprefix("#")
    return int(digits[0:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255


def _number(value: float) -> str:
    written = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if written in {"-0", ""} else written
