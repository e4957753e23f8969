"""The address of a hub, as people type it, and the certificate that stands there."""

import base64
import hashlib
import ipaddress
import socket
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from greenfield.base.problem import fail
from greenfield.sync.device.line_reasons import reason_of

if TYPE_CHECKING:
    import ssl

PORT: Final = 8443
"""Where a hub listens if nothing else is said."""
_SECONDS: Final = 15.0


class Certificate(NamedTuple):
    """What a hub shows: its certificate (DER, base64), the fingerprint, whether the system's authorities vouch for it."""

    der: str
    fingerprint: str
    is_trusted: bool


def checked(typed: str) -> str:
    """Return an address as `https://host:port/path` without what may be left out.

    Raises ProblemError `sync.address` for what is none, `sync.insecure` for one without encryption, which is allowed
    on this machine alone.
    """
    text = typed.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise fail("sync.address", typed) from error
    if parts.scheme not in {"https", "http"} or not host or parts.query or parts.fragment or parts.username:
        raise fail("sync.address", typed)
    if parts.scheme == "http" and not is_loopback(text):
        raise fail("sync.insecure", typed)
    if "://" not in text and port is None:
        port = PORT
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def is_loopback(url: str) -> bool:
    """Tell whether an address is this machine itself."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def plain_fingerprint(typed: str) -> str:
    """Return a fingerprint without the spaces and colons of its groups; `sync.fingerprint` for what is none."""
    plain = "".join(typed.split()).replace(":", "").replace("-", "").lower()
    if len(plain) != 64 or any(sign not in "0123456789abcdef" for sign in plain):
        raise fail("sync.fingerprint", typed)
    return plain


def in_groups(fingerprint: str) -> str:
    """Return a fingerprint as people compare it: groups of four."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4)).upper()


def look_at(url: str) -> Certificate:
    """Return the certificate that stands at an address of `checked`; sends nothing. Raises ProblemError `sync.line`."""
    from greenfield.sync.device.tls import open_to_all, tls_for  # noqa: PLC0415  loaded when somebody connects

    try:
        der = _shown(url, open_to_all())
    except OSError as error:
        raise fail("sync.line", reason=reason_of(error)) from error
    try:
        is_trusted = _shown(url, tls_for("")) == der
    except OSError:
        is_trusted = False
    return Certificate(base64.b64encode(der).decode(), hashlib.sha256(der).hexdigest(), is_trusted)


def pinned(url: str, fingerprint: str) -> str:
    """Return the certificate to be trusted at an address, empty for the system's authorities.

    It is compared with the fingerprint that a person was given, if any, before anything is sent. Raises ProblemError
    `sync.other_hub` if it is another one, `sync.unknown_hub` (with the fingerprint, to be compared by a person) for one that
    nobody vouches for, `sync.fingerprint`, `sync.line`.
    """
    if url.startswith("http:"):
        return ""
    wanted = plain_fingerprint(fingerprint) if fingerprint else ""
    found = look_at(url)
    if wanted and wanted != found.fingerprint:
        raise fail("sync.other_hub", url, fingerprint=in_groups(found.fingerprint))
    if not wanted and not found.is_trusted:
        raise fail("sync.unknown_hub", url, fingerprint=in_groups(found.fingerprint))
    return "" if found.is_trusted else found.der


def _shown(url: str, terms: "ssl.SSLContext") -> bytes:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 443
    with (
        socket.create_connection((host, port), _SECONDS) as line,
        terms.wrap_socket(line, server_hostname=host) as secured,
    ):
        return secured.getpeercert(binary_form=True) or b""
