"""Photos and documents come in pieces; what came of a file stays, and it shows once it is whole and verified."""

import re
from typing import Final

from greenfield.sync.device.batch_size import BatchSize
from greenfield.sync.device.conduct import FILES_IN, Progress
from greenfield.sync.device.hub_line import AgainError, HubLine, RefusedError, now
from greenfield.sync.device.store import DeviceStore, FileTask
from greenfield.sync.transport import Reply

AT_ONCE: Final = 32
LARGEST_PIECE: Final = 1024 * 1024
LARGEST_FILE: Final = 256 * 1024 * 1024
"""Nothing that a person attaches is larger; a hub that names more is not believed."""
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})")
_NOT_SATISFIABLE: Final = 416


class FetchingFiles:
    """Fetches the files that a store names and lacks; `fetched` and `refused` count them."""

    def __init__(self, store: DeviceStore, hub: HubLine) -> None:
        """Begin with small pieces."""
        self.fetched = 0
        self.refused = 0
        self._store = store
        self._hub = hub
        self._size = BatchSize(largest=LARGEST_PIECE)
        self._wrong: set[str] = set()
        self._total = 0

    def run(self) -> None:
        """Fetch until nothing is missing that the hub gives; raises as `HubLine` does. On a metered line, small files alone."""
        metered = self._hub.conduct.metered
        _, self._total = self._store.count_files(small=metered)
        while tasks := self._store.files_to_fetch(AT_ONCE):
            for task in tasks:
                if metered and not task.small:
                    return
                self.fetch(task)
                self._tell()

    def _tell(self) -> None:
        """Tell how many files are done, and what went over the line: of a large file, after each piece."""
        done, hub = self.fetched + self.refused, self._hub
        hub.conduct.progress(
            Progress(FILES_IN, done, max(self._total, done), hub.bytes_sent, hub.bytes_received)
        )

    def fetch(self, task: FileTask) -> None:
        """Fetch one file to its end, or note that the hub does not give it."""
        at, size = task.done, task.size
        while True:
            try:
                piece, size = self._piece(task.sha256, at)
            except RefusedError as error:
                if error.status == _NOT_SATISFIABLE and at:
                    at = 0
                    continue
                self._refuse(task.sha256)
                return
            if piece is None:
                continue
            fits = self._store.add_to_file(task.sha256, size, at, piece)
            at += len(piece)
            if not fits:
                if task.sha256 in self._wrong:
                    self._refuse(task.sha256)
                    return
                self._wrong.add(task.sha256)
                at = 0
            elif at >= size:
                self.fetched += 1
                return
            else:
                self._tell()

    def _refuse(self, sha256: str) -> None:
        self._store.file_refused(sha256)
        self.refused += 1

    def _piece(self, sha256: str, at: int) -> tuple[bytes | None, int]:
        """Return the next piece and the size of the whole file; no piece if it shall be tried again."""
        began = now()
        try:
            reply = self._hub.once(
                "GET", f"blobs/{sha256}", headers={"range": f"bytes={at}-{at + self._size.size - 1}"}
            )
            found = self._judged(reply, at)
        except AgainError as error:
            self._size.failed()
            self._hub.be_patient(error)
            return None, 0
        self._hub.went_well()
        self._size.went_well(now() - began)
        return found

    @staticmethod
    def _judged(reply: Reply, at: int) -> tuple[bytes, int]:
        if reply.status == 200 and at == 0:
            size = len(reply.body)
        else:
            named = _RANGE.fullmatch(reply.headers.get("content-range", ""))
            if not named or int(named[1]) != at or int(named[2]) - at + 1 != len(reply.body):
                raise AgainError("content-range")
            size = int(named[3])
        if size > LARGEST_FILE or at + len(reply.body) > size or (not reply.body and at < size):
            raise AgainError("content-range")
        return reply.body, size
