"""A stretch of text with its runs shaped: what line breaking measures and lines are cut from."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from greenfield.report.fonts.face import Cluster
from greenfield.report.fonts.fontset import FontSet
from greenfield.report.text.bidi import resolve_levels, visual_order
from greenfield.report.text.itemize import Run, itemize
from greenfield.report.text.line import Line, Piece
from greenfield.report.text.reading import readable
from greenfield.report.text.source import Source
from greenfield.report.text.wide_marks import Range, half_width_ranges


@dataclass(frozen=True, slots=True)
class ShapedText:
    """Runs in the order of reading, each with its clusters from left to right.

    `reach[at]` is the width in points of the characters before `at`; a cluster's whole width counts for
    its first character, which `starts` names.
    """

    text: str
    base_level: int
    runs: tuple[tuple[Run, tuple[Cluster, ...]], ...]
    reach: Sequence[float]
    starts: frozenset[int]

    def line(self, start: int, end: int) -> Line:
        """Return the characters from `start` up to `end` as a line, in the order of display."""
        found = [
            (run, tuple(cluster for cluster in clusters if start <= cluster.start < end))
            for run, clusters in self.runs
            if run.start < end and run.end > start
        ]
        pieces: list[Piece] = []
        x = 0.0
        for at in visual_order([run.level for run, _ in found]):
            run, clusters = found[at]
            pieces.append(Piece(x, run.level, run.font, run.look, clusters))
            x += sum(cluster.advance for cluster in clusters) * pieces[-1].scale
        parted = readable(pieces, self.text, self.base_level)
        return Line(self.text, start, end, tuple(parted), x, right_to_left=self.base_level % 2 == 1)


def _features(text: str, run: Run) -> dict[str, bool | list[Range]]:
    features: dict[str, bool | list[Range]] = dict.fromkeys(run.look.features, True)
    if run.font.face.has_cubic_outlines:
        ranges = half_width_ranges(text, run.start, run.end)
        if ranges:
            features["halt"] = ranges
    return features


def shape_text(source: Source, base_level: int, language: str, fonts: FontSet) -> ShapedText:
    """Shape a stretch of text whose paragraph runs as `base_level` says: 0 left to right, 1 right to left."""
    levels = resolve_levels(source.text, base_level)
    runs, codepoints = itemize(source, levels, language, fonts)
    tag = language.replace("_", "-")
    shaped: list[tuple[Run, tuple[Cluster, ...]]] = []
    widths = [0.0] * len(source.text)
    for run in runs:
        face = run.font.face
        clusters = face.shape(
            codepoints,
            run.start,
            run.end,
            right_to_left=run.level % 2 == 1,
            script=run.script,
            language=tag,
            features=_features(source.text, run),
        )
        scale = run.look.size / face.units_per_em
        for cluster in clusters:
            widths[cluster.start] = cluster.advance * scale
        shaped.append((run, tuple(clusters)))
    starts = frozenset(cluster.start for _, clusters in shaped for cluster in clusters)
    return ShapedText(source.text, base_level, tuple(shaped), [0.0, *accumulate(widths)], starts)
