"""PouchDB, the sync of the offline web: two databases and a server of its own, driven by a small program of ours.

Its server counts each body as gzip would send it and adds the headers, although PouchDB itself never compresses what it sends:
`up_plain` is what it sends really.
"""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from greenfield.base.problem import ProblemError, fail
from greenfield.bench.sync_documents import Document

_SOURCE: Final = Path(__file__).parent / "pouchdb"
_INSTALLED: Final = Path(__file__).parents[2] / "build" / "pouchdb"
_PATIENCE_S: Final = 600


class PeerStep(msgspec.Struct):
    """What one replication took, and what went over the line."""

    seconds: float
    up: int
    down: int
    requests: int
    up_plain: int = 0

    @property
    def both(self) -> int:
        """All bytes, compressed by gzip."""
        return self.up + self.down

    @property
    def as_sent(self) -> int:
        """All bytes, with what goes up as it is."""
        return self.up_plain + self.down


class PeerRun(msgspec.Struct):
    """What a run of the peer told."""

    documents: int
    arrived: int
    push: PeerStep
    pull: PeerStep
    changed_push: PeerStep
    changed_pull: PeerStep
    nothing: PeerStep


@dataclass(frozen=True, slots=True)
class PouchDB:
    """The command that runs it."""

    command: tuple[str, ...]

    def run(self, documents: Sequence[Document], ids: Sequence[str], folder: Path) -> PeerRun:
        """Replicate documents there and to a second device; `bench.peer_failed` when it does not end well."""
        file = folder / "documents.json"
        rows = [{"_id": name, **each} for name, each in zip(ids, documents, strict=True)]
        file.write_text(json.dumps(rows), encoding="utf-8")
        told = _called([*self.command, str(file), str(folder / "databases")], folder)
        found = msgspec.json.decode(told, type=PeerRun)
        if found.arrived != len(documents):
            raise fail("bench.other_results", "PouchDB")
        return found


def pouchdb(installed: Path = _INSTALLED) -> PouchDB:
    """Install PouchDB beside the build, if it is not there yet, and return the command that runs it.

    Raises ProblemError `bench.no_pouchdb` without Node.js and npm, or where npm cannot install it.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise fail("bench.no_pouchdb", reason="npm")
    lock = _SOURCE / "package-lock.json"
    known = installed / lock.name
    whole = installed / "installed"
    fresh = not whole.is_file() or known.read_bytes() != lock.read_bytes()
    installed.mkdir(parents=True, exist_ok=True)
    for each in _SOURCE.iterdir():
        if each.suffix in {".js", ".json"}:
            shutil.copyfile(each, installed / each.name)
    if fresh:
        whole.unlink(missing_ok=True)
        try:
            _called([npm, "ci", "--omit=optional", "--no-audit", "--no-fund"], installed)
        except ProblemError as error:
            raise fail("bench.no_pouchdb", reason=error.problems[0].values["reason"]) from error
        whole.touch()
    return PouchDB((node, str(installed / "peer.js")))


def _called(command: Sequence[str], folder: Path) -> str:
    try:
        return subprocess.run(  # noqa: S603  programs that were looked up, with our own words
            command, cwd=folder, capture_output=True, encoding="utf-8", timeout=_PATIENCE_S, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        raise fail("bench.peer_failed", "PouchDB", reason=said[-1] if said else "") from error
