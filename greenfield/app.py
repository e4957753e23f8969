"""The composition root: reads the command line, opens what a command needs, hands it on."""

import argparse
import getpass
import locale
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib.metadata import entry_points
from pathlib import Path

from babel import Locale, UnknownLocaleError

from greenfield.base.formats import Formats
from greenfield.base.languages import SOURCE_LANGUAGE, find_language, pick_language
from greenfield.base.problem import ProblemError, fail
from greenfield.base.texts import Texts, texts_for
from greenfield.cli.all_commands import all_commands
from greenfield.cli.command import ERROR, Command, Context, Secrets
from greenfield.cli.parser import build_parser
from greenfield.services import workspaces
from greenfield.store.workspace import Workspace
from greenfield.vault.passphrase import Passphrase, read_passphrase_file
from greenfield.vault.unlocking import unlock
from greenfield.vault.wrapping import Secret

PASSPHRASE_FILE = "GREENFIELD_PASSPHRASE_FILE"  # noqa: S105  the name of a variable
STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 fine, 1 an error found, 2 wrong use."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    texts = texts_for(find_language(_wanted_language(words)) or SOURCE_LANGUAGE)
    added = [point.load() for point in entry_points(group="greenfield.commands")]
    parsed = build_parser([*all_commands(), *added], texts).parse_args(words)
    context = _context(parsed, texts)
    try:
        if parsed.language is not None:
            pick_language(parsed.language)
        command: Command = parsed.command
        return command.run(parsed, context)
    except ProblemError as error:
        context.show([], {}, error.problems)
        return ERROR
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    except KeyboardInterrupt:
        return STOPPED


def _wanted_language(words: Sequence[str]) -> str:
    """Return the language that the command line or the system asks for, before the parser exists."""
    for position, word in enumerate(words):
        if word == "--language" and position + 1 < len(words):
            return words[position + 1]
        if word.startswith("--language="):
            return word.partition("=")[2]
    return _system_locale()


def _system_locale() -> str:
    return (locale.getlocale()[0] or os.environ.get("LANG") or SOURCE_LANGUAGE).partition(".")[0]


def _context(parsed: argparse.Namespace, texts: Texts) -> Context:
    secrets = _secrets(parsed.passphrase_file, texts)

    def open_workspace(writing: bool) -> AbstractContextManager[Workspace]:
        folder: Path | None = parsed.workspace
        if folder is None:
            raise fail("workspace.not_named")
        return workspaces.opened(folder, secrets(folder, False, None), writing=writing)

    return Context(
        texts, _formats(texts.language), parsed.workspace, open_workspace, secrets, as_json=parsed.json
    )


def _secrets(named: Path | None, texts: Texts) -> Secrets:
    """Return what finds a secret: a named file, the environment's file, the key store, a prompt, in this order."""

    def find(folder: Path, new: bool, file: Path | None) -> Secret:
        environment = os.environ.get(PASSPHRASE_FILE)
        path = file or named or (Path(environment) if environment else None)
        if path is not None and (file is not None or not new or not folder.exists()):
            return read_passphrase_file(path)
        if new:
            return _new_passphrase(texts)
        if workspaces.has_key_store_slot(folder):
            try:
                unlock(folder, workspaces.key_store())
                return workspaces.key_store()
            except ProblemError as error:
                if not error.code.startswith("keystore."):
                    raise
        return Passphrase(_ask(texts("Passphrase: ")))

    return find


def _new_passphrase(texts: Texts) -> Passphrase:
    first = Passphrase(_ask(texts("New passphrase: ")))
    if _ask(texts("The same again: ")) != first.text:
        raise fail("passphrase.not_the_same")
    return first


def _ask(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except (EOFError, OSError) as error:
        raise fail("passphrase.not_given") from error


def _formats(language: str) -> Formats:
    """Return the formats of the system's locale where it fits the language, else the language's own."""
    wanted = _system_locale()
    if find_language(wanted) == language:
        try:
            return Formats(str(Locale.parse(wanted)))
        except (UnknownLocaleError, ValueError):
            pass
    return Formats(language)
