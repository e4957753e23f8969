"""The hub as an ASGI application: bytes of HTTP into `Hub.answer` and out again, the work off the event loop."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

import anyio
import msgspec
from litestar import Litestar, Request, Response, get, route
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.response import Stream

from greenfield.sync import transport
from greenfield.sync.hub.bodies import Room, pass_over, read_body
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.openapi import document
from greenfield.sync.hub.refusal import Refused
from greenfield.sync.hub.routing import methods_of
from greenfield.sync.messages import PROTO, Refusal
from greenfield.sync.wire import MEDIA_TYPE

_THREADS: Final = 8
_WITH_BODY: Final = frozenset({"POST", "PATCH"})
_CODES: Final = {404: "hub.no_such_page", 405: "hub.no_such_method", 413: "sync.too_large"}
_BUSY: Final = 503
_REST: Final = 206
_PIECE: Final = 2048
"""A line that broke may break again: small pieces, since of a record of TLS nothing can be read before all of it is there."""
_NO_PAGES: Final[OpenAPIConfig | None] = None

Result = TypeVar("Result")


def make_application(hub: Hub) -> Litestar:
    """Return the application over a hub; `/schema/openapi.json` describes it."""
    limiter = anyio.CapacityLimiter(_THREADS)
    room = Room(hub.limits.bodies_bytes)

    async def run(work: Callable[[], Result]) -> Result:
        return await anyio.to_thread.run_sync(work, limiter=limiter)

    @route("/v1/{rest:path}", http_method=["GET", "HEAD", "POST", "PATCH"])
    async def answer(request: Request[Any, Any, Any]) -> Response[Any]:
        headers = {name.lower(): value for name, value in request.headers.items()}
        asked = transport.Request(request.method, _path(request), headers)
        peer = request.client.host if request.client else ""
        if request.method not in _WITH_BODY:
            return _response(await run(partial(hub.answer, asked, peer)))
        most = await run(partial(hub.look_at_head, asked))
        if not isinstance(most, int):
            await pass_over(request, hub.limits.body_bytes)
            return _response(most)
        try:
            with room.take(most):
                body = await read_body(request, most, hub.arriving(asked))
                return _response(await run(partial(hub.answer, asked._replace(body=body), peer)))
        except Refused as refusal:
            if refusal.status == _BUSY:
                await pass_over(request, hub.limits.body_bytes)
            return _response(hub.refuse(asked, refusal))

    @get("/schema/openapi.json", sync_to_thread=False)
    def describe() -> Response[bytes]:
        return Response(msgspec.json.encode(document()), media_type=MEDIA_TYPE)

    return Litestar(
        [answer, describe],
        openapi_config=_NO_PAGES,
        logging_config=None,
        request_max_body_size=hub.limits.body_bytes,
        exception_handlers={HTTPException: _told},
    )


def _response(reply: transport.Reply) -> Response[Any]:
    headers = dict(reply.headers)
    kind = headers.pop("content-type", "application/octet-stream")
    is_message = "content-encoding" in headers  # a part of a file is as long as the device asked for
    if is_message and reply.status == _REST:
        headers["content-length"] = str(len(reply.body))
        parts = [reply.body[at : at + _PIECE] for at in range(0, len(reply.body), _PIECE)]
        return Stream(parts, status_code=reply.status, headers=headers, media_type=kind)
    return Response(reply.body, status_code=reply.status, headers=headers, media_type=kind)


def _path(request: Request[Any, Any, Any]) -> str:
    query = request.scope["query_string"].decode("latin-1")
    return f"{request.scope['path']}?{query}" if query else request.scope["path"]


def _told(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    if error.status_code == 405:
        return _refusal(405, _CODES[405], {"allow": methods_of(request.scope["path"])})
    return _refusal(error.status_code, _CODES.get(error.status_code, "sync.malformed"), error.headers)


def _refusal(status: int, code: str, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    body = msgspec.json.encode(Refusal(proto=PROTO, code=code))
    return Response(body, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))
