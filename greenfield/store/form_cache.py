"""Forms that were read once, kept by the SHA-256 of what they come from: nobody's data, never synced.

What cannot be used (from another engine, damaged) counts as not there, and is replaced when the form is next
kept. Both parts are packed with zlib: a form of 1,000 questions takes 50 kB.
"""

import hashlib
import zlib
from contextlib import suppress
from typing import Final, NamedTuple

from greenfield.base.problem import ProblemError
from greenfield.store.connecting import driver_of
from greenfield.store.workspace import Workspace

MOST_FORMS: Final = 50
"""When another form is kept, the one that was read longest ago goes."""
_QUICK: Final = 1


class CachedForm(NamedTuple):
    """A form as XForm XML and as the bytes that `engine` made of it."""

    engine: str
    xform: bytes
    form: bytes


def find_form(workspace: Workspace, source: str) -> CachedForm | None:
    """Return the form that comes from `source`; None if it is not here, or not as it was written."""
    query = "SELECT engine, digest, xform, form FROM form_cache WHERE source = ?"
    with suppress(ProblemError, zlib.error, TypeError), workspace.read() as connection:
        row = driver_of(connection).execute(query, (source,)).fetchone()
        if row is not None:
            engine, digest, xform, form = row
            if digest == _digest(engine, xform, form):
                return CachedForm(engine, zlib.decompress(xform), zlib.decompress(form))
    return None


def keep_form(workspace: Workspace, source: str, cached: CachedForm) -> None:
    """Keep a form in a transaction of its own; where that cannot be done, it is not kept."""
    if workspace.read_only:
        return
    xform, form = zlib.compress(cached.xform, _QUICK), zlib.compress(cached.form, _QUICK)
    row = (source, cached.engine, _digest(cached.engine, xform, form), xform, form)
    with suppress(ProblemError), workspace.unit():
        connection = workspace.writing_connection
        connection.execute("INSERT OR REPLACE INTO form_cache VALUES (?, ?, ?, ?, ?)", row)
        connection.execute(
            "DELETE FROM form_cache WHERE rowid IN "
            "(SELECT rowid FROM form_cache ORDER BY rowid DESC LIMIT -1 OFFSET ?)",
            (MOST_FORMS,),
        )


def _digest(engine: str, xform: bytes, form: bytes) -> str:
    return hashlib.sha256(b"\0".join((engine.encode(), xform, form))).hexdigest()
