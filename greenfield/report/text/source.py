"""The characters of a paragraph as they are laid out: spans joined, cleaned, parted at forced line ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

from greenfield.report.text.style import Look, Span, Style, look_of

_LINE_ENDS = frozenset("\n\v\f\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Source:
    """One stretch of text without a forced line end; `looks` has an entry for each character."""

    text: str
    looks: Sequence[Look]


def sources(content: str | Sequence[Span], style: Style) -> list[Source]:
    """Return the stretches of a text between its forced line ends; at least one, which may be empty.

    Tabs become spaces, control characters go, halves of surrogate pairs become the replacement sign.
    """
    spans = [Span(content)] if isinstance(content, str) else content
    parts: list[tuple[list[str], list[Look]]] = [([], [])]
    for span in spans:
        look = look_of(span, style)
        for character in _cleaned(span.text):
            if character == "\n":
                parts.append(([], []))
            else:
                parts[-1][0].append(character)
                parts[-1][1].append(look)
    return [Source("".join(characters), looks) for characters, looks in parts]


def _cleaned(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(_clean(character) for character in text.replace("\r\n", "\n").replace("\r", "\n"))


def _clean(character: str) -> str:
    if character in _LINE_ENDS:
        return "\n"
    if character == "\t":
        return " "
    kind = category(character)
    if kind == "Cs":
        return "\ufffd"
    return "" if kind == "Cc" else character
