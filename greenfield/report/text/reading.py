"""Prepares a line for programs that read a page's text: copying, searching, reading aloud.

Such a program either takes what a page writes in the order of writing, or sorts it by place and finds the
order of reading by heuristics. For the first, words that run right to left are written one by one. The
second counts what has no direction of its own (a space, comma or bracket) with the foreign words beside it;
an invisible mark between the two parts them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final
from unicodedata import bidirectional

from greenfield.report.fonts.face import Cluster
from greenfield.report.text.line import Piece

LEFT_TO_RIGHT_MARK: Final = "\u200e"
RIGHT_TO_LEFT_MARK: Final = "\u200f"
_IN_WORDS: Final = frozenset({"R", "AL", "NSM"})
_IN_NUMBERS: Final = frozenset({"CS", "ES", "ET"})
_STRONG_LEFT: Final = frozenset({"L", "EN", "AN"})


def readable(pieces: Sequence[Piece], text: str, base_level: int) -> list[Piece]:
    """Return the pieces of a line, from left to right, parted and marked for readers of its text."""
    words = [word for piece in pieces for word in _words(piece, text)]
    signed = list(words)
    for at, (left, right) in enumerate(pairwise(words)):
        if left.level % 2 and right.level % 2:
            if base_level % 2 and not _is_word(left.clusters[-1], text) and _is_separator(right, text):
                signed[at + 1] = replace(signed[at + 1], sign_left=RIGHT_TO_LEFT_MARK)
        elif left.level % 2 and base_level % 2:
            if not _is_word(left.clusters[-1], text):
                signed[at] = replace(signed[at], sign_right=RIGHT_TO_LEFT_MARK)
        elif left.level % 2 and bidirectional(text[right.clusters[0].start]) not in _STRONG_LEFT:
            signed[at + 1] = replace(signed[at + 1], sign_left=LEFT_TO_RIGHT_MARK)
    return signed


def _words(piece: Piece, text: str) -> Iterable[Piece]:
    """Give the words of a piece that runs right to left, and each mark between them, as pieces."""
    if piece.level % 2 == 0:
        if piece.clusters:
            yield piece
        return
    x = piece.x
    for key, group in groupby(enumerate(piece.clusters), lambda item: _word_key(item, text)):
        del key
        clusters = tuple(cluster for _, cluster in group)
        yield replace(piece, x=x, clusters=clusters)
        x += sum(cluster.advance for cluster in clusters) * piece.scale


def _word_key(item: tuple[int, Cluster], text: str) -> int:
    """Return one number for all letters, another one for each cluster between words."""
    at, cluster = item
    return -1 if _is_word(cluster, text) else at


def _is_separator(piece: Piece, text: str) -> bool:
    """Tell whether a piece is a mark that also stands in numbers, which such programs count with them."""
    return bidirectional(text[piece.clusters[0].start]) in _IN_NUMBERS


def _is_word(cluster: Cluster, text: str) -> bool:
    return bidirectional(text[cluster.start]) in _IN_WORDS
