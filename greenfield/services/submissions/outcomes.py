"""What became of a submission that was to be taken into a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from greenfield.base.problem import Problem
from greenfield.services.submissions.comparing import Difference


class Outcome(StrEnum):
    """What an import did with one submission."""

    NEW = "new"
    """A visit was made of it."""
    SAME = "same"
    """The workspace has it already; nothing was changed."""
    FILES = "files"
    """The workspace has it already; files that were missing came in."""
    DIFFERS = "differs"
    """It differs from its visit; nothing was changed, a person decides."""
    REPLACED = "replaced"
    """The visit took its answers."""
    KEPT = "kept"
    """The visit keeps its answers; the submission is noted as seen."""
    OLDER = "older"
    """The visit has had it before and gone on; nothing was changed."""
    FAILED = "failed"
    """It could not be taken; nothing was changed."""


class Decision(StrEnum):
    """What shall happen where a submission differs from its visit."""

    SHOW = "show"
    REPLACE = "replace"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one submission. `answers` and `files` count what it holds and what came in of it.

    `media` are the names of the files that came in.
    """

    source: str
    outcome: Outcome
    instance: str = ""
    form: str = ""
    visit: str = ""
    company: str = ""
    answers: int = 0
    media: Sequence[str] = ()
    differences: Sequence[Difference] = ()
    problems: Sequence[Problem] = ()

    @property
    def files(self) -> int:
        """How many files came in."""
        return len(self.media)

    def as_json(self) -> dict[str, object]:
        """Return it for the command line, its problems apart."""
        return {
            "source": self.source,
            "outcome": str(self.outcome),
            "instance": self.instance,
            "form": self.form,
            "visit": self.visit,
            "company": self.company,
            "answers": self.answers,
            "files": self.files,
            "media": list(self.media),
            "differences": [one.as_json() for one in self.differences],
        }
