"""Questionnaires without a visit: check one, run one by a script, write one for the field apps."""

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from greenfield.base.problem import Problem, ProblemError, fail
from greenfield.base.texts import Texts
from greenfield.forms.context import Context
from greenfield.forms.form import Form
from greenfield.forms.parse import parse_form
from greenfield.forms.script import run_script, steps_of
from greenfield.services.files import write_file
from greenfield.services.indicator_sets import read_source
from greenfield.services.toolkits import shipped_toolkit
from greenfield.toolkit.check.file import check_file, check_source
from greenfield.toolkit.read import read_form, read_table
from greenfield.toolkit.table_pack import TABLE_ENDINGS
from greenfield.toolkit.xform import to_xform


def check_form(path: Path) -> list[Problem]:
    """Return every problem of a questionnaire or toolkit in a file: `.md`, `.xlsx`, or XForm `.xml`.

    Also of an indicator set in `.csv` or `.xlsx`. The tables that it reads lie beside it; one that does not is a problem as well.
    """
    if path.suffix.lower() in TABLE_ENDINGS:
        try:
            return check_source(read_source(path), files=FolderFiles(path.parent))
        except ProblemError as error:
            return list(error.problems)
    return check_file(path, files=FolderFiles(path.parent))


class FolderFiles(Mapping[str, bytes]):
    """The files of folders by name, each read when it is asked for; folders below them are not reached."""

    def __init__(self, *folders: Path) -> None:
        """Offer the files in `folders`; those of the first come first."""
        self._folders = folders

    def __getitem__(self, name: str) -> bytes:
        for folder in self._folders:
            path = folder / name
            if Path(name).name == name and path.is_file():
                return read_table(path)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        paths = (path for folder in self._folders if folder.is_dir() for path in folder.iterdir())
        return iter(sorted({path.name for path in paths if path.is_file()}))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def load_form(path: Path, media: Path | None = None) -> Form:
    """Return the form in a file, ready to be answered; the files that it names lie in `media`, else beside it."""
    source = read_form(path)
    xml = source.xform if source.sheets is None else to_xform(source.sheets).xform
    return parse_form(xml or b"", FolderFiles(*([media] if media else []), path.parent))


def run_form(path: Path, script: object, folder: Path, texts: Texts) -> dict[str, object]:
    """Run a form by a parsed script and return the document of `greenfield form run`.

    `media` in the script is relative to `folder`. Raises ProblemError when the form cannot be loaded or the
    script is none (`script.not_one`, `script.setting`).
    """
    settings = script if isinstance(script, Mapping) else {}
    media = settings.get("media")
    language = settings.get("language")
    if not isinstance(media, str | None) or not isinstance(language, str | None):
        raise fail("script.setting", "media" if not isinstance(media, str | None) else "language")
    return run_script(
        lambda: load_form(path, folder / media if media else None),
        steps_of(script),
        _context(settings),
        perf_counter,
        texts=texts,
        language=language,
    )


def _context(settings: Mapping[str, object]) -> Context:
    now = settings.get("now")
    try:
        moment = datetime.now(UTC).astimezone() if now is None else datetime.fromisoformat(str(now))
    except ValueError as error:
        raise fail("script.setting", "now") from error
    chance = settings.get("random")
    if chance is None:
        return Context(now=moment, random=random.SystemRandom().random)
    if not isinstance(chance, int | float) or not 0 <= chance < 1:
        raise fail("script.setting", "random")
    return Context(now=moment, random=lambda: float(chance))


def export_form(toolkit: str, path: Path) -> None:
    """Write the form of a toolkit that comes with the program as XForm XML, as ODK Collect opens it.

    Raises ProblemError `toolkit.unknown`, `file.unwritable`.
    """
    _, opened = shipped_toolkit(toolkit)
    write_file(path, opened.form_xml)
