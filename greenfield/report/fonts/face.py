"""One font file, opened by HarfBuzz: what it covers, how it shapes, and a part of it to embed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from struct import unpack_from
from typing import Any

import uharfbuzz

from greenfield.base.problem import fail
from greenfield.report.fonts.files import FontFile

# A document needs the outlines and their widths; names, characters and layout rules stay outside.
_NOT_EMBEDDED = (
    "BASE GDEF GPOS GSUB HVAR MVAR OS/2 STAT VORG avar cmap gasp name post vhea vmtx".split()  # noqa: SIM905  a list of tags reads best so
)


@dataclass(frozen=True, slots=True, order=True)
class PlacedGlyph:
    """A glyph of a face and where its origin stands, in font units from the start of its cluster."""

    glyph: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """The glyphs that stand for the characters from `start` up to `end`, and how far the pen moves."""

    start: int
    end: int
    glyphs: tuple[PlacedGlyph, ...]
    advance: int


class Face:
    """A font file. Lengths are in font units, `units_per_em` of them to the size of the type."""

    def __init__(self, font: FontFile, path: Path) -> None:
        """Open a font file; it is mapped into memory, read where it is needed.

        Raises ProblemError `document.font_unreadable`.
        """
        self.file = font
        try:
            self._face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        except uharfbuzz.HarfBuzzError as error:
            raise fail("document.font_unreadable", str(path)) from error
        if not self._face.glyph_count:
            raise fail("document.font_unreadable", str(path))
        self._font = uharfbuzz.Font(self._face)
        self._covered = self._face.unicodes
        self.units_per_em: int = self._face.upem
        self.glyph_count: int = self._face.glyph_count
        self.has_cubic_outlines: bool = "CFF " in self._face.table_tags

    def has(self, character: str) -> bool:
        """Tell whether the font has a glyph of its own for a character."""
        return ord(character) in self._covered

    @cached_property
    def ascent(self) -> int:
        """How far the font reaches above the baseline."""
        return int(self._font.get_font_extents("ltr").ascender)

    @cached_property
    def descent(self) -> int:
        """How far the font reaches below the baseline; a negative number."""
        return int(self._font.get_font_extents("ltr").descender)

    @cached_property
    def cap_height(self) -> int:
        """How high a capital letter stands."""
        tag = uharfbuzz.OTMetricsTag.CAP_HEIGHT
        return int(self._font.get_metric_position_with_fallback(tag))

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """The smallest box around all glyphs: left, bottom, right, top."""
        left, bottom, right, top = unpack_from(">4h", self.table("head"), 36)
        return left, bottom, right, top

    def width(self, glyph: int) -> int:
        """Return how far the pen moves for a glyph that stands alone."""
        return int(self._font.get_glyph_h_advance(glyph))

    def table(self, tag: str) -> bytes:
        """Return the bytes of one table of the font file."""
        return bytes(self._face.reference_table(tag).data)

    def shape(
        self,
        codepoints: Sequence[int],
        start: int,
        end: int,
        *,
        right_to_left: bool,
        script: str,
        language: str,
        features: Mapping[str, bool | list[tuple[int, int, bool]]],
    ) -> list[Cluster]:
        """Return the clusters for the characters from `start` up to `end`, from left to right.

        What stands around them in `codepoints` decides how letters join; `script` is an ISO 15924 tag,
        `language` a BCP 47 one; a feature is switched for all or for ranges of characters.
        """
        buffer: Any = uharfbuzz.Buffer()
        buffer.add_codepoints(codepoints, start, end - start)
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.script = script
        buffer.language = language
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        uharfbuzz.shape(self._font, buffer, dict(features))
        return _clusters(buffer.glyph_infos, buffer.glyph_positions, end)

    def subset(self, glyphs: Collection[int]) -> bytes:
        """Return a font with only these glyphs and their parts, each with its number in this font.

        Of cubic outlines (CFF) the bare table is returned, of others a TrueType font.
        """
        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update([0, *sorted(glyphs)])
        wanted.drop_table_tag_set.update(_tag(name) for name in _NOT_EMBEDDED)
        wanted.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        if not self.has_cubic_outlines:
            wanted.flags |= uharfbuzz.SubsetFlags.RETAIN_GIDS
        part = uharfbuzz.subset(self._face, wanted)
        return bytes(part.reference_table("CFF ").data if self.has_cubic_outlines else part.blob.data)


def _tag(name: str) -> int:
    return int.from_bytes(name.ljust(4).encode("ascii"), "big")


def _clusters(infos: Sequence[Any], positions: Sequence[Any], end: int) -> list[Cluster]:
    groups: list[tuple[int, list[PlacedGlyph], int]] = []
    last = -1
    pen = 0
    for info, position in zip(infos, positions, strict=True):
        if info.cluster != last:
            last = info.cluster
            groups.append((last, [], 0))
            pen = 0
        _, glyphs, _ = groups[-1]
        glyphs.append(PlacedGlyph(info.codepoint, pen + position.x_offset, position.y_offset))
        pen += position.x_advance
        groups[-1] = (last, glyphs, pen)
    starts = sorted(group[0] for group in groups)
    ends = dict(pairwise([*starts, end]))
    return [Cluster(start, ends[start], tuple(glyphs), advance) for start, glyphs, advance in groups]
