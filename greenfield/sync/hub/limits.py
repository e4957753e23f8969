"""How much a hub takes at once, so that nobody can fill its memory or its line."""

from typing import Final, NamedTuple

MEGABYTE: Final = 1024 * 1024


class Limits(NamedTuple):
    """Limits of a hub. Bytes of one request before and after unpacking, of all that are being read, and of what broke off and is kept; changes of a push; requests a minute.

    `requests_a_minute` counts for each device, `codes_a_minute` for each peer that tries to enrol; 0 means no limit.
    """

    body_bytes: int = 8 * MEGABYTE
    bodies_bytes: int = 64 * MEGABYTE
    unfinished_bytes: int = 32 * MEGABYTE
    enrol_bytes: int = MEGABYTE // 16
    unpacked_bytes: int = 16 * MEGABYTE
    changes: int = 5_000
    change_bytes: int = 4 * MEGABYTE
    page_bytes: int = 8 * MEGABYTE
    known: int = 50_000
    file_bytes: int = 256 * MEGABYTE
    uploads_of_a_member: int = 64
    piece_bytes: int = MEGABYTE
    requests_a_minute: int = 1_200
    codes_a_minute: int = 10


UNHURRIED: Final = Limits(requests_a_minute=0, codes_a_minute=0)
"""Without limits of rate, for tests that make thousands of requests while their clock stands."""
