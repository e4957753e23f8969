"""Parts a text into runs of one font, direction, script and look, each of which is shaped as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import category, east_asian_width

from greenfield.report.fonts.fontset import ChosenFont, FontSet
from greenfield.report.text.source import Source
from greenfield.report.text.style import Look

_COMMON = frozenset({"Zyyy", "Zinh"})
_NO_SCRIPT = "Zyyy"
_WIDE = frozenset("WF")
_JOINERS = frozenset("\u200c\u200d")
_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd")


@dataclass(frozen=True, slots=True)
class Run:
    """The characters from `start` up to `end`, drawn by one font in one direction."""

    start: int
    end: int
    level: int
    font: ChosenFont
    script: str
    look: Look


@cache
def script_of(character: str) -> str:
    """Return the ISO 15924 tag of a character's script: `Latn`, `Arab`, `Hani`; `Zyyy` when many share it."""
    if character < "\x80":
        return "Latn" if character.isalpha() else _NO_SCRIPT
    from fontTools.unicodedata import script  # noqa: PLC0415  not needed by plain English

    return str(script(character))


@cache
def _is_steering(character: str) -> bool:
    """Tell whether a character only steers direction and lines, and is itself never drawn."""
    return category(character) == "Cf" and character not in _JOINERS | _VISIBLE_FORMAT


def itemize(
    source: Source, levels: Sequence[int], language: str, fonts: FontSet
) -> tuple[list[Run], list[int]]:
    """Return the runs in the order of reading, and the code points to shape.

    A character that no font has is replaced there and noted in `fonts.missing`.
    """
    codepoints = [ord(character) for character in source.text]
    wide_marks = language == "zh_Hans" and any(east_asian_width(c) in _WIDE for c in source.text)
    chosen = [
        None
        if _is_steering(character)
        else fonts.choose(
            character,
            semibold=source.looks[at].semibold,
            prefer_arabic=levels[at] % 2 == 1 and script_of(character) in _COMMON,
            wide_marks=wide_marks,
        )
        for at, character in enumerate(source.text)
    ]
    _keep_marks_with_bases(source, chosen)
    for at, font in enumerate(chosen):
        if font is None and not _is_steering(source.text[at]):
            fonts.missing.add(source.text[at])
            sign, chosen[at] = fonts.replacement(semibold=source.looks[at].semibold)
            codepoints[at] = ord(sign)
    runs: list[Run] = []
    start = 0
    for end in range(1, len(chosen) + 1):
        if end < len(chosen) and _belong_together(source, levels, chosen, end):
            continue
        font = chosen[start]
        if font is not None:
            runs.extend(_by_script(source, start, end, levels[start], font))
        start = end
    return runs, codepoints


def _keep_marks_with_bases(source: Source, chosen: list[ChosenFont | None]) -> None:
    """Let a mark or joiner be drawn by the font of what it stands on, where that font has it."""
    for at in range(1, len(chosen)):
        character, base = source.text[at], chosen[at - 1]
        is_attached = character in _JOINERS or script_of(character) == "Zinh" or category(character)[0] == "M"
        if base is not None and is_attached and (character in _JOINERS or base.face.has(character)):
            chosen[at] = base


def _belong_together(
    source: Source, levels: Sequence[int], chosen: Sequence[ChosenFont | None], at: int
) -> bool:
    return (
        levels[at] == levels[at - 1]
        and chosen[at] is chosen[at - 1]
        and (source.looks[at] is source.looks[at - 1] or source.looks[at] == source.looks[at - 1])
    )


def _by_script(source: Source, start: int, end: int, level: int, font: ChosenFont) -> list[Run]:
    """Part a run where its script changes; what many scripts share goes with what stands before it."""
    runs: list[Run] = []
    begin, current = start, _NO_SCRIPT
    for at in range(start, end):
        script = script_of(source.text[at])
        if script in _COMMON or script == current:
            continue
        if current != _NO_SCRIPT:
            runs.append(Run(begin, at, level, font, current, source.looks[begin]))
            begin = at
        current = script
    runs.append(Run(begin, end, level, font, current, source.looks[begin]))
    return runs
