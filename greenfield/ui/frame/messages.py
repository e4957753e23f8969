"""The one door for news and problems: a toast before a dialog."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Problem, ProblemError, Severity
from greenfield.base.texts import Texts
from greenfield.ui.frame.action import Action


class Tone(StrEnum):
    """How a message is meant."""

    NEWS = "news"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message: its words, its tone, what can be done about it, and the codes of its problems.

    It takes the place of an earlier one that was `about` the same, which is not true any more.
    """

    text: str
    tone: Tone = Tone.NEWS
    action: Action | None = None
    codes: tuple[str, ...] = ()
    about: str = ""


class Stage(Protocol):
    """Where messages are shown: the main window."""

    def show_notice(self, notice: Notice) -> None:
        """Show a toast."""

    def ask(self, title: str, text: str, yes: Action) -> bool:
        """Ask, and return whether the person agrees."""


class Messages:
    """Says things to the person; texts are handed in as they are shown."""

    def __init__(self, texts: Callable[[], Texts]) -> None:
        """Look up the sentences of problems in the `texts` of the moment."""
        self._texts = texts
        self._stage: Stage | None = None
        self.shown: list[Notice] = []
        """What was said, the latest last; for the list of messages, and for tests."""

    def attach(self, stage: Stage) -> None:
        """Show messages there from now on."""
        self._stage = stage

    def toast(
        self, text: str, action: Action | None = None, tone: Tone = Tone.NEWS, *, about: str = ""
    ) -> None:
        """Show a line for a moment, with what can be done about it (undo); see Notice for `about`."""
        self._show(Notice(text, tone, action, about=about))

    def problem(
        self, problem: ProblemError | Problem | Iterable[Problem], action: Action | None = None
    ) -> None:
        """Show one or several problems with what to do; an error stays until it is closed."""
        problems = _problems(problem)
        if not problems:
            return
        worst = any(one.severity is Severity.ERROR for one in problems)
        texts = self._texts()
        lines = "\n".join(dict.fromkeys(sentence(one, texts) for one in problems))
        codes = tuple(one.code for one in problems)
        self._show(Notice(lines, Tone.ERROR if worst else Tone.WARNING, action, codes))

    def ask(self, title: str, text: str, yes: str, *, dangerous: bool = False) -> bool:
        """Ask before something that cannot be undone; `yes` names it on its button ("Delete visit")."""
        if self._stage is None:
            return False
        return self._stage.ask(
            title, text, Action("yes", yes, "", _nothing, main=not dangerous, dangerous=dangerous)
        )

    def _show(self, notice: Notice) -> None:
        self.shown.append(notice)
        del self.shown[:-50]
        if self._stage is not None:
            self._stage.show_notice(notice)


def _nothing() -> None:
    return None


def _problems(given: ProblemError | Problem | Iterable[Problem]) -> tuple[Problem, ...]:
    if isinstance(given, ProblemError):
        return given.problems
    return (given,) if isinstance(given, Problem) else tuple(given)
