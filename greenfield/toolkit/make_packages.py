"""Makes all shipped toolkits and the library into packages: `python -m greenfield.toolkit.make_packages OUTDIR`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from greenfield.base import resources
from greenfield.base.catalogue import sentence
from greenfield.base.problem import Problem, ProblemError
from greenfield.base.texts import texts_for
from greenfield.toolkit.build import build_package
from greenfield.toolkit.catalogues import check_catalogues, languages_in, translations_folder
from greenfield.toolkit.library_source import library_source
from greenfield.toolkit.package import SUFFIX
from greenfield.toolkit.reference import load_reference

SOURCE_NAME = "toolkit.md"


def toolkit_sources() -> list[Path]:
    """Return the sources of the shipped toolkits, in the order of their names."""
    return sorted(resources.source("toolkits").glob(f"*/{SOURCE_NAME}"))


def make_packages(target: Path) -> list[Path]:
    """Write a package of each shipped toolkit and of the library into `target`, and remove those no longer made.

    ProblemError as `build_package`, and for a translation that is incomplete; then nothing is written.
    """
    reference = load_reference()
    translations = translations_folder()
    problems: list[Problem] = []
    made: dict[str, bytes] = {}
    for source in toolkit_sources():
        try:
            name, content = build_package(source, translations, reference)
            made[name] = content
            problems += check_catalogues(source, translations, languages_in(translations))
        except ProblemError as error:
            problems += error.problems
    try:
        name, content = build_package(library_source())
        made[name] = content
    except ProblemError as error:
        problems += error.problems
    if problems:
        raise ProblemError(*problems)
    return _write(made, target)


def _write(made: dict[str, bytes], target: Path) -> list[Path]:
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob(f"*{SUFFIX}"):
        if old.name not in made:
            old.unlink()
    paths = []
    for name, content in made.items():
        path = target / name
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
        paths.append(path)
    return paths


def print_problems(problems: Sequence[Problem]) -> int:
    """Write problems to stderr, each on a line; return the exit code."""
    texts = texts_for("en")
    for problem in problems:
        sys.stderr.write(f"{problem.place}: {sentence(problem, texts)}\n")
    return 1 if problems else 0


def main(arguments: Sequence[str]) -> int:
    """Make the packages; return the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("python -m greenfield.toolkit.make_packages OUTDIR\n")
        return 2
    try:
        paths = make_packages(Path(arguments[0]))
    except ProblemError as error:
        return print_problems(error.problems)
    sys.stdout.writelines(f"{path}\n" for path in paths)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
