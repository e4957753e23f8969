"""What a command of the command line is, and what it is given to work with."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from greenfield.base.catalogue import as_json, sentence
from greenfield.base.formats import Formats
from greenfield.base.problem import Problem, Severity, fail, has_error
from greenfield.base.texts import Texts, mark
from greenfield.store.workspace import Workspace
from greenfield.vault.wrapping import Secret

FINE, ERROR, WRONG_USE = 0, 1, 2


Secrets = Callable[[Path, bool, Path | None], Secret]
"""Folder, whether it is a new secret, a file that has it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a command works with: texts and formats of the person, where to write, how to open the workspace.

    `warnings` are told with whatever the command finds.
    """

    texts: Texts
    formats: Formats
    folder: Path | None
    open_workspace: Callable[[bool], AbstractContextManager[Workspace]]
    secrets: Secrets
    as_json: bool = False
    warnings: tuple[Problem, ...] = ()
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    def reading(self) -> AbstractContextManager[Workspace]:
        """Open the workspace to read; works beside a window that has it open."""
        return self.open_workspace(False)

    def writing(self) -> AbstractContextManager[Workspace]:
        """Open the workspace to change it; `workspace.in_use` while another program has it open."""
        return self.open_workspace(True)

    def ask_secret(
        self, *, new: bool = False, file: Path | None = None, folder: Path | None = None
    ) -> Secret:
        """Return what opens the workspace, or `folder`: from a file, from the key store, or asked for.

        `new`: what a workspace shall open with from now on; `file` has it in its first line.
        """
        return self.secrets(folder or self.wanted_folder(), new, file)

    def wanted_folder(self) -> Path:
        """Return the workspace's folder that the command line names; `workspace.not_named` without one."""
        if self.folder is None:
            raise fail("workspace.not_named")
        return self.folder

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the form that belongs to `count`, with `{count}` written as the reader writes numbers."""
        return self.texts.plural(one, many, count, **{"count": self.formats.number(count), **values})

    def show(
        self, lines: Iterable[str], document: Mapping[str, object], problems: Iterable[Problem] = ()
    ) -> int:
        """Give out a result: lines for a person, or one JSON document with the problems in it.

        Returns the exit code: 1 if one of the problems is an error.
        """
        problems = [*self.warnings, *problems]
        if self.as_json:
            self.write_json({**document, "problems": [as_json(p, self.texts) for p in problems]})
        else:
            for line in lines:
                self.out.write(line + "\n")
            self.complain(problems)
        return ERROR if has_error(problems) else FINE

    def write_json(self, document: object) -> None:
        """Write one JSON document."""
        json.dump(document, self.out, ensure_ascii=False, indent=2, default=str, allow_nan=False)
        self.out.write("\n")

    def complain(self, problems: Iterable[Problem]) -> None:
        """Write problems for a person, one a line, with code and place."""
        for problem in problems:
            text = sentence(problem, self.texts, self.formats)
            is_error = problem.severity is Severity.ERROR
            line = (
                self.texts("Error: {text}", text=text)
                if is_error
                else self.texts("Warning: {text}", text=text)
            )
            place = f" [{problem.place}]" if str(problem.place) else ""
            self.err.write(f"{line}{place} ({problem.code})\n")


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words (`form check`), what it does in a line, its arguments, and how it runs.

    `help`, and that of each argument, is marked for translation and looked up when shown. `run` returns the exit code.
    """

    words: tuple[str, ...]
    help: str
    run: Callable[[argparse.Namespace, Context], int]
    arguments: Callable[[argparse.ArgumentParser], None] = lambda _parser: None


GROUP_HELP = {
    "form": mark("check, run and export questionnaires"),
    "package": mark("build, check and list packages"),
    "company": mark("companies of the workspace"),
    "visit": mark("visits of the workspace"),
    "measure": mark("the measures of a visit"),
    "workspace": mark("make a workspace"),
    "keys": mark("ways to unlock the workspace"),
    "hub": mark("the hub of an organisation"),
    "exchange": mark("files for a USB stick, from one device to another"),
    "conflict": mark("fields to which people gave different values"),
    "library": mark("resources for further reading"),
}
