"""Labels that fit their place: broken into a few lines, the last one shortened where it must be."""

from greenfield.charts.shapes import Measure

ELLIPSIS = "…"


def fitted(
    text: str, width: float, measure: Measure, size: float, *, semibold: bool = False, lines: int = 2
) -> tuple[str, ...]:
    """Return the text in at most `lines` lines, none wider than `width` unless a single letter is."""
    done: list[str] = []
    rest = " ".join(text.split())
    while rest and len(done) < lines - 1:
        head = _head(rest, width, measure, size, semibold=semibold)
        done.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    if rest:
        done.append(_shortened(rest, width, measure, size, semibold=semibold))
    return tuple(done)


def _head(text: str, width: float, measure: Measure, size: float, *, semibold: bool) -> str:
    """Return the longest start that fits, ending at a blank where there is one."""
    if measure(text, size, semibold) <= width:
        return text
    length = _fitting_length(text, width, measure, size, semibold=semibold)
    blank = text.rfind(" ", 0, length + 1)
    return text[: blank + 1] if blank > 0 else text[:length]


def _shortened(text: str, width: float, measure: Measure, size: float, *, semibold: bool) -> str:
    if measure(text, size, semibold) <= width:
        return text
    room = width - measure(ELLIPSIS, size, semibold)
    return text[: _fitting_length(text, room, measure, size, semibold=semibold)].rstrip() + ELLIPSIS


def _fitting_length(text: str, width: float, measure: Measure, size: float, *, semibold: bool) -> int:
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle], size, semibold) <= width:
            low = middle
        else:
            high = middle - 1
    return low
