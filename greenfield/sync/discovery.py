"""Hubs on the same network, by multicast DNS (`_greenfield._tcp`): nobody has to type an address.

What the network says proves nothing: a device shows name and fingerprint to a person, who compares the whole fingerprint
when the device joins.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Final, NamedTuple

from greenfield.base.problem import ProblemError, fail

if TYPE_CHECKING:
    from zeroconf import ServiceInfo, Zeroconf

SERVICE: Final = "_greenfield._tcp.local."
FINGERPRINT_SIGNS: Final = 16
"""So many hexadecimal digits of a certificate's SHA-256 are announced."""
SECONDS: Final = 3.0
MOST_HUBS: Final = 32
_LONGEST_LABEL: Final = 56
_LONGEST_TEXT: Final = 63
_ENTRY_MILLISECONDS: Final = 1000


class FoundHub(NamedTuple):
    """A hub that answered, as it describes itself. `url` begins with https and the hub's address in this network."""

    name: str
    url: str
    organisation: str
    fingerprint: str


@contextmanager
def announced(
    name: str, port: int, organisation: str, fingerprint: str, *, interfaces: Sequence[str] = ()
) -> Iterator[None]:
    """Let devices in the network find a hub that listens on `port`, for as long as the context lasts.

    `name` is that of the computer, `organisation` the name of the organisation; both are cut to 56 bytes. `interfaces` are
    IPv4 addresses of this computer, all of them for none. May be called where an event loop runs. Raises ProblemError
    `discovery.network`.
    """
    from zeroconf import Error, IPVersion, ServiceInfo, Zeroconf  # noqa: PLC0415  loaded at first use

    addresses = _addresses(interfaces)
    label = _cut(_shown(name.replace(".", " "))) or "Greenfield"
    info = ServiceInfo(
        SERVICE,
        f"{label}.{SERVICE}",
        port,
        properties={
            "organisation": _cut(organisation),
            "fingerprint": fingerprint[:FINGERPRINT_SIGNS],
            "proto": "1",
        },
        server=f"greenfield-{fingerprint[:FINGERPRINT_SIGNS] or port}.local.",
        parsed_addresses=addresses,
    )
    try:
        line = Zeroconf(addresses, ip_version=IPVersion.V4Only, use_asyncio=False)
    except OSError as error:
        raise _no_network(error) from error
    try:
        try:
            line.register_service(info, allow_name_change=True)
        except (OSError, Error) as error:
            raise _no_network(error) from error
        yield
    finally:
        line.close()


def find_hubs(
    seconds: float = SECONDS, *, interfaces: Sequence[str] = (), stop: Event | None = None
) -> list[FoundHub]:
    """Return the hubs that answer within `seconds`, at most MOST_HUBS, by name; `stop` ends the search earlier.

    `interfaces` are IPv4 addresses of this computer, all of them for none. Raises ProblemError `discovery.network`.
    """
    from zeroconf import IPVersion, ServiceBrowser, ServiceStateChange, Zeroconf  # noqa: PLC0415  loaded at first use

    names: dict[str, None] = {}

    def heard(zeroconf: "Zeroconf", service_type: str, name: str, state_change: ServiceStateChange) -> None:
        del zeroconf, service_type
        if state_change is ServiceStateChange.Added and len(names) < MOST_HUBS:
            names[name] = None

    ends = time.monotonic() + seconds
    try:
        line = Zeroconf(_addresses(interfaces), ip_version=IPVersion.V4Only, use_asyncio=False)
    except OSError as error:
        raise _no_network(error) from error
    with line:
        browser = ServiceBrowser(line, SERVICE, handlers=[heard])
        (stop or Event()).wait(max(0.0, ends - time.monotonic()))
        browser.cancel()
        found = {hub for name in list(names) if (hub := _read(line, name)) is not None}
    return sorted(found)


def _read(line: "Zeroconf", name: str) -> FoundHub | None:
    """Return what a hub says of itself; mostly it is known already from its first answer."""
    info = line.get_service_info(SERVICE, name, timeout=_ENTRY_MILLISECONDS)
    if info is None or not info.port:
        return None
    addresses = info.parsed_addresses()
    if not addresses:
        return None
    label = name.removesuffix("." + SERVICE)
    fingerprint = _property(info, "fingerprint")
    is_hexadecimal = all(sign in "0123456789abcdef" for sign in fingerprint)
    return FoundHub(
        _shown(label),
        f"https://{addresses[0]}:{info.port}",
        _property(info, "organisation"),
        fingerprint[:FINGERPRINT_SIGNS] if is_hexadecimal else "",
    )


def _property(info: "ServiceInfo", name: str) -> str:
    return _shown((info.properties.get(name.encode()) or b"").decode("utf-8", "replace"))


def _shown(text: str) -> str:
    """Leave nothing in a text of the network that could do more than be read."""
    return "".join(sign for sign in text if sign.isprintable())[:_LONGEST_TEXT]


def _cut(text: str) -> str:
    return text.encode()[:_LONGEST_LABEL].decode(errors="ignore")


def _addresses(interfaces: Sequence[str]) -> list[str]:
    """Return the IPv4 addresses to use: those that are wanted, else all of this computer, or itself without a network."""
    import ifaddr  # noqa: PLC0415  loaded at first use

    every = [address.ip for adapter in ifaddr.get_adapters() for address in adapter.ips]
    own = [ip for ip in every if isinstance(ip, str)]
    for wanted in interfaces:
        if wanted not in own:
            raise fail("discovery.network", reason=wanted)
    return list(interfaces) or [ip for ip in own if not ip.startswith("127.")] or ["127.0.0.1"]


def _no_network(error: Exception) -> ProblemError:
    return fail("discovery.network", reason=getattr(error, "strerror", None) or str(error))
