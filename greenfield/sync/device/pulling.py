"""What others did comes in, page by page; each page and the place in the feed are one transaction."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from greenfield.base.problem import ProblemError, fail
from greenfield.records.change import decode, with_hash
from greenfield.sync.device.batch_size import BatchSize
from greenfield.sync.device.conduct import PULL, Progress
from greenfield.sync.device.hub_line import AgainError, HubLine, now
from greenfield.sync.device.link import Link
from greenfield.sync.device.store import DeviceStore, Pulled
from greenfield.sync.messages import Item, Page

_SMALLEST: Final = 16 * 1024
_START: Final = 96 * 1024
_LARGEST: Final = 1024 * 1024
"""Bytes of a page before it is compressed, to about a seventh."""


class Pulling:
    """Reads the feed of a hub to its end into a store."""

    def __init__(self, store: DeviceStore, hub: HubLine, link: Link) -> None:
        """Go on where the link says; `link` moves on with each page."""
        self.link = link
        self.received = 0
        self.unreadable = 0
        self.server_time = ""
        self._store = store
        self._hub = hub
        self._size = BatchSize(_START, _LARGEST)

    def run(self) -> None:
        """Take pages until there are no more; `server_time` is then what the hub's clock said. Raises as `HubLine` does."""
        more = True
        while more:
            more = self._take_page()

    def _take_page(self) -> bool:
        began = now()
        try:
            page = self._page()
            if self._lacks_own(page.items):
                page = self._page(own_in_full=True)
        except AgainError as error:
            self._size.failed()
            self._hub.be_patient(error)
            return True
        if page.scope != self.link.scope and self.link.scope:
            self.link = replace(self.link, scope=page.scope, since=0, sweeping=True)
            self._store.start_over(self.link)
            return True
        came = now()
        self._keep(page)
        self._adapt(came - began, now() - came)
        return page.more

    def _page(self, *, own_in_full: bool = False) -> Page:
        query: dict[str, str | int] = {
            "epoch": self.link.epoch,
            "scope": self.link.scope,
            "since": self.link.since,
            "max_bytes": self._size.size,
            "short": 1,
        }
        if own_in_full:
            query["own"] = "full"
        page = self._hub.read(self._hub.once("GET", "changes", query=query), Page)
        if page.next < self.link.since or (page.more and page.next == self.link.since):
            # a feed that goes back, or stands still, would never end
            raise fail("sync.not_understood", code="feed")
        return page

    def _lacks_own(self, items: Sequence[Item]) -> bool:
        own = [each.mine for each in items if each.mine]
        return bool(own) and bool(self._store.lacks(own))

    def _keep(self, page: Page) -> None:
        self.server_time = page.server_time
        pulled = [found for each in page.items if (found := self._read(each)) is not None]
        link = replace(
            self.link,
            epoch=page.epoch,
            scope=page.scope,
            since=page.next,
            head=page.head,
            durable_upto=page.durable_upto,
            sweeping=self.link.sweeping and page.more,
        )
        if pulled or link != self.link:
            self._store.take(pulled, link)
            self.link = link
            touched = frozenset(
                each.change.record if each.change else each.hide for each in pulled if not each.mine
            )
            if touched:
                self._hub.conduct.page_taken(touched)
        self.received += sum(1 for each in pulled if not each.mine)
        self._hub.conduct.progress(
            Progress(
                PULL, page.next, max(page.head, page.next), self._hub.bytes_sent, self._hub.bytes_received
            )
        )

    def _read(self, item: Item) -> Pulled | None:
        if item.hide:
            return Pulled(0, hide=item.hide)
        if item.mine:
            return Pulled(item.rev, mine=item.mine, seal=item.seal)
        if not item.change:
            return None
        try:
            return Pulled(item.rev, decode(with_hash(bytes(item.change))), seal=item.seal)
        except ProblemError:
            # nothing that one change holds may keep the others away
            self.unreadable += 1
            return None

    def _adapt(self, line_seconds: float, take_seconds: float) -> None:
        limit = self._hub.conduct.take_seconds
        if limit is None or take_seconds < limit / 2:
            self._size.went_well(line_seconds)
        elif take_seconds > limit and self._size.size > _SMALLEST:
            self._size.failed()
