"""Terms of TLS: one certificate and no other, or whatever the system's authorities vouch for."""

import base64
import ssl
from typing import Any


class PinnedContext(ssl.SSLContext):
    """TLS to one certificate and no other; neither its name nor its dates matter, since clocks in the field are wrong."""

    pinned: bytes = b""

    def wrap_socket(self, *arguments: Any, **named: Any) -> ssl.SSLSocket:
        """Shake hands, and end the line before anything is said if it is another certificate."""
        wrapped = super().wrap_socket(*arguments, **named)
        if wrapped.getpeercert(binary_form=True) != self.pinned:
            wrapped.close()
            msg = "another certificate than the one of this hub"
            raise ssl.SSLCertVerificationError(msg)
        return wrapped


def tls_for(certificate: str) -> ssl.SSLContext:
    """Return the terms of TLS: this certificate alone (DER, base64), or the system's authorities for an empty one."""
    if not certificate:
        import httpx2  # noqa: PLC0415  loaded when somebody syncs

        return httpx2.create_ssl_context(trust_env=False)
    context = PinnedContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.pinned = base64.b64decode(certificate)
    return context


def no_tls() -> ssl.SSLContext:
    """Return terms that are never used: without TLS none are needed, and reading the authorities takes its time."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def open_to_all() -> ssl.SSLContext:
    """Return terms that let anybody in, to look at a certificate; nothing may be said over them."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
