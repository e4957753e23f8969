"""What stands inside an exchange file: frames, each a sign, a length, and that many bytes.

`o` how it begins (`Opening`), then `c` changes (`sync.messages.Push`), then for each file `f` (`FileBegins`) and its
pieces `p`, at last `e` (`Ending`). `o`, `c`, `f`, `e` are messages of `sync.wire`; `p` are bytes as they are.
"""

import struct
from typing import Final

from msgspec import Struct

FRAME: Final = struct.Struct(">cI")
OPENING: Final = b"o"
CHANGES: Final = b"c"
FILE: Final = b"f"
PIECE: Final = b"p"
ENDING: Final = b"e"

PIECE_BYTES: Final = 256 * 1024
"""Pieces of a file have this length, but for the last one, which may be shorter."""
MESSAGE_BYTES: Final = 1024 * 1024
"""Changes come together in messages of this size before compression; a larger one is alone in its message."""
LONGEST_FRAME: Final = 16 * 1024 * 1024


class Opening(Struct, kw_only=True, omit_defaults=True):
    """Who wrote a file, and what it is to hold; nothing proves it, so a person is asked.

    `device` is the writer's id in changes, `author` the name of whoever works there. `choice` is `everything`, `company`,
    `visit` or `unsent`. `organisation` is the id of the hub's organisation that the writer belongs to, if any.
    """

    proto: int
    device: str
    author: str
    made_at: str
    program: str
    choice: str
    photos: bool
    organisation: str = ""
    organisation_name: str = ""


class FileBegins(Struct, kw_only=True):
    """A file follows in pieces."""

    sha256: str
    size: int


class Ending(Struct, kw_only=True):
    """A file is whole when as much came before this, and nothing comes behind it."""

    changes: int
    files: int
