"""A line between a device and its hub that counts every byte and can break after so many of them, again and again."""

import contextlib
import socket
import struct
import threading
from dataclasses import dataclass
from typing import Final

_PART: Final = 4096
_BREAK: Final = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class Counted:
    """Bytes that came from the device and from the hub, headers included, and how often the line broke."""

    up: int = 0
    down: int = 0
    requests: int = 0
    cuts: int = 0

    @property
    def both(self) -> int:
        """All bytes."""
        return self.up + self.down


class CuttingLine:
    """Forwards a port of this computer to another one. `cut_every` breaks the connection after so many bytes both ways; 0 never."""

    def __init__(self, target: int) -> None:
        """Begin to listen; `port` is where."""
        self.cut_every = 0
        self.counted = Counted()
        self._since_cut = 0
        self._target = target
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._listen, name="cutting line", daemon=True).start()

    def begin(self, cut_every: int = 0) -> None:
        """Count from nothing."""
        with self._lock:
            self.counted = Counted()
            self.cut_every, self._since_cut = cut_every, 0

    def close(self) -> None:
        """Listen no more."""
        self._listening.close()

    def _listen(self) -> None:
        while True:
            try:
                device, _ = self._listening.accept()
                hub = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                return
            for each in (device, hub):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for ends in ((device, hub, True), (hub, device, False)):
                threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, upwards: bool) -> None:
        try:
            while part := source.recv(_PART if self.cut_every else 1 << 18):
                if self._is_cut(part, upwards=upwards):
                    for each in (source, target):
                        each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _BREAK)
                        with contextlib.suppress(OSError):
                            each.shutdown(socket.SHUT_RDWR)
                    break
                target.sendall(part)
        except OSError:
            pass
        finally:
            for each in (source, target):
                with contextlib.suppress(OSError):
                    each.close()

    def _is_cut(self, part: bytes, *, upwards: bool) -> bool:
        with self._lock:
            if upwards:
                self.counted.up += len(part)
                self.counted.requests += part.count(b" HTTP/1.1\r\n")
            else:
                self.counted.down += len(part)
            self._since_cut += len(part)
            if not self.cut_every or self._since_cut < self.cut_every:
                return False
            self._since_cut = 0
            self.counted.cuts += 1
            return True
