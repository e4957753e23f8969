"""Taking submissions of the field apps into visits: each one a unit of work of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from greenfield.base.ids import new_id
from greenfield.base.problem import Place, Problem, ProblemError
from greenfield.services.companies import are_permitted
from greenfield.services.open_visit import Opening, OpenVisit
from greenfield.services.submissions.belonging import Belonging, company_of
from greenfield.services.submissions.comparing import misfits
from greenfield.services.submissions.comparison import Comparison
from greenfield.services.submissions.finding import find_submissions
from greenfield.services.submissions.kept import keep_submission, visits_by_id
from greenfield.services.submissions.known_forms import KnownForms
from greenfield.services.submissions.media import keep_media, read_media
from greenfield.services.submissions.moments import moment_of, sent_at
from greenfield.services.submissions.outcomes import Decision, Outcome, Taken
from greenfield.services.submissions.submission import Filled, Submission
from greenfield.services.toolkits import keep_toolkit
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.visits import Answers, Visit
from greenfield.store.workspace import Workspace

_KEPT = ("company", "site", "toolkit", "state", "date", "language", "currency", "sharing", "visitor")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says about an import: to whom the visits belong, which toolkit it is, what to do with differences."""

    belonging: Belonging = field(default_factory=Belonging)
    toolkit: str = ""
    decision: Decision = Decision.SHOW


def import_submissions(workspace: Workspace, path: Path, wishes: Wishes, opening: Opening) -> Iterator[Taken]:
    """Take the submissions in a file, folder or zip file into visits, and yield what became of each.

    One that cannot be taken changes nothing and does not stop the next. Raises ProblemError what
    `find_submissions` raises, and what the workspace raises (`workspace.*`).
    """
    work = _Import(workspace, wishes, opening)
    for found in find_submissions(path, work.known):
        if isinstance(found, Problem):
            yield Taken(str(found.place), Outcome.FAILED, problems=(found,))
            continue
        try:
            yield work.take(found)
        except ProblemError as error:
            if error.code.startswith("workspace."):
                raise
            problems = tuple(_placed(problem, found.source) for problem in error.problems)
            yield Taken(found.source, Outcome.FAILED, found.ids[0], found.form, problems=problems)


class _Import:
    """Takes submissions one after another."""

    def __init__(self, workspace: Workspace, wishes: Wishes, opening: Opening) -> None:
        self.workspace, self.wishes, self.opening = workspace, wishes, opening
        self.known = KnownForms(workspace)
        self.visits = visits_by_id(workspace)

    def take(self, submission: Submission) -> Taken:
        """Make a visit of a submission, or compare it with the visit that it is already."""
        visit = next((self.visits[each] for each in submission.ids if each in self.visits), None)
        taken = self._begin(submission) if visit is None else self._compare(submission, visit)
        self.visits.update(dict.fromkeys(submission.ids, taken.visit))
        return taken

    def _begin(self, submission: Submission) -> Taken:
        known = self.known.form_of(submission, self.wishes.toolkit)
        toolkit = known.open()
        draft = Visit(**{**dict.fromkeys(Visit.__slots__, ""), "id": new_id(), "toolkit": toolkit.sha256})
        opened = OpenVisit(self.workspace, draft, toolkit, Answers({}, ()), self.opening)
        form = opened.session.form
        filled, notes = submission.fill(form)
        company, site = company_of(self.workspace, toolkit, filled, self.wishes.belonging, submission.source)
        media, missing = read_media(
            form, filled, submission.files, submission.source, photos_allowed=are_permitted(company)
        )
        moment = moment_of(filled, form, submission.sent_at)
        opened.visit = replace(
            draft,
            company=company.id,
            site=site.id,
            state=VisitState.OPEN,
            date=(moment or self.opening.now).date().isoformat(),
            language=self.opening.language,
            currency=company.currency,
            sharing="own",
            visitor=self.workspace.author,
        )
        values = {name: value for name in _KEPT if (value := getattr(opened.visit, name))}
        with opened.unit() as unit:
            keep_toolkit(unit, known.content, toolkit)
            unit.create("visit", values, record=draft.id, toolkit=toolkit.sha256)
            opened.take(unit, _for_session(filled), moment)
            keep_submission(unit, draft.id, submission, filled, sent_at(moment, submission))
            keep_media(unit, draft.id, media)
        return Taken(
            submission.source,
            Outcome.NEW,
            submission.ids[0],
            str(known),
            draft.id,
            company.id,
            len(filled.answers),
            tuple(sorted(medium.name for medium in media)),
            problems=(*notes, *misfits(opened.session, filled, submission.source), *missing),
        )

    def _compare(self, submission: Submission, identity: str) -> Taken:
        comparison = Comparison(self.workspace, submission, identity, self.opening)
        if not self.wishes.toolkit:
            comparison.must_be_of_its_form()
        return comparison.settle(self.wishes.decision)


def _for_session(filled: Filled) -> dict[str, str]:
    """Return answers as a session starts with them: the numbers of instances among them."""
    return {**{ref: str(count) for ref, count in filled.counts.items()}, **filled.answers}


def _placed(problem: Problem, source: str) -> Problem:
    """Name the submission where a problem names only a company or a toolkit."""
    if source in str(problem.place):
        return problem
    where = f"{source}: {problem.place}" if str(problem.place) else source
    return Problem(
        problem.code, Place(where), {"where": str(problem.place), **problem.values}, problem.severity
    )
