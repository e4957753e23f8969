"""A checksum over changes that does not depend on their order: equal on two sides that hold the same."""

import hashlib
from collections.abc import Iterable
from typing import Final

_SIZE: Final = 16
_MODULUS: Final = 1 << (8 * _SIZE)


def digest(changes: Iterable[tuple[str, str, bool]]) -> dict[str, str]:
    """Sum up changes, each as (cid, hash, whether its content was erased), in buckets by the first sign of the cid.

    A bucket without a change is left out. The sum is modulo 2^128 of a hash of each change, in hexadecimal digits.
    """
    sums: dict[str, int] = {}
    for cid, content, erased in changes:
        said = f"{cid}{content}{'-' if erased else '+'}".encode()
        part = int.from_bytes(hashlib.blake2b(said, digest_size=_SIZE).digest(), "big")
        sums[cid[0]] = (sums.get(cid[0], 0) + part) % _MODULUS
    return {bucket: f"{value:032x}" for bucket, value in sorted(sums.items())}
