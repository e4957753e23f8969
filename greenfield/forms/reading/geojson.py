"""Features of GeoJSON files that a form reads (ODK XForms specification, secondary instances from GeoJSON)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from greenfield.base.problem import Place, fail


def read_geojson(name: str, data: bytes) -> Iterator[Mapping[str, str]]:
    """Yield the features of a FeatureCollection: `id`, its properties, `geometry` as ODK writes it.

    Numbers stay as they are written. ProblemError `form.geojson_unreadable` for another document, or a
    feature that is no point, line or polygon.
    """
    try:
        document: Any = json.loads(data.decode("utf-8-sig"), parse_float=str, parse_int=str)
        features: Any = document["features"] if document["type"] == "FeatureCollection" else None
        for feature in features:
            row = {
                key: _text(value) for key, value in (feature["properties"] or {}).items() if value is not None
            }
            if feature.get("id") is not None:
                row["id"] = _text(feature["id"])
            row["geometry"] = _geometry(feature["geometry"])
            yield row
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise fail("form.geojson_unreadable", Place(name), file=name) from error


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _geometry(geometry: Mapping[str, Any]) -> str:
    coordinates = geometry["coordinates"]
    match geometry["type"]:
        case "Point":
            return _point(coordinates)
        case "LineString":
            return "; ".join(map(_point, coordinates))
        case "Polygon":
            return "; ".join(map(_point, coordinates[0]))
        case other:
            raise ValueError(other)


def _point(coordinates: list[str]) -> str:
    """Return a position (longitude, latitude, height) as a geopoint: latitude, longitude, height, accuracy."""
    longitude, latitude = coordinates[:2]
    float(longitude), float(latitude)
    return f"{latitude} {longitude} {coordinates[2] if len(coordinates) > 2 else 0} 0"
