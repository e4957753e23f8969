"""Messages in requests and replies: compressed where the other side takes that, plain JSON where it does not."""

from collections.abc import Mapping
from typing import Final, TypeVar

import msgspec

from greenfield.base.problem import fail
from greenfield.sync.hub.limits import Limits
from greenfield.sync.hub.refusal import Refused
from greenfield.sync.messages import PROTO
from greenfield.sync.transport import Reply, Request
from greenfield.sync.wire import ENCODING, MEDIA_TYPE, pack, unpacked

LOWEST_PROTO: Final = 1
_PLAIN: Final = msgspec.json.Encoder()
Message = TypeVar("Message", bound=msgspec.Struct)


def reply_with(
    request: Request, said: msgspec.Struct, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Reply:
    """Return a reply with a message. Without `accept-encoding` it is compressed, as devices want it."""
    all_headers = {"content-type": MEDIA_TYPE, **(headers or {})}
    if request.method == "HEAD":
        return Reply(status, all_headers, b"")
    if ENCODING in request.headers.get("accept-encoding", ENCODING):
        return Reply(status, {**all_headers, "content-encoding": ENCODING}, pack(said))
    return Reply(status, all_headers, _PLAIN.encode(said))


def read_message(request: Request, kind: type[Message], limits: Limits) -> Message:
    """Return the message in a request; refuses with 413 and 400, and as `check_proto` does."""
    if len(request.body) > limits.body_bytes:
        raise fail("sync.too_large", limit=limits.body_bytes)
    encoding = request.headers.get("content-encoding", "")
    if encoding not in {"", "identity", ENCODING}:
        raise Refused(415, "sync.encoding")
    body = unpacked(request.body, limit=limits.unpacked_bytes) if encoding == ENCODING else request.body
    try:
        message = msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise fail("sync.malformed", reason=str(error)) from error
    check_proto(getattr(message, "proto", PROTO))
    return message


def check_proto(said: int) -> None:
    """Refuse a version that is not spoken here: 400 `proto.newer`, 426 `client.too_old`."""
    if said > PROTO:
        raise Refused(400, "proto.newer")
    if said < LOWEST_PROTO:
        raise Refused(426, "client.too_old")
