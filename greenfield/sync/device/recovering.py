"""After the hub was restored from a backup: it is asked what it still knows, and gets the rest again."""

from collections.abc import Set as AbstractSet
from typing import Final

from msgspec.structs import replace

from greenfield.sync.device.conduct import CHECK, Progress
from greenfield.sync.device.hub_line import HubLine
from greenfield.sync.device.link import Link
from greenfield.sync.device.store import DeviceStore
from greenfield.sync.messages import PROTO, Head, Known, Missing, Said

ASKED_AT_ONCE: Final = 2000


def recover(store: DeviceStore, hub: HubLine, link: Link) -> tuple[Link, AbstractSet[str]]:
    """Make unsent again what the hub lacks; return the link that reads the feed from its beginning, and what it lost.

    Nothing is written before the hub was asked about all of the log, so a sync that ends in between begins again.
    Raises as `HubLine.ask` does.
    """
    hub.epoch = ""
    said: Said = hub.ask("GET", "head", Head)
    hub.epoch = said.epoch
    missing: list[str] = []
    after = done = 0
    while asked := store.cids(after, ASKED_AT_ONCE):
        answer = hub.ask("POST", "known", Missing, Known(proto=PROTO, cids=[cid for _, cid in asked]))
        missing += answer.cids
        said = answer
        after = asked[-1][0]
        done += len(asked)
        hub.conduct.progress(Progress(CHECK, done, 0, hub.bytes_sent, hub.bytes_received))
    found = replace(
        link,
        epoch=said.epoch,
        since=0,
        head=said.head,
        again_upto=said.head,
        durable_upto=said.durable_upto,
        left=0,
        names=0,
    )
    return found, store.forget_numbers(missing, found)
