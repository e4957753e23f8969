"""`greenfield visit import FILE|FOLDER`: takes submissions of ODK and KoboToolbox into visits."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from greenfield.base.problem import Problem, ProblemError
from greenfield.base.texts import Texts, mark
from greenfield.cli.command import Command, Context
from greenfield.services.open_visit import Opening
from greenfield.services.submissions.belonging import Belonging
from greenfield.services.submissions.importing import Wishes, import_submissions
from greenfield.services.submissions.outcomes import Decision, Outcome, Taken
from greenfield.services.workspaces import now


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", type=Path, metavar="FILE|FOLDER", help=mark("a submission, or a folder of them")
    )
    parser.add_argument(
        "--company", default="", help=mark("the company: its name, or the beginning of its id")
    )
    parser.add_argument(
        "--new-company", action="store_true", help=mark("make a company of what the submission says")
    )
    parser.add_argument(
        "--toolkit",
        default="",
        metavar="ID[:VERSION]",
        help=mark("the toolkit that the submission belongs to"),
    )
    decision = parser.add_mutually_exclusive_group()
    decision.add_argument(
        "--replace",
        dest="decision",
        action="store_const",
        const=Decision.REPLACE,
        help=mark("what comes replaces answers that are here"),
    )
    decision.add_argument(
        "--keep",
        dest="decision",
        action="store_const",
        const=Decision.KEEP,
        help=mark("answers that are here stay"),
    )
    parser.set_defaults(decision=Decision.SHOW)


def _run(arguments: argparse.Namespace, context: Context) -> int:
    belonging = Belonging(arguments.company, arguments.new_company)
    wishes = Wishes(belonging, arguments.toolkit, arguments.decision)
    taken: list[Taken] = []
    stopped: Sequence[Problem] = ()
    with context.writing() as workspace:
        try:
            opening = Opening(now(), context.texts.language)
            taken.extend(import_submissions(workspace, arguments.path, wishes, opening))
        except ProblemError as error:
            stopped = error.problems
    problems = [*(problem for one in taken for problem in one.problems), *stopped]
    lines = (line for one in taken for line in _lines(one, context.texts))
    return context.show(lines, {"submissions": [one.as_json() for one in taken]}, problems)


def _lines(taken: Taken, texts: Texts) -> Iterator[str]:
    yield f"{taken.source}: {_sentence(taken, texts)}"
    if taken.media:
        yield texts("    with it came the files: {names}", names=", ".join(taken.media))
    for one in taken.differences:
        if one.edited_here:
            yield texts(
                "    {question} ({ref}): here “{here}”, changed since; in the submission “{there}”",
                question=one.label,
                ref=one.ref,
                here=one.here,
                there=one.there,
            )
        else:
            yield texts(
                "    {question} ({ref}): here “{here}”; in the submission “{there}”",
                question=one.label,
                ref=one.ref,
                here=one.here,
                there=one.there,
            )


def _sentence(taken: Taken, texts: Texts) -> str:
    visit = taken.visit[:8]
    match taken.outcome:
        case Outcome.NEW:
            return texts.plural(
                "new visit {visit} with {count} answer",
                "new visit {visit} with {count} answers",
                taken.answers,
                visit=visit,
            )
        case Outcome.SAME:
            return texts("the visit {visit} has it already", visit=visit)
        case Outcome.FILES:
            return texts.plural(
                "the visit {visit} has it already; {count} file was missing and came in",
                "the visit {visit} has it already; {count} files were missing and came in",
                taken.files,
                visit=visit,
            )
        case Outcome.DIFFERS:
            return texts("differs from the visit {visit}, which was left as it is", visit=visit)
        case Outcome.REPLACED:
            return texts("the visit {visit} has its answers now", visit=visit)
        case Outcome.KEPT:
            return texts("the visit {visit} stays as it is; the submission is noted as seen", visit=visit)
        case Outcome.OLDER:
            return texts("the visit {visit} has a later one", visit=visit)
        case Outcome.FAILED:
            return texts("not taken")


VISIT_IMPORT = Command(
    ("visit", "import"), mark("take submissions of ODK and KoboToolbox into visits"), _run, _arguments
)
