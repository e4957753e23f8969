"""The canvas that documents are drawn on: ReportLab's, with fonts embedded our way and nothing left to chance."""

from typing import IO, Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from greenfield.report.fonts.embed import EmbeddedFace
from greenfield.report.fonts.face import Face
from greenfield.report.fonts.pdf_objects import DelayedFont


class PaperCanvas(Canvas):
    """A canvas that writes the same bytes for the same content and embeds every font that it uses.

    Text is drawn by `greenfield.report.text`; ReportLab's own text methods would name fonts that are not
    embedded. Shapes, pages, outlines and links are drawn as on any canvas.
    """

    def __init__(self, target: str | IO[bytes], language: str, page_size: tuple[float, float] = A4) -> None:
        """Write to a path or stream when saved; `language` is the code that readers are told."""
        self._embedded: dict[Face, EmbeddedFace] = {}
        super().__init__(
            target,
            pagesize=page_size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=language.replace("_", "-"),
        )

    def _make_preamble(self) -> None:
        """Begin a page without naming Helvetica, which would not be embedded."""
        self._preamble = "1 0 0 1 0 0 cm"

    def embedded(self, face: Face) -> EmbeddedFace:
        """Return what this document holds of a face; it is added to the document at the first call."""
        known = self._embedded.get(face)
        if known is None:
            known = self._embedded[face] = EmbeddedFace(face, f"G{len(self._embedded) + 1}")
            document: Any = self._doc  # type: ignore[attr-defined]  # not in ReportLab's stubs
            document.delayedFonts.append(DelayedFont(known))
        return known

    def write(self, operators: str) -> None:
        """Add operators to the page as they are."""
        code: list[str] = self._code  # type: ignore[attr-defined]  # not in ReportLab's stubs
        code.append(operators)
