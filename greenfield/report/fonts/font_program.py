"""The font file inside of a document: a subset with the document's own composite glyphs."""

from io import BytesIO
from typing import Any

from greenfield.report.fonts.embed import Composite, EmbeddedFace


def font_program(embedded: EmbeddedFace) -> bytes:
    """Return the bytes to embed: a TrueType font, or a bare CFF table where the outlines are cubic."""
    data = embedded.face.subset(embedded.glyphs)
    composites = sorted(embedded.composites.values(), key=lambda composite: composite.code)
    return _with_composites(data, composites, embedded.face.glyph_count) if composites else data


def _with_composites(data: bytes, composites: list[Composite], glyph_count: int) -> bytes:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  only Arabic and stacked marks need it

    font = TTFont(BytesIO(data), recalcTimestamp=False)
    # A subset ends with its last glyph; numbers up to the whole font's must stay free for its own.
    names = [f"g{number}" for number in range(glyph_count + len(composites))]
    held = font["maxp"].numGlyphs
    font.setGlyphOrder(names[:held])
    outlines, metrics = font["glyf"], font["hmtx"]
    for name in names[held:]:
        outlines[name] = _empty_glyph()
        metrics[name] = (0, 0)
    for composite in composites:
        glyph = _composite_glyph(composite)
        name = names[composite.code]
        outlines[name] = glyph
        glyph.recalcBounds(outlines)
        metrics[name] = (composite.width, glyph.xMin)
    font.setGlyphOrder(names)
    outlines.glyphOrder = names
    output = BytesIO()
    font.save(output)
    return output.getvalue()


def _empty_glyph() -> Any:
    from fontTools.ttLib.tables._g_l_y_f import Glyph  # noqa: PLC0415  as above

    return Glyph()


def _composite_glyph(composite: Composite) -> Any:
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent  # noqa: PLC0415  as above

    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    for part in composite.parts:
        component = GlyphComponent()
        component.glyphName = f"g{part.glyph}"
        component.x, component.y = part.x, part.y
        component.flags = 0x4  # ROUND_XY_TO_GRID; offsets are what x and y mean when set like this
        glyph.components.append(component)
    return glyph
