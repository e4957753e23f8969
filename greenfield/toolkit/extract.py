"""Texts of the shipped toolkits for translators: `python -m greenfield.toolkit.extract [--check] [TRANSLATIONS]`.

Writes a template (`.pot`) and brings each language's catalogue up to date; with `--check` nothing is
written, and everything that is stale, missing or fuzzy is a problem on stderr.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from greenfield.base.problem import Problem, ProblemError
from greenfield.toolkit.catalogues import check_catalogues, languages_in, translations_folder, update
from greenfield.toolkit.make_packages import print_problems, toolkit_sources


def main(arguments: Sequence[str]) -> int:
    """Extract, or check; return the exit code."""
    paths = [Path(argument) for argument in arguments if argument != "--check"]
    root = paths[0] if paths else translations_folder()
    problems: list[Problem] = []
    for source in toolkit_sources():
        try:
            if "--check" in arguments:
                problems += check_catalogues(source, root, languages_in(root))
            else:
                sys.stdout.writelines(f"{path}\n" for path in update(source, root))
        except ProblemError as error:
            problems += error.problems
    return print_problems(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
