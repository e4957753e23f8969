"""HEAD, PATCH and GET of a file, as HTTP says them."""

import re
from typing import Final

from greenfield.sync.hub.callers import Caller
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.files import Standing, add_piece, file_standing, read_part
from greenfield.sync.hub.limits import Limits
from greenfield.sync.hub.refusal import Refused
from greenfield.sync.hub.routing import Route
from greenfield.sync.hub.surroundings import Surroundings
from greenfield.sync.transport import Reply

OFFSET: Final = "upload-offset"
LENGTH: Final = "upload-length"
BYTES: Final = "application/octet-stream"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_RANGE: Final = re.compile(r"bytes=(\d{1,15})-(\d{0,15})", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,15}", re.ASCII)


def answer_file(
    database: Database, surroundings: Surroundings, limits: Limits, caller: Caller, route: Route
) -> Reply:
    """Return the reply to a request for a file; what is no SHA-256 is as unknown as one that is not here."""
    sha256, request = route.sha256, route.request
    if not _SHA256.fullmatch(sha256):
        raise Refused(404, "blob.unknown")
    if request.method == "HEAD":
        return _told(200, file_standing(database, caller, sha256))
    if request.method == "GET":
        return _part(database, limits, caller, route)
    if len(request.body) > limits.body_bytes:
        raise Refused(413, "sync.too_large")
    offset, size = _header(route, OFFSET), _header(route, LENGTH)
    standing = add_piece(
        database, surroundings, limits, caller, sha256=sha256, offset=offset, size=size, content=request.body
    )
    kept = standing.is_whole or standing.done == offset + len(request.body)
    return _told(200 if standing.was_there else 204 if kept else 409, standing)


def _told(status: int, standing: Standing) -> Reply:
    return Reply(status, {OFFSET: str(standing.done), LENGTH: str(standing.size)}, b"")


def _header(route: Route, name: str) -> int:
    text = route.request.headers.get(name, "")
    if not _NUMBER.fullmatch(text):
        raise Refused(400, "sync.malformed")
    return int(text)


def _part(database: Database, limits: Limits, caller: Caller, route: Route) -> Reply:
    """Return a part, at most `piece_bytes` of it; without a range from the beginning."""
    asked = route.request.headers.get("range", "bytes=0-")
    found = _RANGE.fullmatch(asked)
    if not found:
        raise Refused(416, "blob.range")
    start = int(found[1])
    end = min(int(found[2]) + 1 if found[2] else start + limits.piece_bytes, start + limits.piece_bytes)
    part = read_part(database, caller, route.sha256, start, end)
    last = part.start + len(part.content) - 1
    headers = {
        "content-type": BYTES,
        "accept-ranges": "bytes",
        "content-range": f"bytes {part.start}-{last}/{part.size}",
    }
    whole = "range" not in route.request.headers and len(part.content) == part.size
    return Reply(200 if whole else 206, headers, part.content)
