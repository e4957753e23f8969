"""The line to a hub over HTTP: no proxy, no certificate and no cookie that the environment slips in."""

import contextlib
import queue
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from greenfield import __version__
from greenfield.sync.device.line_reasons import BROKEN, reason_of
from greenfield.sync.transport import LineError, Reply, Request
from greenfield.sync.wire import UNPACKED_LIMIT

if TYPE_CHECKING:
    import httpx2

CONNECT_SECONDS: Final = 15.0
STALL_SECONDS: Final = 60.0
"""How long nothing at all may move on a line; not how long a request may take."""
_SEND_BUFFER: Final = 64 * 1024
"""Small, so that what was handed to the system is nearly what went over the line, and a stall is seen."""

_PIECE: Final = 2048


class HttpLine:
    """A `Transport` over HTTP/1.1, one request at a time; `close` from another thread ends it at once."""

    def __init__(self, url: str, certificate: str = "", *, stall_seconds: float = STALL_SECONDS) -> None:
        """Speak to a hub at an address (`greenfield.sync.device.address.checked`); connects with the first request."""
        import httpx2  # noqa: PLC0415  loaded when somebody syncs

        from greenfield.sync.device.tls import no_tls, tls_for  # noqa: PLC0415  as above

        self._httpx = httpx2
        self._url = url.rstrip("/")
        self._closed = threading.Event()
        self._broke = False
        self._sockets: list[socket.socket] = []
        self._answered: queue.SimpleQueue[Reply | LineError] = queue.SimpleQueue()
        self._client = httpx2.Client(
            transport=httpx2.HTTPTransport(
                verify=no_tls() if url.startswith("http:") else tls_for(certificate),
                trust_env=False,
                limits=httpx2.Limits(max_connections=1, max_keepalive_connections=1),
                socket_options=[(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)],
            ),
            timeout=httpx2.Timeout(stall_seconds, connect=min(CONNECT_SECONDS, stall_seconds)),
            trust_env=False,
            follow_redirects=False,
        )

    def send(self, request: Request) -> Reply:
        """Return the answer; LineError if none came, or the line was closed."""
        self._answered = queue.SimpleQueue()
        if self._closed.is_set():
            raise LineError("closed")
        # in a thread of its own, since looking up a name or connecting can be ended by nobody
        threading.Thread(
            target=self._carry, args=(request, self._answered), name="sync line", daemon=True
        ).start()
        found = self._answered.get()
        if isinstance(found, LineError):
            self._broke = True
            raise found
        return found

    def close(self) -> None:
        """End the line, also a request under way; nothing happens the second time."""
        self._closed.set()
        self._answered.put(LineError("closed"))
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(Exception):
            self._client.close()

    def _carry(self, request: Request, answered: "queue.SimpleQueue[Reply | LineError]") -> None:
        came: list[Reply] = []
        try:
            answered.put(self._exchange(request, came))
        except self._httpx.RemoteProtocolError:
            answered.put(LineError(BROKEN, *came))
        except (
            self._httpx.HTTPError,
            self._httpx.StreamError,
            self._httpx.InvalidURL,
            OSError,
            ValueError,
        ) as error:
            answered.put(LineError(reason_of(error), *came))
        except LineError as error:
            answered.put(error)
        except BaseException as error:
            # whoever waits would wait for ever
            answered.put(LineError(f"{type(error).__name__}: {error}"))
            if not self._closed.is_set():
                raise

    def _exchange(self, request: Request, came: list[Reply]) -> Reply:
        """Return the answer; if it breaks off, what came of it is in `came`."""
        headers = {"user-agent": f"Greenfield/{__version__}", **request.headers}
        if request.body:
            headers["content-length"] = str(len(request.body))
        sent = self._client.build_request(
            request.method,
            self._url + request.path,
            headers=headers,
            content=self._content(request.body),
            extensions={"trace": self._note_socket},
        )
        response = self._client.send(sent, stream=True)
        try:
            parts: list[bytes] = []
            try:
                self._read(response, parts)
            except Exception:
                came.append(Reply(response.status_code, _headers(response), b"".join(parts)))
                raise
            return Reply(response.status_code, _headers(response), b"".join(parts))
        finally:
            response.close()

    def _content(self, body: bytes) -> bytes | Iterator[bytes] | None:
        """Return a body for the line, in small pieces if it broke before: of a record of TLS nothing can be read before all of it is there."""
        if not body or not self._broke:
            return body or None
        return (body[at : at + _PIECE] for at in range(0, len(body), _PIECE))

    @staticmethod
    def _read(response: "httpx2.Response", parts: list[bytes]) -> None:
        """Read the body as it is on the line into `parts`, but not without end."""
        size = 0
        for part in response.iter_raw():
            size += len(part)
            if size > UNPACKED_LIMIT:
                msg = "too large an answer"
                raise LineError(msg)
            parts.append(part)

    def _note_socket(self, event: str, info: Mapping[str, Any]) -> None:
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            found = info["return_value"].get_extra_info("socket")
            self._sockets = [each for each in self._sockets if each.fileno() >= 0] + [found]
            if self._closed.is_set():
                with contextlib.suppress(OSError):
                    found.shutdown(socket.SHUT_RDWR)


def _headers(response: "httpx2.Response") -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}
