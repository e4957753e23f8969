"""What a field app sent in, as values: which form it answers, by which id it is known, and its answers."""

from collections.abc import Iterable
from typing import Protocol

import msgspec

from greenfield.base.problem import Problem
from greenfield.forms.form import Form


class Filled(msgspec.Struct, frozen=True):
    """A submission laid over its form.

    `answers` are texts by place (`/data/person[2]/age`), empty ones left out; `counts` say how many instances
    each repeat has, by place without the last position. `left_out` are answers for which the form has no
    place, by their name in the file. `covered` are the paths that the file tells about, None for all: a table
    may leave columns out, which says nothing about their answers.
    """

    answers: dict[str, str]
    counts: dict[str, int] = {}
    left_out: dict[str, str] = {}
    covered: frozenset[str] | None = None

    def tells(self, path: str) -> bool:
        """Tell whether the file says anything about the question at a path (without positions)."""
        return self.covered is None or path in self.covered


class Files(Protocol):
    """The media files that lie with a submission."""

    def find(self, name: str) -> bytes | None:
        """Return the file of a plain name, None if there is none; raises as `read_file` does."""


class Submission(Protocol):
    """One submission. Two are the same visit when they share one of `ids`.

    `source` names file (and row) for a person. `form` is empty where the file does not name it. `ids` begin
    with the submission's own id, followed by those that it replaces; without the prefix `uuid:`.
    `content` and `media_type` are what is kept of it, to be read again by `kept.read_kept`.
    """

    @property
    def source(self) -> str: ...  # noqa: D102  said above
    @property
    def form(self) -> str: ...  # noqa: D102
    @property
    def version(self) -> str | None: ...  # noqa: D102
    @property
    def ids(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def sent_at(self) -> str: ...  # noqa: D102
    @property
    def files(self) -> Files: ...  # noqa: D102

    def fill(self, form: Form) -> tuple[Filled, list[Problem]]:
        """Lay the submission over its form; the problems are warnings about how it had to be read."""

    def keep(self, filled: Filled) -> tuple[bytes, str]:
        """Return the bytes to keep of it, and their media type."""


def plain_id(written: str) -> str:
    """Return an id as it is compared: without `uuid:`, in lower case; empty for one that says nothing."""
    return written.strip().lower().removeprefix("uuid:").strip()


def plain_ids(written: Iterable[str]) -> tuple[str, ...]:
    """Return ids as they are compared, each once, without those that say nothing."""
    return tuple(dict.fromkeys(filter(None, map(plain_id, written))))
