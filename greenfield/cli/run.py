"""Runs a command: reads the command line, opens what the command needs, hands it on."""

import argparse
import getpass
import io
import locale
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib.metadata import entry_points
from pathlib import Path

from babel import Locale, UnknownLocaleError

from greenfield.base.catalogue import sentence
from greenfield.base.formats import Formats
from greenfield.base.languages import SOURCE_LANGUAGE, find_language, pick_language
from greenfield.base.problem import Place, Problem, ProblemError, Severity, fail
from greenfield.base.texts import Texts, texts_for, translated
from greenfield.cli.all_commands import all_commands
from greenfield.cli.argparse_texts import speaking
from greenfield.cli.command import ERROR, Command, Context, Secrets
from greenfield.cli.parser import build_parser
from greenfield.cli.unexpected import note_unexpected
from greenfield.services import workspaces
from greenfield.services.unlocking import secret_of
from greenfield.store.workspace import Workspace
from greenfield.vault.passphrase import Passphrase, read_passphrase_file
from greenfield.vault.unlocking import unlock
from greenfield.vault.wrapping import Secret

PASSPHRASE_FILE = "GREENFIELD_PASSPHRASE_FILE"  # noqa: S105  the name of a variable
DEBUG = "GREENFIELD_DEBUG"
STOPPED = 130


def run(words: Sequence[str]) -> int:
    """Run the command line and return its exit code: 0 fine, 1 an error found, 2 wrong use."""
    _write_utf8()
    # Until the command line is read, problems are told in English.
    bare = argparse.Namespace(workspace=None, passphrase_file=None, language=None, json="--json" in words)
    context, command_words = _context(bare, texts_for(SOURCE_LANGUAGE)), ""
    try:
        texts = texts_for(find_language(_wanted_language(words)) or SOURCE_LANGUAGE)
        added = [point.load() for point in entry_points(group="greenfield.commands")]
        with speaking(texts.language):
            parsed = build_parser([*all_commands(), *added], texts).parse_args(list(words))
        command: Command = parsed.command
        command_words = " ".join(command.words)
        context = _context(parsed, texts)
        if parsed.language is not None:
            pick_language(parsed.language)
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
    except Exception as error:  # noqa: BLE001  the edge: whatever was not foreseen is noted and told
        context.show([], {}, [note_unexpected(error, command_words)])
        if os.environ.get(DEBUG) == "1":
            traceback.print_exception(error, file=context.err)
        return ERROR


def complain(code: str, where: str) -> int:
    """Say in the terminal what keeps the program from starting, and return the exit code."""
    texts = texts_for(find_language(_system_locale()) or SOURCE_LANGUAGE)
    sys.stderr.write(f"{sentence(Problem(code, Place(where)), texts)} ({code})\n")
    return ERROR


def _write_utf8() -> None:
    """Write UTF-8 wherever we write: Windows' own pages lack the narrow space of French numbers."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


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
        texts,
        _formats(texts.language),
        parsed.workspace,
        open_workspace,
        secrets,
        as_json=parsed.json,
        warnings=_missing_texts(parsed, texts),
    )


def _missing_texts(parsed: argparse.Namespace, texts: Texts) -> tuple[Problem, ...]:
    """Return the warning that somebody asked for a language in which the program would speak English."""
    if parsed.language is None or texts.language == SOURCE_LANGUAGE:
        return ()
    if texts.language in translated("program"):
        return ()
    place = Place(texts.language)
    return (Problem("language.not_translated", place, severity=Severity.WARNING),)


def _secrets(named: Path | None, texts: Texts) -> Secrets:
    """Return what finds a secret: a named file, the environment's file, the key store, a prompt, in this order."""

    def find(folder: Path, new: bool, file: Path | None) -> Secret:
        environment = os.environ.get(PASSPHRASE_FILE)
        path = file or named or (Path(environment) if environment else None)
        if path is not None and (file is not None or not new or not folder.exists()):
            typed = read_passphrase_file(path)
            return typed if new else secret_of(folder, typed)
        if new:
            return _new_passphrase(texts)
        if workspaces.has_key_store_slot(folder):
            try:
                unlock(folder, workspaces.key_store())
                return workspaces.key_store()
            except ProblemError as error:
                if not error.code.startswith("keystore."):
                    raise
        return secret_of(folder, Passphrase(_ask(texts("Passphrase or recovery code: "))))

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
