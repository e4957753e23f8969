"""A hub as it is in real life, served over HTTP and TLS, and workspaces that speak with it over a faulty line."""

import base64
import random
from dataclasses import dataclass
from typing import Any

from device_sample import Centre, Device, heads
from faulty_line import FaultyLine

from greenfield.services.sync.syncing import sync_now
from greenfield.store.connecting import driver_of
from greenfield.store.workspace import Workspace
from greenfield.sync.device.conduct import Conduct
from greenfield.sync.device.engine import Report
from greenfield.sync.device.http_line import HttpLine
from greenfield.sync.messages import Digest
from greenfield.sync.transport import Request
from greenfield.sync.wire import unpack

WHOLE = 2**52


@dataclass
class Served:
    """A hub with its certificate (empty for plain HTTP) and the port where it listens."""

    centre: Centre
    port: int
    certificate: str

    def join(self, workspace: Workspace, member: str) -> Device:
        device = self.centre.join(workspace, member)
        device.store.change_link(certificate=self.certificate)
        self.lead(device, self.port)
        return device

    def lead(self, device: Device, port: int) -> None:
        """Let a device take another way to the hub."""
        device.store.change_link(url=f"http{'s' if self.certificate else ''}://127.0.0.1:{port}")


def over(
    line: FaultyLine | None, served: Served, device: Device, stall: float = 20, **conduct: Any
) -> Report:
    """Sync over a line, or straight, without waiting between attempts."""
    served.lead(device, line.port if line else served.port)
    patient = {"pause": lambda _seconds: None, **conduct}
    return sync_now(
        device.workspace,
        Conduct(**patient),
        line_to=lambda url, certificate: HttpLine(url, certificate, stall_seconds=stall),
    )


def work(
    device: Device, records: int, photos: int = 0, seed: int = 1, photo_bytes: int = 60_000
) -> list[str]:
    """Make a shared company with notes that hardly compress, and photos; return the files."""
    chance = random.Random(seed)
    made = []
    with device.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "organisation", "photos": "report"})
        visit = unit.create("visit", {"company": company, "sharing": "organisation"})
        for number in range(records):
            unit.create("note", {"subject": visit, "text": f"{number} {chance.randbytes(150).hex()}"})
        for _ in range(photos):
            made.append(unit.put_blob(chance.randbytes(photo_bytes)))
            values = {"subject": visit, "blob": made[-1], "media_type": "image/jpeg", "size": photo_bytes}
            unit.create("attachment", values, blobs=[made[-1]])
    return made


def digest_at_hub(device: Device) -> dict[str, str]:
    """Return the checksums that the hub gives a device."""
    link = device.store.link()
    request = Request(
        "GET",
        f"/v1/orgs/{link.organisation}/digest?upto={WHOLE}",
        {"authorization": f"Bearer {link.token}"},
    )
    return unpack(device.centre.hub.answer(request, "peer").body, Digest).buckets


def assert_equal(devices: list[Device], files: list[str]) -> None:
    """All sides have the same, nothing is open, and every file is whole everywhere."""
    everything = [heads(each.workspace) for each in devices]
    assert all(each == everything[0] for each in everything)
    assert everything[0]
    for each in devices:
        assert each.store.digest(WHOLE) == digest_at_hub(each)
        assert each.store.count_unsent() == 0
        assert count(each, "SELECT count(*) FROM sync_tray") == 0
        assert (
            count(
                each, "SELECT count(*) FROM (SELECT 1 FROM head GROUP BY record, field HAVING count(*) > 1)"
            )
            == 0
        )
        for sha256 in files:
            assert each.workspace.blob(sha256) == devices[0].workspace.blob(sha256)


def count(device: Device, query: str) -> int:
    """Return the number that a query gives."""
    with device.workspace.read() as connection:
        return int(driver_of(connection).execute(query).fetchone()[0])


def encoded(der: bytes) -> str:
    """Return a certificate as links keep it."""
    return base64.b64encode(der).decode()
