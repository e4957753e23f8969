"""Unsent changes go to the hub, in batches as large as the line bears."""

import contextlib
from bisect import bisect_right
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from msgspec import Raw
from msgspec.structs import replace

from greenfield.base.problem import fail
from greenfield.records.change import without_hash
from greenfield.records.merge import Status
from greenfield.sync.device.ahead import begun
from greenfield.sync.device.batch_size import BatchSize
from greenfield.sync.device.conduct import PUSH, Progress
from greenfield.sync.device.going_on import GoingOn
from greenfield.sync.device.hub_line import AgainError, HubLine, RefusedError, now
from greenfield.sync.device.link import Link
from greenfield.sync.device.store import Answer, DeviceStore, Outgoing
from greenfield.sync.folding import folded
from greenfield.sync.messages import PROTO, Push, Pushed, Run
from greenfield.sync.tabling import tabled
from greenfield.sync.wire import pack

MOST_CHANGES: Final = 2000
_TOO_MUCH: Final = frozenset({400, 413, 422})
_COST_CHANGES: Final = 8
_QUOTA: Final = "quota"
_TAKEN: Final = frozenset({Status.APPLIED, Status.MERGED, Status.CONFLICT})
_MOST_RATIO: Final = 20.0


class _Batch(NamedTuple):
    """Unsent changes beyond a place of the log, and their message."""

    after: int
    changes: Sequence[Outgoing]
    body: bytes


class _Heard(NamedTuple):
    """The answer to a batch, and the seconds from asking until it was here."""

    said: Pushed
    seconds: float


class Pushing:
    """Sends the outbox of a store; `counts` says what became of the changes, by status, `runs` which numbers they got.

    With `Conduct.ahead` the next batch is under way while the answers to this one are written: the hub works meanwhile. Each
    request begins after the answer to the one before it came, so they arrive in order, and what is not written here in the
    end is only sent a second time.
    """

    def __init__(
        self, store: DeviceStore, hub: HubLine, link: Link, lost: AbstractSet[str] = frozenset()
    ) -> None:
        """Begin with small batches; `given_back` counts those of the `lost` changes that the hub took; `is_full`: it takes no more of this member."""
        self.counts: dict[str, int] = {}
        self.runs: list[Run] = []
        self.given_back = 0
        self.is_full = False
        self._lost = lost
        self.head = link.head
        self.durable_upto = link.durable_upto
        self._store = store
        self._hub = hub
        self.link = link
        self._began_at = link.since
        self._packed_ahead: _Batch | None = None
        self._flying: Callable[[], _Heard] | None = None
        self._size = BatchSize()
        self._going_on = GoingOn(hub)
        self._ratio = 4.0
        self._most = BatchSize(MOST_CHANGES, MOST_CHANGES, 1, cost=_COST_CHANGES)

    def run(self) -> None:
        """Send until nothing is unsent but what was added meanwhile after the last batch; raises as `HubLine` does."""
        try:
            self._run()
        except Exception:
            self._land()
            raise
        if self.link.since != self._began_at:
            self._store.take((), self.link)

    def _run(self) -> None:
        after, done, total = 0, 0, 0
        while batch := self._batch(after):
            sent = self._send(batch)
            if sent:
                after = sent[-1].seq
                done += len(sent)
                # counting looks at all that waits, and the hub is at work on the next batch by now
                total = total or done + self._store.count_unsent()
                self._hub.conduct.progress(
                    Progress(PUSH, done, max(total, done), self._hub.bytes_sent, self._hub.bytes_received)
                )

    def _most_bytes(self) -> int:
        return max(1, int(self._size.size * self._ratio))

    def _batch(self, after: int) -> "_Batch | None":
        """Return the next batch beyond a place, which may be packed already; None if nothing is unsent there."""
        packed, self._packed_ahead = self._packed_ahead, None
        if packed is not None and packed.after == after:
            return packed
        waiting = self._store.unsent(after, self._most_bytes())[: self._most.size]
        return _Batch(after, *self._packed(waiting)) if waiting else None

    def _answer(self, packed: _Batch) -> _Heard:
        """Return the answer to a batch, which may be under way already; the next one is packed meanwhile."""
        if not self._hub.conduct.ahead:
            return self._asking(packed)()
        if self._flying is None:
            self._flying = begun(self._asking(packed))
        self._packed_ahead = self._batch(packed.changes[-1].seq)
        wait, self._flying = self._flying, None
        return wait()

    def _heard(self, packed: _Batch) -> _Heard | None:
        """Return the answer to a batch, of which a broken line may have brought a part already; None if it shall be tried again."""
        query = self._query()
        try:
            return self._answer(packed)
        except AgainError as error:
            found = self._going_on.rest_of_push(packed.body, query, error)
            return None if found is None else _Heard(*found)

    def _query(self) -> dict[str, str | int]:
        return {"epoch": self.link.epoch, "since": self.link.since, "short": 1}

    def _asking(self, packed: _Batch) -> Callable[[], _Heard]:
        """Return what sends a batch, in any thread, from where this device stands now."""
        query = self._query()

        def ask() -> _Heard:
            began = now()
            reply = self._hub.once("POST", "push", packed.body, query=query)
            return _Heard(self._hub.read(reply, Pushed), now() - began)

        return ask

    def _land(self) -> None:
        """Wait for an answer that nobody needs any more, so that the line is free; its batch is sent again, and costs little then."""
        wait, self._flying = self._flying, None
        if wait is not None:
            with contextlib.suppress(Exception):
                wait()

    def _send(self, packed: "_Batch") -> Sequence[Outgoing]:
        """Send a batch and note its answers; return what was answered, nothing if it shall be tried again, smaller."""
        batch = packed.changes
        try:
            heard = self._heard(packed)
        except RefusedError as error:
            if error.status not in _TOO_MUCH:
                raise
            return self._refused(batch, error.code or str(error.status))
        if heard is None:
            if self._going_on.is_size_to_blame:
                self._smaller(len(batch), self._going_on.borne)
            else:
                self._packed_ahead = packed
            return ()
        said, seconds = heard
        if unnamed := [each.reason for each in said.outcomes if not each.cid]:
            # nobody can tell which of them it is, nor whose the numbers are
            return self._refused(batch, unnamed[0])
        answers = self._answers(batch, said)
        reads = (said.tables, said.folded)
        if reads != (self.link.tables, self.link.folded):
            self.link = replace(self.link, tables=said.tables, folded=said.folded)
            if not (answers or all(reads)):
                self._packed_ahead = None
                return ()  # an older hub took the place of this one: the same again as that one reads it
        self._pass_over(said)
        if self._packed_ahead is not None and len(answers) == len(batch):
            self._flying = begun(self._asking(self._packed_ahead))
        self._store.acknowledge(answers)
        self.runs += said.runs
        self.head, self.durable_upto = said.head, said.durable_upto
        for each in answers:
            self.counts[each.status] = self.counts.get(each.status, 0) + 1
            self.is_full = self.is_full or each.reason == _QUOTA
            self.given_back += each.status in _TAKEN and each.cid in self._lost
        self._size.went_well(seconds)
        self._most.went_well(seconds)
        if not answers:
            raise fail("sync.not_understood", code="push")
        known = {each.cid for each in answers}
        return batch if len(known) == len(batch) else [each for each in batch if each.cid in known]

    def _refused(self, batch: Sequence[Outgoing], reason: str) -> Sequence[Outgoing]:
        """Note what a hub cannot even read, so that nobody else waits for it; of several, look for it in smaller batches."""
        if len(batch) > 1:
            self._smaller(len(batch))
            return ()
        self._store.acknowledge([Answer(batch[0].cid, "refused", None, reason)])
        self.counts["refused"] = self.counts.get("refused", 0) + 1
        return batch

    def _smaller(self, count: int, borne: int | None = None) -> None:
        """Send half as much next, in bytes and in changes, since many small changes are one small batch; of what the line bore."""
        self._packed_ahead = None
        self._size.failed(borne)
        self._most.failed(count)

    def _pass_over(self, said: Pushed) -> None:
        """Move the place in the feed over own changes, where nobody else's came in between."""
        if said.before == self.link.since and not self.link.sweeping:
            self.link = replace(self.link, since=said.head, head=said.head)

    @staticmethod
    def _answers(batch: Sequence[Outgoing], said: Pushed) -> list[Answer]:
        """Return the outcomes of changes that were asked about, and of no others."""
        named = {each.cid: each for each in said.outcomes}
        numbers = (
            (run.first + more, run.status) for run in said.runs for more in range(min(run.many, len(batch)))
        )
        found = []
        for each in batch:
            answer = named.get(each.cid)
            if answer is not None:
                found.append(
                    Answer(each.cid, answer.status, answer.rev, answer.reason, answer.seal, said.head)
                )
            elif (number := next(numbers, None)) is not None:
                rev, status = number
                found.append(Answer(each.cid, status, rev, "", ""))
        return found

    def _message(self, batch: Sequence[Outgoing], seals: dict[str, str]) -> Push:
        if self.link.folded:
            found = folded([each.body for each in batch], self._salts_of(batch))
            if found is not None:
                return Push(proto=PROTO, changes=[], seals=seals, **found._asdict())
        changes = [without_hash(each.body) for each in batch]
        if self.link.tables and (tables := tabled(changes)) is not None:
            return Push(proto=PROTO, changes=[], tables=tables[0], order=tables[1], seals=seals)
        return Push(proto=PROTO, changes=list(map(Raw, changes)), seals=seals)

    def _salts_of(self, batch: Sequence[Outgoing]) -> list[bytes]:
        """Return for each change the salt with which its ids were made if they were made here; empty where none is kept."""
        salts = self._store.salts()
        places = [place for place, _ in salts]
        return [salts[at - 1][1] if (at := bisect_right(places, each.seq)) else b"" for each in batch]

    def _packed(self, waiting: Sequence[Outgoing]) -> tuple[Sequence[Outgoing], bytes]:
        """Return as many changes as fit into the size, at least one, and their message."""
        batch = waiting
        while True:
            seals = self._store.seals([each.cid for each in batch])
            body = pack(self._message(batch, seals))
            raw = sum(len(each.body) for each in batch)
            self._ratio = min(max(raw / len(body), 1.0), _MOST_RATIO)
            if len(batch) == 1 or len(body) <= self._size.size * 5 // 4:
                return batch, body
            batch = batch[: max(1, min(len(batch) - 1, len(batch) * self._size.size // len(body)))]
