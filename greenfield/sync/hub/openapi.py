"""The description of the hub's HTTP in OpenAPI 3.1, from the structs of the messages and one table of endpoints."""

from types import UnionType
from typing import Any, Final, NamedTuple, Union, get_args, get_origin

import msgspec
from msgspec import Raw, Struct

from greenfield import __version__
from greenfield.sync.messages import (
    PROTO,
    Came,
    Digest,
    Enrol,
    Enrolled,
    Head,
    Known,
    Missing,
    Page,
    Push,
    Pushed,
    Refusal,
    Rename,
    Said,
    Token,
)

_JSON: Final = "application/json"
_BYTES: Final = "application/octet-stream"
_NUMBER: Final = {"type": "integer", "minimum": 0, "maximum": 2**53 - 1}
_COMMON: Final = {
    400: "The request says nothing that the hub understands, or in a newer version of the messages.",
    401: "No known token of this organisation, or one beyond its time.",
    403: "The device was revoked.",
    404: "There is no such page.",
    405: "The page does not take this method.",
    408: "The body of the request did not arrive in time.",
    413: "The request is larger than the hub takes, or the member has stored as much as he may.",
    426: "The version of the messages is too old.",
    429: "Too many requests; `retry-after` says how many seconds to wait.",
    503: "The database is in use or full; try again later.",
}
_BODY: Final = {415: "The body is compressed otherwise than by zstd."}
_EPOCH: Final = {
    409: "The hub was restored: `epoch` is another one. Of a push: what came of it before is not here any more."
}


class _Endpoint(NamedTuple):
    method: str
    path: str
    said: str
    answer: type[Struct] | None = None
    asked: type[Struct] | None = None
    query: tuple[str, ...] = ()
    token: bool = True
    more: dict[int, str] = {}  # noqa: RUF012  never changed


_ORG: Final = "/v1/orgs/{organisation}"
_ENDPOINTS: Final = (
    _Endpoint(
        "post", "/v1/devices/enrol", "A device joins by a one-time code.", Enrolled, Enrol, token=False,
        more={**_BODY, 409: "The id of the device is taken."},
    ),
    _Endpoint("post", "/v1/devices/token", "A new token for the device; the old one serves on for a while.", Token),
    _Endpoint("get", f"{_ORG}/head", "How far the hub is.", Head),
    _Endpoint(
        "post", f"{_ORG}/push", "Takes changes, answered one by one.", Pushed, Push, ("epoch", "since", "short", "from", "name"),
        more={**_BODY, **_EPOCH},
    ),
    _Endpoint(
        "get", f"{_ORG}/came", "What came of a push whose line broke.", Came, query=("epoch", "name"), more=_EPOCH,
    ),
    _Endpoint(
        "get", f"{_ORG}/changes", "The next part of the feed.", Page,
        query=("epoch", "scope", "since", "max_bytes", "own", "short", "noted", "names"), more=_EPOCH,
    ),
    _Endpoint(
        "post", f"{_ORG}/known", "Which of these changes the hub does not have.", Missing, Known, ("epoch",),
        more={**_BODY, **_EPOCH},
    ),
    _Endpoint("get", f"{_ORG}/digest", "A checksum of what this device may read.", Digest, query=("upto",)),
    _Endpoint("post", f"{_ORG}/name", "What the device is called from now on.", Said, Rename, more=_BODY),
)  # fmt: skip
_QUERY: Final[dict[str, dict[str, Any]]] = {
    "epoch": {"type": "string"},
    "scope": {"type": "string"},
    "since": _NUMBER,
    "max_bytes": _NUMBER,
    "proto": {"type": "integer", "minimum": 1, "maximum": PROTO},
    "own": {"type": "string", "enum": ["full"]},
    "short": {"type": "string", "enum": ["1"]},
    "noted": {"type": "string", "pattern": r"^([0-9]{1,9}-[0-9]{1,9}(,[0-9]{1,9}-[0-9]{1,9}){0,15})?$"},
    "upto": _NUMBER,
    "names": _NUMBER,
    "from": _NUMBER,
    "name": {"type": "string"},
}
_DEVICE_NAME: Final = {"type": "string", "maxLength": 200, "pattern": r"^[^\u0000]*$"}
_OFFSETS: Final = {
    "upload-offset": {"description": "Bytes that are here.", "schema": _NUMBER},
    "upload-length": {"description": "Bytes of the whole file; 0 if nobody said.", "schema": _NUMBER},
}


def document() -> dict[str, Any]:
    """Return the description."""
    structs: list[type[Struct]] = [Refusal]
    for one in _ENDPOINTS:
        structs += [each for each in (one.answer, one.asked) if each is not None]
    described: dict[type, Any] = {}
    _, components = msgspec.json.schema_components(
        [_describable(each, described) for each in structs], ref_template="#/components/schemas/{name}"
    )
    for component in components.values():
        if "proto" in component.get("properties", {}):
            component["properties"]["proto"] = _QUERY["proto"]
    components["Enrol"]["properties"] |= {
        "device": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "name": _DEVICE_NAME,
    }
    components["Rename"]["properties"]["name"] = _DEVICE_NAME
    paths: dict[str, Any] = {}
    for endpoint in _ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method] = _operation(endpoint)
    _describe_rest(paths[f"{_ORG}/changes"]["get"])
    paths[f"{_ORG}/blobs/{{sha256}}"] = _files()
    return {
        "openapi": "3.1.0",
        "info": {"title": "Greenfield hub", "version": __version__},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _describable(kind: type[Struct], known: dict[type, Any]) -> type[Struct]:
    """Return a struct like `kind` in which changes, which travel as they were written, are any objects."""
    if kind not in known:
        fields: list[Any] = []
        for field in msgspec.structs.fields(kind):
            said = _plain(field.type, known)
            if field.required:
                fields.append((field.encode_name, said))
            else:
                default = msgspec.UNSET if isinstance(field.default, Raw) else field.default
                if default is msgspec.NODEFAULT:
                    default = field.default_factory()
                fields.append(
                    (
                        field.encode_name,
                        said | msgspec.UnsetType if default is msgspec.UNSET else said,
                        default,
                    )
                )
        known[kind] = msgspec.defstruct(kind.__name__, fields, kw_only=True)
        known[kind].__doc__ = kind.__doc__
    made: type[Struct] = known[kind]
    return made


def _plain(said: Any, known: dict[type, Any]) -> Any:
    if said is Raw:
        return dict[str, Any]
    if isinstance(said, type) and issubclass(said, Struct):
        return _describable(said, known)
    if get_origin(said) is UnionType:
        return Union[tuple(_plain(each, known) for each in get_args(said))]  # noqa: UP007  built at run time
    if get_origin(said) is list:
        return list[_plain(get_args(said)[0], known)]  # type: ignore[misc]  # built at run time
    return said


def _operation(endpoint: _Endpoint) -> dict[str, Any]:
    found: dict[str, Any] = {
        "summary": endpoint.said,
        "operationId": endpoint.path.rsplit("/", 1)[-1],
        "parameters": [*_path_parameters(endpoint.path), *_query(("proto", *endpoint.query))],
        "responses": {
            **_refusals({**_COMMON, **endpoint.more}),
            "200": {
                "description": "Done.",
                "headers": {
                    "content-encoding": {"description": "`zstd`, or none.", "schema": {"type": "string"}}
                },
                "content": {_JSON: {"schema": _reference(endpoint.answer)}},
            },
        },
    }
    if endpoint.asked is not None:
        found["requestBody"] = {"required": True, "content": {_JSON: {"schema": _reference(endpoint.asked)}}}
    if endpoint.token:
        found["security"] = [{"token": []}]
    return found


def _describe_rest(page: dict[str, Any]) -> None:
    """Add to the description of a page how the rest of one is asked for whose line broke."""
    text = {"type": "string"}
    page["parameters"] += [{"name": name, "in": "header", "schema": text} for name in ("range", "if-range")]
    named = {"description": "What the page is called while the hub keeps it.", "schema": text}
    page["responses"]["200"]["headers"]["etag"] = named
    page["responses"]["206"] = {
        "description": "The rest of the page that the device named.",
        "headers": {
            "etag": named,
            "content-range": {"description": "Which bytes of how many.", "schema": text},
        },
        "content": {_JSON: {"schema": {}}},
    }


def _files() -> dict[str, Any]:
    path = f"{_ORG}/blobs/{{sha256}}"
    absent = {**_COMMON, 404: "The file is not here, or not for this device: the same answer."}
    common = {"parameters": _path_parameters(path), "security": [{"token": []}]}
    said = {"description": "How far the file is.", "headers": _OFFSETS}
    content = {_BYTES: {"schema": {"type": "string", "format": "binary"}}}
    ranged = {
        "content-range": {"description": "Which bytes of how many.", "schema": {"type": "string"}},
        "accept-ranges": {"description": "Always `bytes`.", "schema": {"type": "string"}},
    }
    offsets = [
        {"name": name, "in": "header", "required": True, "schema": {"type": "integer", "minimum": 0}}
        for name in _OFFSETS
    ]
    beyond = {416: "The range lies beyond the end, or is none."}
    part = {"headers": ranged, "content": content}
    return {
        "head": {
            **common,
            "summary": "How far a file is.",
            "operationId": "file_standing",
            "responses": {**{str(code): {"description": text} for code, text in absent.items()}, "200": said},
        },
        "get": {
            **common,
            "summary": "A part of a whole file.",
            "operationId": "file_part",
            "parameters": [
                *_path_parameters(path),
                {
                    "name": "range",
                    "in": "header",
                    "schema": {"type": "string", "pattern": r"^bytes=\d+-\d*$"},
                },
            ],
            "responses": {
                **_refusals({**absent, **beyond}),
                "200": {"description": "All of it.", **part},
                "206": {"description": "A part, perhaps a shorter one than was asked for.", **part},
            },
        },
        "patch": {
            **common,
            "summary": "The next piece of a file; after the last one its hash is compared.",
            "operationId": "file_piece",
            "parameters": [*_path_parameters(path), *offsets],
            "requestBody": {"required": True, "content": content},
            "responses": {
                **_refusals({**absent, 422: "The file has another hash; its pieces are gone."}),
                "200": {**said, "description": "The file was whole before; nothing was kept of this."},
                "204": said,
                "409": {**said, "description": "The piece does not begin where the file ends here."},
            },
        },
    }


def _path_parameters(path: str) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _query(names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"name": name, "in": "query", "schema": _QUERY.get(name, _NUMBER)} for name in names]


def _refusals(said: dict[int, str]) -> dict[str, Any]:
    waiting = {"retry-after": {"description": "Seconds to wait.", "schema": _NUMBER}}
    return {
        str(code): {
            "description": text,
            "content": {_JSON: {"schema": _reference(Refusal)}},
            **({"headers": waiting} if code in {429, 503} else {}),
        }
        for code, text in said.items()
    }


def _reference(kind: type[Struct] | None) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{kind.__name__}"} if kind else {}
