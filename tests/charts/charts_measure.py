"""A font for tests (every letter half as wide as it is high) and questions about a chart."""

from itertools import combinations

from greenfield.charts.shapes import Path, Rect, Text


def width_of(text, size, semibold):
    return len(text) * size * (0.55 if semibold else 0.5)


def rects(chart):
    return [shape for shape in chart.shapes if isinstance(shape, Rect)]


def texts(chart):
    return [shape for shape in chart.shapes if isinstance(shape, Text)]


def text_of(chart):
    return [text.text for text in texts(chart)]


def overlapping(some):
    return [(a.text, b.text) for a, b in combinations(some, 2) if a.box.overlaps(b.box)]


def inside(chart):
    slack = 0.02
    boxes = []
    for shape in chart.shapes:
        match shape:
            case Rect():
                boxes.append((shape.x, shape.y, shape.right, shape.bottom))
            case Text():
                boxes.append((shape.box.x, shape.box.y, shape.box.right, shape.box.bottom))
            case Path():
                boxes.extend((x, y, x, y) for x, y in shape.points)
    return all(
        x >= -slack and y >= -slack and right <= chart.width + slack and bottom <= chart.height + slack
        for x, y, right, bottom in boxes
    )
