"""Why no answer came over a line, as a word that the catalogue of problems knows, not as what a system says."""

import errno
import socket
import ssl
from typing import Final

REFUSED: Final = "refused"
UNKNOWN_NAME: Final = "unknown_name"
TOO_SLOW: Final = "too_slow"
NO_NETWORK: Final = "no_network"
NO_TLS: Final = "no_tls"
OTHER_CERTIFICATE: Final = "other_certificate"
BROKEN: Final = "broken"

_NUMBERS: Final = {
    **dict.fromkeys((errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL), NO_NETWORK),
    **dict.fromkeys((errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED), BROKEN),
    errno.ECONNREFUSED: REFUSED,
    errno.ETIMEDOUT: TOO_SLOW,
}


def reason_of(error: BaseException) -> str:
    """Return one of the words above, else what the error itself says.

    Looks at what an error came from as well: a library's own error stands before the system's.
    """
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.append(at)
        at = at.__cause__ or at.__context__
    for each in chain:
        found = _word(each)
        if found:
            return found
    last = chain[-1]
    return (last.strerror if isinstance(last, OSError) else "") or str(error) or type(error).__name__


def _word(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return OTHER_CERTIFICATE
    if isinstance(error, ssl.SSLEOFError):
        return BROKEN
    if isinstance(error, ssl.SSLError):
        return NO_TLS
    if isinstance(error, socket.gaierror):
        return UNKNOWN_NAME
    if isinstance(error, TimeoutError):
        return TOO_SLOW
    return _NUMBERS.get(error.errno or 0, "") if isinstance(error, OSError) else ""
