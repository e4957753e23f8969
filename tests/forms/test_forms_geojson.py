"""GeoJSON files that a form reads: what is no collection of points, lines and shapes is a named problem."""

import json

import pytest

from greenfield.base.problem import ProblemError
from greenfield.forms.reading.geojson import read_geojson


def collection(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def feature(kind: str, coordinates: object, **properties: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def test_features_become_rows_with_values_as_written() -> None:
    (row,) = read_geojson(
        "x.geojson", collection(feature("Point", [2.5, 48.25, 30], a=1.50, b=True, c=None, d="x"))
    )
    assert row == {"a": "1.5", "b": "true", "d": "x", "geometry": "48.25 2.5 30 0"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe",
        b'{"type": "Feature"}',
        b'{"type": "FeatureCollection", "features": 1}',
        b'{"type": "FeatureCollection", "features": [1]}',
        collection(feature("MultiPoint", [[1, 2]])),
        collection(feature("Point", [1])),
        collection(feature("Point", ["x", "y"])),
        collection(feature("LineString", [[1, 2], 3])),
        collection(feature("Polygon", [])),
        collection(feature("Point", [1, 2], a={"b": 1})),
        collection({"type": "Feature", "properties": {}, "geometry": None}),
        b"[" * 100_000,
    ],
    ids=range(16),
)
def test_what_is_no_collection_of_places_is_named(data: bytes) -> None:
    with pytest.raises(ProblemError) as caught:
        list(read_geojson("x.geojson", data))
    assert (caught.value.code, caught.value.problems[0].place.name) == (
        "form.geojson_unreadable",
        "x.geojson",
    )
