"""Requests made from the hub's own description, right ones and wrong ones: every answer is one that it names, none an error."""

import hashlib
import json
import random

import pytest
import schemathesis
from hub_sample import Place
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from greenfield.base.problem import ProblemError
from greenfield.records.change import Change, decode, encode, seal
from greenfield.sync.hub.asgi import make_application
from greenfield.sync.hub.openapi import document
from greenfield.sync.hub.routing import _METHODS
from greenfield.sync.wire import zstd

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PHOTO = random.Random(3).randbytes(5_000)
SHA256 = hashlib.sha256(PHOTO).hexdigest()
OPERATIONS = [
    (path, method)
    for path, methods in document()["paths"].items()
    for method in methods
    if method != "parameters"
]
EVERY_OPERATION = pytest.mark.parametrize(
    ("path", "method"),
    OPERATIONS,
    ids=[f"{method} {path.rpartition('}/')[2]}" for path, method in OPERATIONS],
)
WRONG_TOKEN = "A" * 43


@pytest.fixture(scope="module")
def described():
    """A hub with something in it, its description, a right token, and changes that the hub would take."""
    place = Place()
    ana = place.join("Ana", "administrator")
    company = ana.create("company", name="Mill", sharing="organisation", photos="report")
    photo = ana.create("attachment", subject=company.record, blob=SHA256)
    ana.push(company, photo)
    assert ana.send_file(PHOTO, SHA256) == 204
    good = [ana.set(company, name=str(each)) for each in range(4)]
    good += [ana.create(kind, name="x") for kind in ("company", "visit", "note", "package")]
    schema = schemathesis.openapi.from_asgi("/schema/openapi.json", make_application(place.hub))
    yield place, ana, schema, [json.loads(encode(each)) for each in good]
    place.hub.close()


def ask(described, path, method, data, mode):
    """Make one request; what the path names exists most times, and the body is compressed half of the time."""
    place, ana, schema, good = described
    named = {"organisation": place.centre, "sha256": SHA256}
    known = {name: value for name, value in named.items() if f"{{{name}}}" in path}
    fixed = {"path_parameters": known} if known and data.draw(st.integers(0, 5)) else {}
    case = data.draw(schema[path][method].as_strategy(generation_mode=mode, **fixed))
    headers = {}
    token = data.draw(st.sampled_from([ana.token, ana.token, ana.token, WRONG_TOKEN, ""]))
    if token:
        headers["authorization"] = f"Bearer {token}"
    if path.endswith("push") and isinstance(case.body, dict) and data.draw(st.booleans()):
        case.body["changes"] = [
            resealed({**data.draw(st.sampled_from(good)), **data.draw(_SPOILT)})
            for _ in range(data.draw(st.integers(1, 3)))
        ]
    sent = {}
    if isinstance(case.body, (dict, list, str, int)) and data.draw(st.booleans()):
        headers |= {"content-encoding": "zstd", "content-type": "application/json"}
        sent["data"] = zstd.compress(json.dumps(case.body).encode())
    response = case.call(headers=headers, **sent)
    return case, response, token


_ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
_FIELDS = (
    "cid",
    "hash",
    "device",
    "author",
    "dseq",
    "kind",
    "record",
    "op",
    "fields",
    "at_device",
    "blobs",
    "toolkit",
)
_SPOILT = st.dictionaries(st.sampled_from(_FIELDS), _ANYTHING, max_size=2)


def resealed(change):
    """Give a spoilt change the hash that it should have, where it is still a change at all."""
    try:
        found = decode(json.dumps(change).encode())
    except (ProblemError, ValueError):
        return change
    return json.loads(encode(seal(found))) if isinstance(found, Change) else change


def check_many(described, path, method, examples):
    place, ana, _schema, _good = described

    @settings(
        max_examples=examples,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data(), mode=st.sampled_from(list(GenerationMode)))
    def run(data, mode):
        case, response, token = ask(described, path, method, data, mode)
        case.validate_response(response, checks=CHECKS)
        if case.operation.definition.raw.get("security") and token != ana.token:
            assert response.status_code in {400, 401, 404, 405, 426}, response.status_code
            assert place.centre not in response.text or place.centre in case.formatted_path

    run()


@EVERY_OPERATION
def test_every_answer_is_one_that_the_description_names(described, path, method):
    check_many(described, path, method, 40)


@pytest.mark.long
@EVERY_OPERATION
def test_very_many_answers_are_all_such_that_the_description_names_them(described, path, method):
    check_many(described, path, method, 200)


def test_the_description_has_every_page_and_method_of_the_hub():
    described = {
        (path.split("/blobs/")[0].rpartition("/")[2] if "blobs" not in path else "blobs", method.upper())
        for path, method in OPERATIONS
    }
    assert described == {(page, method) for page, methods in _METHODS.items() for method in methods}
