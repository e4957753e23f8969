"""Which endpoint a request is for, with the parts of its path and query."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import parse_qsl

from greenfield.sync.hub.refusal import Refused
from greenfield.sync.transport import Request

_ENROL: Final = re.compile(r"/v1/devices/(enrol|token)")
_ORGANISATION: Final = re.compile(r"/v1/orgs/([^/]+)/(head|push|came|changes|known|digest|name)")
_BLOB: Final = re.compile(r"/v1/orgs/([^/]+)/blobs/([^/]+)")
_METHODS: Final[Mapping[str, tuple[str, ...]]] = {
    "enrol": ("POST",),
    "token": ("POST",),
    "head": ("GET",),
    "push": ("POST",),
    "came": ("GET",),
    "changes": ("GET",),
    "known": ("POST",),
    "digest": ("GET",),
    "name": ("POST",),
    "blobs": ("HEAD", "PATCH", "GET"),
}
_MOST: Final = 2**53
_RUNS: Final = re.compile(r"[0-9]{1,16}-[0-9]{1,16}(,[0-9]{1,16}-[0-9]{1,16})*")
_LONGEST_RUNS: Final = 2048


class Route(NamedTuple):
    """A request and what its address says."""

    request: Request
    endpoint: str
    organisation: str
    sha256: str
    query: Mapping[str, str]

    def number(self, name: str, otherwise: int) -> int:
        """Return a whole number of the query, not below 0; 400 `sync.malformed` for anything else."""
        text = self.query.get(name, "")
        if not text:
            return otherwise
        if not (text.isascii() and text.isdecimal() and len(text) <= 16 and int(text) < _MOST):
            raise Refused(400, "sync.malformed")
        return int(text)

    def runs(self, name: str) -> list[range]:
        """Return runs of numbers in the query, as `3-7,12-12`, both ends included; 400 `sync.malformed` for anything else."""
        text = self.query.get(name, "")
        if not text:
            return []
        if len(text) > _LONGEST_RUNS or not _RUNS.fullmatch(text):
            raise Refused(400, "sync.malformed")
        ends = (each.split("-") for each in text.split(","))
        return [range(int(first), int(last) + 1) for first, last in ends]

    @property
    def token(self) -> str:
        """The token that the request brings, or nothing."""
        kind, _, token = self.request.headers.get("authorization", "").partition(" ")
        return token.strip() if kind.lower() == "bearer" else ""


def methods_of(path: str) -> str:
    """Return the methods of a page, as the header `allow` lists them; none for no page of the hub."""
    try:
        find_route(Request("", path))
    except Refused as refused:
        return refused.allow
    return ""


def find_route(request: Request) -> Route:
    """Return the endpoint of a request; 404 `hub.no_such_page`, 405 `hub.no_such_method`."""
    path, _, query = request.path.partition("?")
    values = dict(parse_qsl(query, keep_blank_values=True, errors="replace"))
    organisation, sha256 = "", ""
    if found := _ENROL.fullmatch(path):
        endpoint = found[1]
    elif found := _ORGANISATION.fullmatch(path):
        organisation, endpoint = found[1], found[2]
    elif found := _BLOB.fullmatch(path):
        organisation, endpoint, sha256 = found[1], "blobs", found[2]
    else:
        raise Refused(404, "hub.no_such_page")
    if request.method not in _METHODS[endpoint]:
        raise Refused(405, "hub.no_such_method", allow=", ".join(_METHODS[endpoint]))
    return Route(request, endpoint, organisation, sha256, values)
