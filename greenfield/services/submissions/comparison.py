"""A submission of a visit that is in the workspace already: the same, older, or with differences to settle."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property

from greenfield.base.problem import Place, Problem, Severity, fail
from greenfield.forms.form import Form
from greenfield.forms.moments import parse_moment
from greenfield.services.companies import are_permitted
from greenfield.services.open_visit import Opening, OpenVisit
from greenfield.services.submissions.comparing import Difference, differences, misfits, taken_over
from greenfield.services.submissions.kept import KeptSubmission, keep_submission, kept_submissions, read_kept
from greenfield.services.submissions.media import Medium, keep_media, read_media
from greenfield.services.submissions.moments import moment_of, sent_at
from greenfield.services.submissions.outcomes import Decision, Outcome, Taken
from greenfield.services.submissions.submission import Filled, Submission
from greenfield.services.toolkits import toolkit_of
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.companies import find_company
from greenfield.store.reading.plan import attachments_of
from greenfield.store.reading.submissions import files_ever
from greenfield.store.reading.visits import answers_of, find_visit
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace
from greenfield.toolkit.package import sha256_of


class Comparison:
    """One submission beside its visit."""

    def __init__(self, workspace: Workspace, submission: Submission, visit: str, opening: Opening) -> None:
        """Open the visit; raises as `services.open_visit.open_visit` does."""
        self.workspace, self.submission = workspace, submission
        with workspace.read() as connection:
            found = find_visit(connection, visit)
            answers = answers_of(connection, visit)
            self.company = find_company(connection, found.company)
            self.attached = {one.text("name"): one for one in attachments_of(connection, visit)}
        self.kept = kept_submissions(workspace, visit)
        toolkit = toolkit_of(workspace, found.toolkit)
        moment = parse_moment(self.kept[-1].sent_at, UTC) if self.kept else None
        self.opened = OpenVisit(
            workspace, found, toolkit, answers, replace(opening, now=moment or opening.now)
        )
        self.form: Form = self.opened.session.form
        self.filled, self.notes = submission.fill(self.form)

    def must_be_of_its_form(self) -> None:
        """Raise `submission.other_version` if the submission answers another form than its visit."""
        questionnaire, submission = self.form.questionnaire, self.submission
        other = submission.form not in {"", questionnaire.id}
        other = other or submission.version not in {None, questionnaire.version}
        if other:
            raise fail(
                "submission.other_version",
                submission.source,
                visit=self.opened.visit.id[:8],
                form=f"{submission.form} {submission.version or ''}".strip(),
                known=f"{questionnaire.id} {questionnaire.version}".strip(),
            )

    @cached_property
    def differences(self) -> list[Difference]:
        """What the submission says otherwise than the visit."""
        return differences(self.opened.session, self.filled, self._before())

    def settle(self, decision: Decision) -> Taken:
        """Do what is decided; raises `visit.finished` where a finished visit would change."""
        if self._is_older():
            return self._taken(Outcome.OLDER, [self._warning("submission.older")])
        if not self.differences:
            return self._nothing_new()
        if decision is Decision.KEEP:
            with self.workspace.unit() as unit:
                self._keep(unit)
            return self._taken(Outcome.KEPT)
        if decision is Decision.REPLACE:
            return self._replace()
        values = {"visit": self.opened.visit.id[:8], "count": len(self.differences)}
        return self._taken(
            Outcome.DIFFERS, [Problem("submission.differs", Place(self.submission.source), values)]
        )

    def _nothing_new(self) -> Taken:
        media, problems = self._media(replacing=False)
        is_new_id = not any(self.submission.ids[0] in kept.ids for kept in self.kept) and bool(self.kept)
        if is_new_id and self.opened.visit.state != VisitState.FINISHED:
            with self.opened.unit() as unit:
                self._take(unit)
                keep_media(unit, self.opened.visit.id, media)
            return self._taken(Outcome.REPLACED, problems, media=media)
        if not media:
            return self._taken(Outcome.SAME, problems)
        with self.workspace.unit() as unit:
            keep_media(unit, self.opened.visit.id, media)
        return self._taken(Outcome.FILES, problems, media=media)

    def _replace(self) -> Taken:
        media, problems = self._media(replacing=True)
        with self.opened.unit() as unit:
            for medium in media:
                if medium.name in self.attached:
                    unit.delete(self.attached[medium.name].id)
            self._take(unit)
            keep_media(unit, self.opened.visit.id, media)
        misfitting = misfits(self.opened.session, self.filled, self.submission.source)
        return self._taken(Outcome.REPLACED, [*self.notes, *misfitting, *problems], media=media)

    def _take(self, unit: Unit) -> None:
        answers = taken_over(self.opened.session, self.differences, self.filled)
        self.opened.take(unit, answers, self._moment)
        self._keep(unit)

    def _keep(self, unit: Unit) -> None:
        when = sent_at(self._moment, self.submission)
        keep_submission(unit, self.opened.visit.id, self.submission, self.filled, when)

    @cached_property
    def _moment(self) -> datetime | None:
        return moment_of(self.filled, self.form, self.submission.sent_at)

    def _before(self) -> Filled | None:
        if not self.kept:
            return None
        last = self.kept[-1]
        return read_kept(self.workspace.blob(last.blob), last.media_type, self.form)

    def _is_older(self) -> bool:
        """Tell whether the visit had this submission before a later one, or this one was made before it."""
        if not self.kept:
            return False
        last: KeptSubmission = self.kept[-1]
        content, _ = self.submission.keep(self.filled)
        sha256 = sha256_of(content)
        if last.blob == sha256:
            return False
        if self.submission.ids[0] in last.ids[1:] or any(kept.blob == sha256 for kept in self.kept):
            return True
        then = parse_moment(last.sent_at, UTC)
        return self._moment is not None and then is not None and self._moment < then

    def _media(self, *, replacing: bool) -> tuple[list[Medium], list[Problem]]:
        """Return the files that the visit lacks, those that a person took away apart."""
        found, problems = read_media(
            self.form,
            self.filled,
            self.submission.files,
            self.submission.source,
            photos_allowed=are_permitted(self.company),
        )
        with self.workspace.read() as connection:
            before = files_ever(connection, self.opened.visit.id)
        wanted = []
        for medium in found:
            attached = self.attached.get(medium.name)
            same = {sha256_of(medium.content), sha256_of(medium.sent)}
            is_other = attached is not None and attached.text("blob") not in same
            if medium.name not in before or (is_other and replacing):
                wanted.append(medium)
            elif is_other:
                place = Place(f"{self.submission.source}: {medium.ref}")
                values = {"name": medium.name}
                problems.append(Problem("submission.file_differs", place, values, Severity.WARNING))
        return wanted, problems

    def _taken(
        self, outcome: Outcome, problems: list[Problem] | None = None, media: Sequence[Medium] = ()
    ) -> Taken:
        questionnaire = self.form.questionnaire
        return Taken(
            self.submission.source,
            outcome,
            self.submission.ids[0],
            f"{questionnaire.id} {questionnaire.version}".strip(),
            self.opened.visit.id,
            self.opened.visit.company,
            len(self.filled.answers),
            tuple(sorted(medium.name for medium in media)),
            self.differences if outcome in {Outcome.DIFFERS, Outcome.REPLACED, Outcome.KEPT} else (),
            tuple(problems or ()),
        )

    def _warning(self, code: str) -> Problem:
        values = {"visit": self.opened.visit.id[:8]}
        return Problem(code, Place(self.submission.source), values, Severity.WARNING)
