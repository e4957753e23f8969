"""A visit that is open in front of somebody: its form with the answers so far, ready for the next one."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from random import SystemRandom

from greenfield.assess.factors import FactorTables, Method, method_for
from greenfield.base.ids import new_id
from greenfield.base.languages import pick_form_language
from greenfield.base.problem import Problem, ProblemError, fail
from greenfield.forms.node import Delta, Node
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession
from greenfield.records.kinds import ANSWERS
from greenfield.services.answer_places import AnswerPlaces, Instance, Step, steps_of
from greenfield.services.toolkits import toolkit_of
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.visits import Answers, Visit, answers_of, find_visit
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace
from greenfield.toolkit.answers import SessionAnswers
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.inventory import Inventory
from greenfield.toolkit.toolkit import Toolkit

_NOT_ANSWERED = frozenset({"group", "repeat", "note", "calculate", "trigger"})


@dataclass(frozen=True, slots=True)
class Opening:
    """When a form is opened, and in which language it is shown where it has it."""

    now: datetime
    language: str


class OpenVisit:
    """One visit with its running form. What a method does to the workspace is done when it returns.

    A method that fails leaves form and workspace as they were.
    """

    def __init__(
        self, workspace: Workspace, visit: Visit, toolkit: Toolkit, kept: Answers | None, opening: Opening
    ) -> None:
        """Open the form of a visit with the answers that the workspace keeps; None starts it afresh."""
        self.visit = visit
        self.toolkit = toolkit
        self.tables: FactorTables = load_factors()
        self.evaluation = Evaluation(toolkit, conversion(self.tables))
        self._workspace = workspace
        form = parse_form(toolkit.form_xml)
        instances = kept.instances if kept else ()
        self._places = AnswerPlaces(
            visit.id,
            form.questionnaire.definitions[0].name,
            [Instance(one.id, one.parent or visit.id, one.repeat, one.order_key) for one in instances],
        )
        answers = None
        if kept is not None:
            by_record = {visit.id: kept.root, **{one.id: one.answers for one in instances}}
            answers = self._places.refs(by_record)
        self._form = form
        self._context = Context(now=opening.now, random=SystemRandom().random)
        self._language = pick_form_language(opening.language, form.questionnaire.languages)
        self._begin(answers)

    def _begin(self, answers: Mapping[str, str] | None) -> None:
        self.session = FormSession(self._form, self._context, answers, self._language)
        self.answers = SessionAnswers(self.session)

    def answer(self, ref: str, value: str) -> Delta:
        """Give an answer; when this returns, it is kept for good.

        Raises ProblemError `visit.finished`, `answer.type`, `answer.choice`, `answer.unknown_question`,
        `answer.readonly` and what the workspace raises (a full disk): then the last answer stands.
        """
        self._must_be_open()
        before = self.session.node(ref).value
        delta = self.session.set(ref, value)
        try:
            with self._unit() as unit:
                self._write(unit, delta.answers)
        except BaseException:
            self.session.set(ref, before)
            raise
        return delta

    def answer_all(self, values: Mapping[str, str]) -> list[Problem]:
        """Give answers by the name of the question or its place, all in one transaction.

        Returns what was wrong; an answer with a problem is left out, the others are kept.
        """
        self._must_be_open()
        problems: list[Problem] = []
        kept: dict[str, str] = {}
        for name, value in values.items():
            try:
                kept |= self.session.set(self.answers.ref(name) or name, value).answers
            except ProblemError as error:
                problems += error.problems
        with self._unit() as unit:
            self._write(unit, kept)
        return problems

    def prefill(self, known: Mapping[str, str]) -> list[Problem]:
        """Keep what the form sets by itself and what is `known` by the keys of the toolkit's profile.

        Done once, when the visit is prepared, which it stays. Returns what did not fit, which is left out.
        """
        problems: list[Problem] = []
        for key, question in self.toolkit.profile.items():
            ref = self.answers.ref(question)
            if ref and known.get(key):
                try:
                    self.session.set(ref, known[key])
                except ProblemError as error:
                    problems += error.problems
        kept = self.session.answers()
        values = {node.ref: node.value for node in self.session.nodes() if node.value and node.ref in kept}
        with self._workspace.unit() as unit:
            self._write(unit, values)
        return problems

    def add_instance(self, repeat: str, after: int | None = None) -> Delta:
        """Add an instance of a repeat behind the one at `after` (from 0), at the end without it."""
        self._must_be_open()
        steps, path = self._repeat(repeat)
        count = int(self.session.answers().get(repeat, "0"))
        index = count if after is None else after + 1
        delta = self.session.add(repeat, after)
        try:
            with self._unit() as unit:
                owner = self._owner(unit, steps)
                self._owner(unit, [*steps, Step(path, count)] if count else steps)
                made = Instance(new_id(), owner, path, self._places.key_at(owner, path, index))
                self._create(unit, made)
                self._write(unit, delta.answers)
        except BaseException:
            self.session.remove(repeat, index)
            raise
        return delta

    def remove_instance(self, repeat: str, index: int) -> Delta:
        """Remove the instance at `index` (from 0) of a repeat; its record can be restored."""
        self._must_be_open()
        steps, path = self._repeat(repeat)
        before = self.session.answers()
        try:
            with self._unit() as unit:
                owner = self._places.owner_of(steps)
                listed = self._places.instances(owner, path) if owner else []
                if 0 <= index < len(listed):
                    unit.delete(listed[index].id)
                    self._places.remove(listed[index])
                return self.session.remove(repeat, index)
        except BaseException:
            if self.session.answers() != before:
                self._begin(before)
            raise

    def inventory(self) -> Inventory:
        """Return what the answers say now."""
        return self.evaluation.inventory(self.answers)

    def method(self, country: str) -> Method:
        """Return the method for the country (ISO 3166 alpha-3) that the answers name."""
        return method_for(self.tables, country)

    def gaps(self) -> list[Node]:
        """Return the questions that apply, can be answered, and were not; in the order of the form."""
        return [
            node
            for node in self.session.nodes()
            if node.relevant
            and not node.readonly
            and not node.value
            and node.control
            and node.type not in _NOT_ANSWERED
        ]

    def _must_be_open(self) -> None:
        if self.visit.state == VisitState.FINISHED:
            raise fail("visit.finished", self.visit.id[:8])

    @contextmanager
    def _unit(self) -> Iterator[Unit]:
        """Write in one transaction; the first answer opens a prepared visit."""
        before = self._places.copy()
        try:
            with self._workspace.unit() as unit:
                yield unit
                if self.visit.state == VisitState.PREPARED:
                    unit.set(self.visit.id, {"state": VisitState.OPEN})
        except BaseException:
            self._places = before
            raise
        if self.visit.state == VisitState.PREPARED:
            self.visit = replace(self.visit, state=VisitState.OPEN)

    def _write(self, unit: Unit, answers: Mapping[str, str]) -> None:
        by_record: dict[str, dict[str, str]] = {}
        for ref, value in answers.items():
            steps, rest = steps_of(ref)
            by_record.setdefault(self._owner(unit, steps), {})[ANSWERS + rest] = value
        for record, fields in by_record.items():
            unit.set(record, dict(fields), toolkit=self.toolkit.sha256)

    def _owner(self, unit: Unit, steps: Sequence[Step]) -> str:
        """Return the record at the end of these repeats; instances that are not kept yet are made."""
        for instance in self._places.new_instances(steps, _ids()):
            self._create(unit, instance)
        return self._places.owner_of(steps) or self.visit.id

    def _create(self, unit: Unit, instance: Instance) -> None:
        values = {"visit": self.visit.id, "repeat": instance.repeat, "order_key": instance.order_key}
        parent = {} if instance.owner == self.visit.id else {"parent": instance.owner}
        unit.create("instance", {**values, **parent}, record=instance.id)
        self._places.add([instance])

    def _repeat(self, ref: str) -> tuple[list[Step], str]:
        """Return the repeats around a repeat, and its path below the root."""
        steps, _ = steps_of(ref)
        whole, _ = steps_of(ref + "[1]")
        return steps, whole[-1].repeat


def _ids() -> Iterator[str]:
    while True:
        yield new_id()


def open_visit(workspace: Workspace, beginning: str, language: str, now: datetime) -> OpenVisit:
    """Open the visit whose id begins so, its form in `language` where it has it.

    Raises ProblemError `visit.unknown`, `visit.ambiguous`, `toolkit.unknown`.
    """
    with workspace.read() as connection:
        visit = find_visit(connection, beginning)
        kept = answers_of(connection, visit.id)
    return OpenVisit(workspace, visit, toolkit_of(workspace, visit.toolkit), kept, Opening(now, language))
