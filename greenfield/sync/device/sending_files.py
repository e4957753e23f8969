"""Photos and documents go to the hub in pieces; whatever it has of a file already is not sent again."""

from collections.abc import Mapping
from typing import Final

from greenfield.sync.device.batch_size import BatchSize
from greenfield.sync.device.conduct import FILES_OUT, Progress
from greenfield.sync.device.hub_line import AgainError, HubLine, RefusedError, now
from greenfield.sync.device.store import DeviceStore, FileTask

QUOTA: Final = "hub.quota"
"""What the hub says where this member has stored as much as he may; see `greenfield.sync.hub.quota`."""
AT_ONCE: Final = 32
LARGEST_PIECE: Final = 1024 * 1024
ASK_FIRST: Final = 16 * 1024
"""Of larger files the hub is asked first how much it has; of all, once it had one already."""
_THERE: Final = 200
_CONFLICT: Final = 409
_UNLIKE: Final = 422


class SendingFiles:
    """Sends the files that a store's sent changes name; `sent` counts those of which something was carried, `there` what the hub had."""

    def __init__(self, store: DeviceStore, hub: HubLine) -> None:
        """Begin with small pieces."""
        self.sent = 0
        self.there = 0
        self.refused = 0
        self.is_full = False
        self._are_there = False
        self._total = 0
        self._store = store
        self._hub = hub
        self._size = BatchSize(largest=LARGEST_PIECE)

    def run(self) -> None:
        """Send until no file waits, or the hub takes no more of this member (`is_full`); raises as `HubLine` does.

        On a metered line, until no small file waits.
        """
        metered = self._hub.conduct.metered
        self._total, _ = self._store.count_files(small=metered)
        while tasks := self._store.files_to_send(AT_ONCE):
            for task in tasks:
                if metered and not task.small:
                    return
                self._send(task)
                if self.is_full:
                    return
                self._tell()

    def _tell(self) -> None:
        """Tell how many files are done, and what went over the line: of a large file, after each piece."""
        done, hub = self.sent + self.there + self.refused, self._hub
        hub.conduct.progress(
            Progress(FILES_OUT, done, max(self._total, done), hub.bytes_sent, hub.bytes_received)
        )

    def _send(self, task: FileTask) -> None:
        wanted, carried = True, False
        try:
            at = self._there(task) if task.size > ASK_FIRST or self._are_there else 0
            began_anew = 0
            while at < task.size or task.size == 0:
                try:
                    at, kept = self._send_piece(task, at)
                    carried = carried or kept
                    if at < task.size:
                        self._tell()
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
        except RefusedError as error:
            if error.code == QUOTA:
                self.is_full = True
                return
            wanted = False
        if wanted:
            self._store.file_sent(task.sha256)
        else:
            self._store.file_unwanted(task.sha256)
            self.refused += 1
            return
        self._are_there = not carried
        self.sent += carried
        self.there += not carried

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

    def _send_piece(self, task: FileTask, at: int) -> tuple[int, bool]:
        """Send the next piece; return how much the hub has then, and whether it was for something."""
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
            return self._there(task), True
        self._hub.went_well()
        self._size.went_well(now() - began)
        return _offset(reply.headers, task.size, at + len(piece)), reply.status != _THERE


def _offset(headers: Mapping[str, str], size: int, otherwise: int = 0) -> int:
    said = headers.get("upload-offset", "")
    return min(int(said), size) if said.isdecimal() and len(said) < 16 else otherwise
