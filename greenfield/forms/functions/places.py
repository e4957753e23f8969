"""Functions of places: area, distance, inside or outside, crossing lines.

A place is a geopoint (`latitude longitude height accuracy`); a line or shape has several between semicolons.
The formulas are those of JavaRosa (`GeoUtils`), the engine of ODK Collect: a sphere with the radius of the
equator, heights left aside.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from greenfield.forms.evaluation.builder import Builder, Function, Registry, plain
from greenfield.forms.evaluation.convert import Value, as_text
from greenfield.forms.evaluation.scope import Closure, Scope
from greenfield.forms.expression.tree import Call
from greenfield.forms.values import NAN, parse_number

RADIUS_M = 6_378_100.0
_METRES_A_DEGREE = 2 * math.pi * RADIUS_M / 360


class Place(NamedTuple):
    """A point on the earth in degrees."""

    latitude: float
    longitude: float


def functions() -> Registry:
    """Return the family by name; `enclosed-area` is JavaRosa's older name for `area`."""
    area = plain(lambda value: area_of(places_of([value])), "number", "any")
    return {
        "area": area,
        "enclosed-area": area,
        "distance": plain(lambda *values: length_of(places_of(values)), "number", "any", more="any"),
        "geofence": plain(_is_inside, "truth", "text", "any"),
        "intersects": Function(_build_intersects, "truth", 1, 1),
    }


def _build_intersects(builder: Builder, call: Call) -> Closure:
    value = builder.value(call.arguments[0])

    def crosses(scope: Scope) -> bool:
        places = places_of([value(scope)])
        scope.visit(len(places or ()) ** 2 // 2)  # each line is held against each later one
        return crosses_itself(places)

    return crosses


def places_of(values: Iterable[Value]) -> list[Place] | None:
    """Return the points of texts and nodes in order; None when one is no point, or there is none at all."""
    texts: list[str] = []
    for value in values:
        texts.extend([node.text for node in value] if isinstance(value, list) else [as_text(value)])
    found = [_place(part) for text in texts for part in text.split(";") if part.strip()]
    places = [place for place in found if place is not None]
    return places if places and len(places) == len(found) else None


def _place(text: str) -> Place | None:
    numbers = [parse_number(part) for part in text.split()]
    if not 2 <= len(numbers) <= 4 or not all(map(math.isfinite, numbers)):
        return None
    place = Place(*numbers[:2])
    return place if abs(place.latitude) <= 90 and abs(place.longitude) <= 180 else None


def area_of(places: Sequence[Place] | None) -> float:
    """Return the area in m2 that points enclose: 0 for fewer than three, NaN without points."""
    if places is None:
        return NAN
    if len(places) < 3:
        return 0.0
    first = places[0]
    flat = [
        (
            (place.longitude - first.longitude) * _METRES_A_DEGREE * math.cos(math.radians(place.latitude)),
            (place.latitude - first.latitude) * _METRES_A_DEGREE,
        )
        for place in places[1:]
    ]
    return abs(sum((y1 * x2 - x1 * y2) / 2 for (x1, y1), (x2, y2) in pairwise(flat)))


def length_of(places: Sequence[Place] | None) -> float:
    """Return the length in m of the way over points by the spherical law of cosines; NaN without points."""
    return NAN if places is None else math.fsum(_between(one, other) for one, other in pairwise(places))


def _between(one: Place, other: Place) -> float:
    here, there = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.cos(math.radians(one.longitude - other.longitude))
    cosine = math.sin(here) * math.sin(there) + math.cos(here) * math.cos(there) * turn
    return math.acos(max(-1.0, min(1.0, cosine))) * RADIUS_M


def _is_inside(point: str, shape: Value) -> bool:
    place, corners = _place(point), places_of([shape])
    return place is not None and corners is not None and is_inside(place, corners)


def is_inside(place: Place, corners: Sequence[Place]) -> bool:
    """Tell whether a point lies in a closed shape (W. R. Franklin, PNPOLY)."""
    inside = False
    for before, after in pairwise(corners):
        if (after.latitude > place.latitude) == (before.latitude > place.latitude):
            continue
        share = (place.latitude - after.latitude) / (before.latitude - after.latitude)
        if place.longitude < (before.longitude - after.longitude) * share + after.longitude:
            inside = not inside
    return inside


def crosses_itself(places: Sequence[Place] | None) -> bool:
    """Tell whether a line or shape touches itself anywhere but where one of its lines ends and the next begins."""
    if places is None:
        return False
    corners = [place for place, before in zip(places, [None, *places], strict=False) if place != before]
    lines = list(pairwise(corners))
    is_closed = len(corners) > 2 and corners[0] == corners[-1]
    for index, line in enumerate(lines):
        for later in range(index + 1, len(lines)):
            if later == index + 1:
                meets = _turns_back(*line, lines[later][1])
            elif is_closed and index == 0 and later == len(lines) - 1:
                meets = _turns_back(*lines[later], line[1])
            else:
                meets = _meet(*line, *lines[later])
            if meets:
                return True
    return False


def _side(a: Place, b: Place, c: Place) -> float:
    return (b.longitude - a.longitude) * (c.latitude - a.latitude) - (b.latitude - a.latitude) * (
        c.longitude - a.longitude
    )


def _turns_back(a: Place, b: Place, c: Place) -> bool:
    """Tell whether the way from `a` over `b` to `c` goes back on itself."""
    ahead = (b.longitude - a.longitude) * (c.longitude - b.longitude) + (b.latitude - a.latitude) * (
        c.latitude - b.latitude
    )
    return _side(a, b, c) == 0 and ahead < 0


def _is_between(a: Place, b: Place, c: Place) -> bool:
    return min(a.longitude, b.longitude) <= c.longitude <= max(a.longitude, b.longitude) and min(
        a.latitude, b.latitude
    ) <= c.latitude <= max(a.latitude, b.latitude)


def _meet(a: Place, b: Place, c: Place, d: Place) -> bool:
    """Tell whether the line from `a` to `b` and that from `c` to `d` have a point in common."""
    sides = (_side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b))
    if sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(side == 0 and _is_between(*end) for side, end in zip(sides, ends, strict=True))
