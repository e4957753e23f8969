"""One sync of a workspace with its hub: what is unsent goes out, what others did comes in, then files both ways."""

from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from greenfield.base.problem import Problem, ProblemError, fail
from greenfield.sync.device.conduct import CancelledError, Conduct
from greenfield.sync.device.fetching_files import FetchingFiles
from greenfield.sync.device.hub_line import EpochChangedError, HubLine, RefusedError
from greenfield.sync.device.link import Link
from greenfield.sync.device.pulling import Pulling
from greenfield.sync.device.pushing import Pushing
from greenfield.sync.device.recovering import recover
from greenfield.sync.device.sending_files import QUOTA, SendingFiles
from greenfield.sync.device.store import DeviceStore
from greenfield.sync.device.tokens import is_due, rotate
from greenfield.sync.messages import PROTO, Rename, Said
from greenfield.sync.transport import Transport

_MOST_RESTORES: Final = 4
"""A hub that changes its epoch again and again within one sync is broken."""


@dataclass
class Report:
    """What a sync did. `problem` says why it ended early, if it did; `cancelled`: because a person wanted so.

    `outcomes` counts sent changes by what became of them, `received` changes of others, `unreadable` those of them that could
    not be read and were left out. `files_there` are files that the hub had already. `given_back` are changes that a
    `restored` hub had lost and took from this device.
    """

    outcomes: dict[str, int] = field(default_factory=dict)
    received: int = 0
    unreadable: int = 0
    files_sent: int = 0
    files_there: int = 0
    files_fetched: int = 0
    requests: int = 0
    bytes_sent: int = 0
    bytes_received: int = 0
    restored: bool = False
    given_back: int = 0
    cancelled: bool = False
    problem: Problem | None = None

    @property
    def sent(self) -> int:
        """How many changes the hub answered."""
        return sum(self.outcomes.values())


def sync(store: DeviceStore, transport: Transport, conduct: Conduct | None = None, at: str = "") -> Report:
    """Sync once and say what came of it; whatever was agreed before a failure stays, and the next sync goes on there.

    `at` (ISO 8601) is kept as the time of a sync that went to its end, for people to read. A full disk and the like end up in
    `Report.problem` too. Raises ProblemError `sync.not_connected`.
    """
    link = store.link()
    if link is None:
        raise fail("sync.not_connected")
    return _Sync(store, transport, link, conduct or Conduct()).run(at)


class _Sync:
    def __init__(self, store: DeviceStore, transport: Transport, link: Link, conduct: Conduct) -> None:
        self._store = store
        self._link = link
        self._conduct = conduct
        self._hub = HubLine(transport, link.token, link.organisation, conduct)
        self._hub.epoch = link.epoch
        self._report = Report()
        self._is_full = False
        self._lost: AbstractSet[str] = frozenset()

    def run(self, at: str) -> Report:
        report = self._report
        try:
            self._records()
            self._files()
            if self._is_full:
                raise fail(QUOTA)
            if at:
                self._keep(last_sync=at)
        except CancelledError:
            report.cancelled = True
        except ProblemError as error:
            report.problem = error.problems[0]
            if error.code == "device.revoked":
                self._keep(revoked=True)
        except RefusedError as error:
            report.problem = fail("sync.not_understood", code=error.code or str(error.status)).problems[0]
        report.requests = self._hub.requests
        report.bytes_sent, report.bytes_received = self._hub.bytes_sent, self._hub.bytes_received
        return report

    def _records(self) -> None:
        if self._link.revoked:
            self._keep(revoked=False)  # asked again: a hub may take a device back
        for _ in range(_MOST_RESTORES):
            try:
                self._exchange()
            except EpochChangedError:
                self._report.restored = True
                try:
                    self._link, self._lost = recover(self._store, self._hub, self._link)
                except EpochChangedError:
                    continue
                self._keep(is_name_told=not self._link.device_name)  # it may know an earlier name
            else:
                return
        raise fail("sync.line", reason="epoch")

    def _exchange(self) -> None:
        pushing = Pushing(self._store, self._hub, self._link, self._lost)
        try:
            pushing.run()
        finally:
            for status, count in pushing.counts.items():
                self._report.outcomes[status] = self._report.outcomes.get(status, 0) + count
            self._report.given_back += pushing.given_back
            self._is_full = self._is_full or pushing.is_full
        self._link = pushing.link
        pulling = Pulling(self._store, self._hub, self._link, pushing.runs)
        try:
            pulling.run()
        finally:
            self._link = pulling.link
            self._report.received += pulling.received
            self._report.unreadable += pulling.unreadable
        if is_due(self._link, pulling.server_time):
            self._rotate()
        if not self._link.is_name_told:
            self._tell_name()

    def _files(self) -> None:
        sending = SendingFiles(self._store, self._hub)
        fetching = FetchingFiles(self._store, self._hub)
        try:
            # thumbnails and other small ones come first on both sides
            sending.run()
            fetching.run()
        finally:
            self._report.files_sent, self._report.files_there = sending.sent, sending.there
            self._report.files_fetched = fetching.fetched
            self._is_full = self._is_full or sending.is_full

    def _rotate(self) -> None:
        token, expires = rotate(self._hub)
        self._keep(token=token, expires=expires)
        self._hub.token = token

    def _tell_name(self) -> None:
        name = self._link.device_name
        with suppress(RefusedError):  # an older hub knows a device by its first name alone
            self._hub.ask("POST", "name", Said, Rename(proto=PROTO, name=name))
        now = self._store.link()
        if now is not None and now.device_name == name:  # nobody called it otherwise meanwhile
            self._keep(is_name_told=True)

    def _keep(self, **known: object) -> None:
        """Change what is known of the hub, beside what somebody else may have changed of it meanwhile."""
        try:
            self._link = self._store.change_link(**known)
        except ProblemError as error:
            if error.code != "sync.not_connected":  # somebody disconnected meanwhile
                raise
