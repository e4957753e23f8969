"""What others did comes in, page by page; each page and the place in the feed are one transaction."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from msgspec.structs import replace

from greenfield.base.problem import ProblemError, fail
from greenfield.records.change import body_within, decode, decode_plain, with_hash
from greenfield.sync.device.ahead import begun
from greenfield.sync.device.batch_size import BatchSize
from greenfield.sync.device.conduct import PULL, Progress
from greenfield.sync.device.going_on import PartOfPage, part_of_page
from greenfield.sync.device.hub_line import AgainError, HubLine, now
from greenfield.sync.device.link import Link
from greenfield.sync.device.store import DeviceStore, Pulled
from greenfield.sync.messages import Item, Page, Run

_MOST_RUNS: Final = 32
_SMALLEST: Final = 16 * 1024
_START: Final = 96 * 1024
_LARGEST: Final = 4 * 1024 * 1024
_COST: Final = 16 * 1024
"""Bytes of a page before it is compressed, to about a tenth; what a request costs beside them."""


class Pulling:
    """Reads the feed of a hub to its end into a store."""

    def __init__(self, store: DeviceStore, hub: HubLine, link: Link, noted: Sequence[Run] = ()) -> None:
        """Go on where the link says; `link` moves on with each page.

        `noted` are runs of own changes that were acknowledged a moment ago: no need to
        hear of them again.
        """
        self._noted = ",".join(f"{first}-{last}" for first, last in _joined(noted)[-_MOST_RUNS:])
        self.link = link
        self.received = 0
        self.unreadable = 0
        self.server_time = ""
        self._store = store
        self._hub = hub
        self._next: Callable[[], _Fetched] | None = None
        self._part: PartOfPage | None = None
        self._furthest = (0, 0, 0)
        self._is_kept = self._was_in_vain = False
        self._size = BatchSize(_START, _LARGEST, cost=_COST)

    def run(self) -> None:
        """Take pages until there are no more; `server_time` is then what the hub's clock said. Raises as `HubLine` does."""
        more = True
        while more:
            more = self._take_page()

    def _take_page(self) -> bool:
        try:
            fetched = self._fetched()
            if self._lacks_own(fetched.page.items):
                fetched = self._fetch(self.link.since, own_in_full=True)
        except AgainError as error:
            if self._gets_on():
                self._hub.went_well()
                self._was_in_vain = False
            else:
                if self._was_in_vain or not (self._is_kept or self._part):
                    self._size.failed()
                    self._part = None
                self._was_in_vain = True
            self._hub.be_patient(error)
            return True
        self._was_in_vain = False
        page = fetched.page
        if page.scope != self.link.scope and self.link.scope:
            self.link = replace(self.link, scope=page.scope, since=0, sweeping=True)
            self._store.start_over(self.link)
            return True
        if page.devices and page.names > self.link.names:
            self._store.name_devices(page.devices, page.names)
            self.link = replace(self.link, names=page.names)
        if page.more and self._hub.conduct.ahead:
            self._next = begun(partial(self._fetch, page.next))
        came = now()
        self._keep(fetched)
        self._adapt(fetched.seconds, now() - came)
        return page.more

    def _gets_on(self) -> bool:
        """Tell whether more of a page is here than ever; what comes whole again and breaks off at the same place does not get on."""
        if self._part is None:
            return False
        reached = (self._part.since, self._size.size, len(self._part.body))
        gets_on = reached[:2] != self._furthest[:2] or reached > self._furthest
        self._furthest = reached if gets_on else self._furthest
        return gets_on

    def _fetched(self) -> "_Fetched":
        """Return the page beyond the link's place, which may be on its way already."""
        waiting, self._next = self._next, None
        return waiting() if waiting else self._fetch(self.link.since)

    def _fetch(self, since: int, *, own_in_full: bool = False) -> "_Fetched":
        query: dict[str, str | int] = {
            "epoch": self.link.epoch,
            "scope": self.link.scope,
            "since": since,
            "max_bytes": self._size.size,
            "short": 1,
            "names": self.link.names,
        }
        if own_in_full:
            query["own"] = "full"
        elif self._noted and not self.link.sweeping:
            query["noted"] = self._noted
        before, self._part = self._part, None
        if before is not None and (before.since != since or own_in_full):
            before = None
        began = before.began if before else now()
        page = self._page(query, since, before, began)
        seconds = now() - began
        if page.next < since or (page.more and page.next == since):
            # a feed that goes back, or stands still, would never end
            raise fail("sync.not_understood", code="feed")
        return _Fetched(page, [_read(each) for each in page.items], seconds)

    def _page(self, query: dict[str, str | int], since: int, before: PartOfPage | None, began: float) -> Page:
        """Return a page, of which a part may be here already; keep what is here of it if the line breaks."""
        try:
            reply = self._hub.once("GET", "changes", headers=before.headers if before else None, query=query)
        except AgainError as error:
            self._part = part_of_page(error, since, before, began) or before
            raise
        self._is_kept = "etag" in reply.headers
        return self._hub.read(before.whole(reply) if before else reply, Page)

    def _lacks_own(self, items: Sequence[Item]) -> bool:
        own = [each.mine for each in items if each.mine]
        return bool(own) and bool(self._store.lacks(own))

    def _keep(self, fetched: "_Fetched") -> None:
        page = fetched.page
        self.server_time = page.server_time
        pulled = [each for each in fetched.pulled if each is not None]
        self.unreadable += sum(
            each is None and bool(item.change) for each, item in zip(fetched.pulled, page.items, strict=True)
        )
        link = replace(
            self.link,
            epoch=page.epoch,
            scope=page.scope,
            role=page.role or self.link.role,
            since=page.next,
            head=page.head,
            durable_upto=page.durable_upto,
            left=page.left,
            tables=page.tables,
            folded=page.folded,
            sweeping=self.link.sweeping and page.more,
        )
        came = self._came(pulled)
        if pulled or link != self.link:
            self._store.take(pulled, link)
            self.link = link
            touched = frozenset(
                each.change.record if each.change else each.hide for each in pulled if not each.mine
            )
            if touched:
                self._hub.conduct.page_taken(touched)
        self.received += came
        self._hub.conduct.progress(
            Progress(
                PULL, page.next, max(page.head, page.next), self._hub.bytes_sent, self._hub.bytes_received
            )
        )

    def _came(self, pulled: Sequence[Pulled]) -> int:
        """Count what others did; of a feed that is read once more only what is not here yet."""
        if not self.link.sweeping and self.link.since >= self.link.again_upto:
            return sum(1 for each in pulled if not each.mine)
        return len(self._store.lacks([each.change.cid for each in pulled if each.change is not None]))

    def _adapt(self, line_seconds: float, take_seconds: float) -> None:
        limit = self._hub.conduct.take_seconds
        if limit is None or take_seconds < limit / 2:
            self._size.went_well(line_seconds)
        elif take_seconds > limit and self._size.size > _SMALLEST:
            self._size.failed()


class _Fetched(NamedTuple):
    """A page, what stands in its lines (None for what nobody can read), and how long it took to come."""

    page: Page
    pulled: list[Pulled | None]
    seconds: float


def _read(item: Item) -> Pulled | None:
    if item.hide:
        return Pulled(0, hide=item.hide)
    if item.mine:
        return Pulled(item.rev, mine=item.mine, seal=item.seal)
    if not item.change:
        return None
    try:
        raw = bytes(item.change)
        plain = decode_plain(raw)
        if plain is not None:
            return Pulled(item.rev, plain, seal=item.seal, body=body_within(plain, raw))
        return Pulled(item.rev, decode(with_hash(raw)), seal=item.seal)
    except ProblemError:
        # nothing that one change holds may keep the others away
        return None


def _joined(runs: Sequence[Run]) -> list[tuple[int, int]]:
    """Return the first and last number of each row of numbers that no other one interrupts."""
    found: list[tuple[int, int]] = []
    for first, many, _ in sorted(runs):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], first + many - 1))
        else:
            found.append((first, first + many - 1))
    return found
