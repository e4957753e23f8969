"""The objects of an embedded face in a PDF file: composite fonts whose codes are glyph numbers."""

from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArrayCompact,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from greenfield.report.fonts.embed import EmbeddedFace
from greenfield.report.fonts.font_program import font_program

_SYMBOLIC = 4
_CODES_PER_BLOCK = 100
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class DelayedFont:
    """Hands ReportLab the objects of a face when the document is written, complete by then."""

    def __init__(self, embedded: EmbeddedFace) -> None:
        """Write this face."""
        self._embedded = embedded

    def addObjects(self, document: Any) -> None:  # noqa: N802  ReportLab calls it by this name
        """Add the fonts, their outlines and what their codes stand for to a ReportLab document."""
        embedded = self._embedded
        name = f"{embedded.tag}+{embedded.face.file.name.rpartition('.')[0]}"
        descendant = document.Reference(_descendant(document, embedded, name), f"{embedded.name}-glyphs")
        for number, plane in enumerate(embedded.planes):
            resource = embedded.resource(number)
            font = PDFDictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": PDFName(name + ("-Identity-H" if embedded.face.has_cubic_outlines else "")),
                    "Encoding": "/Identity-H",
                    "DescendantFonts": PDFArrayCompact([descendant]),
                    "ToUnicode": document.Reference(
                        _compressed(to_unicode(plane).encode("ascii")), f"{resource}-text"
                    ),
                }
            )
            document.idToObject["BasicFonts"].dict[resource] = document.Reference(font, resource)


def to_unicode(plane: Mapping[int, str]) -> str:
    """Return the CMap that tells which characters each code stands for; codes without any are left out."""
    rows = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(plane.items())
        if text
    ]
    blocks = [rows[at : at + _CODES_PER_BLOCK] for at in range(0, len(rows), _CODES_PER_BLOCK)]
    middle = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks]
    return "\n".join([_CMAP_HEAD, *middle, _CMAP_TAIL])


def _descendant(document: Any, embedded: EmbeddedFace, name: str) -> PDFDictionary:
    scale = 1000 / embedded.face.units_per_em
    widths: list[object] = []
    for code, width in embedded.widths.items():
        widths += [code, PDFArrayCompact([round(width * scale, 3)])]
    entries = {
        "Type": "/Font",
        "Subtype": "/CIDFontType0" if embedded.face.has_cubic_outlines else "/CIDFontType2",
        "BaseFont": PDFName(name),
        "CIDSystemInfo": PDFDictionary(
            {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        ),
        "DW": 1000,
        "W": PDFArrayCompact(widths),
        "FontDescriptor": document.Reference(
            _descriptor(document, embedded, name), f"{embedded.name}-descriptor"
        ),
    }
    if not embedded.face.has_cubic_outlines:
        entries["CIDToGIDMap"] = "/Identity"
    return PDFDictionary(entries)


def _descriptor(document: Any, embedded: EmbeddedFace, name: str) -> PDFDictionary:
    face = embedded.face
    scale = 1000 / face.units_per_em
    program = font_program(embedded)
    stream = _compressed(program)
    key = "FontFile3" if face.has_cubic_outlines else "FontFile2"
    if face.has_cubic_outlines:
        stream.dictionary["Subtype"] = "/CIDFontType0C"
    else:
        stream.dictionary["Length1"] = len(program)
    return PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": PDFName(name),
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArrayCompact([round(edge * scale) for edge in face.box]),
            "ItalicAngle": 0,
            "Ascent": round(face.ascent * scale),
            "Descent": round(face.descent * scale),
            "CapHeight": round(face.cap_height * scale),
            "StemV": 80 if face.file.weight < 600 else 120,
            key: document.Reference(stream, f"{embedded.name}-file"),
        }
    )


def _compressed(content: bytes) -> PDFStream:
    return PDFStream(content=content, filters=[PDFZCompress])
