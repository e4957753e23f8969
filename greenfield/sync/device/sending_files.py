"""Photos and documents go to the hub in pieces; whatever it has of a file already is not sent again."""

from collections.abc import Mapping
from typing import Final

from greenfield.sync.device.batch_size import BatchSize
from greenfield.sync.device.conduct import FILES_OUT, Progress
from greenfield.sync.device.hub_line import AgainError, HubLine, RefusedError, now
from greenfield.sync.device.store import DeviceStore, FileTask

AT_ONCE: Final = 32
LARGEST_PIECE: Final = 1024 * 1024
ASK_FIRST: Final = 16 * 1024
"""Of larger files the hub is asked first how much it has."""
_CONFLICT: Final = 409
_UNLIKE: Final = 422


class SendingFiles:
    """Sends the files that a store's sent changes name; `sent` and `refused` count them."""

    def __init__(self, store: DeviceStore, hub: HubLine) -> None:
        """Begin with small pieces."""
        self.sent = 0
        self.refused = 0
        self._store = store
        self._hub = hub
        self._size = BatchSize(largest=LARGEST_PIECE)

    def run(self) -> None:
        """Send until no file waits; raises as `HubLine` does."""
        total, _ = self._store.count_files()
        while tasks := self._store.files_to_send(AT_ONCE):
            for task in tasks:
                self._send(task)
                done = self.sent + self.refused
                self._hub.conduct.progress(
                    Progress(
                        FILES_OUT, done, max(total, done), self._hub.bytes_sent, self._hub.bytes_received
                    )
                )

    def _send(self, task: FileTask) -> None:
        wanted = True
        try:
            at = self._there(task) if task.size > ASK_FIRST else 0
            began_anew = 0
            while at < task.size or task.size == 0:
                try:
                    at = self._send_piece(task, at)
                except RefusedError as error:
                    if error.status == _CONFLICT:
                        at = _offset(error.headers, task.size)
                        self._hub.went_well()
                    elif error.status == _UNLIKE and not began_anew:
                        at, began_anew = 0, 1
                    else:
                        raise
                if task.size == 0:
                    break
        except RefusedError:
            wanted = False
        if wanted:
            self._store.file_sent(task.sha256)
        else:
            self._store.file_unwanted(task.sha256)
        self.sent += wanted
        self.refused += not wanted

    def _there(self, task: FileTask) -> int:
        """Return how much of a file the hub has."""
        while True:
            try:
                reply = self._hub.once("HEAD", f"blobs/{task.sha256}")
            except RefusedError as error:
                if error.status == 404:
                    return 0
                raise
            except AgainError as error:
                self._hub.be_patient(error)
            else:
                self._hub.went_well()
                return _offset(reply.headers, task.size)

    def _send_piece(self, task: FileTask, at: int) -> int:
        """Send the next piece and return how much the hub has then."""
        piece = self._store.read_file(task.sha256, at, min(self._size.size, task.size - at))
        headers = {
            "content-type": "application/octet-stream",
            "upload-offset": str(at),
            "upload-length": str(task.size),
        }
        began = now()
        try:
            reply = self._hub.once("PATCH", f"blobs/{task.sha256}", piece, headers)
        except AgainError as error:
            self._size.failed()
            self._hub.be_patient(error)
            return self._there(task)
        self._hub.went_well()
        self._size.went_well(now() - began)
        return _offset(reply.headers, task.size, at + len(piece))


def _offset(headers: Mapping[str, str], size: int, otherwise: int = 0) -> int:
    said = headers.get("upload-offset", "")
    return min(int(said), size) if said.isdecimal() and len(said) < 16 else otherwise
