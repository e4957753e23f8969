"""A visit that is open in front of somebody: its form with the answers so far, ready for the next one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from random import SystemRandom

from greenfield.assess.factors import DEFAULT_GWP, Method, method_for
from greenfield.base.ids import new_id
from greenfield.base.languages import pick_form_language
from greenfield.base.problem import Place, Problem, ProblemError, fail
from greenfield.forms.node import Delta, Node
from greenfield.forms.references import find_definition, unknown
from greenfield.forms.session import Context, FormSession
from greenfield.records.change import Json
from greenfield.records.kinds import ANSWERS
from greenfield.services.answer_places import AnswerPlaces, Instance, Step, steps_of
from greenfield.services.asked import is_open_list, is_question
from greenfield.services.cached_forms import cached_form
from greenfield.services.compared_with import ComparedWith, compared_with
from greenfield.services.own_tables import kept_factors
from greenfield.services.toolkits import toolkit_of
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.visits import Answers, Visit, answers_of, find_visit, state_of
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace
from greenfield.toolkit.answers import SessionAnswers
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.inventory import Inventory
from greenfield.toolkit.toolkit import Toolkit

_HERE = "\0here"
_LAST_POSITION = re.compile(r"\[\d+\]$")


@dataclass(frozen=True, slots=True)
class Opening:
    """When a form is opened, and in which language it is shown where it has it."""

    now: datetime
    language: str


class OpenVisit:
    """One visit with its running form. What a method does to the workspace is done when it returns.

    A method that fails leaves form and workspace as they were; `session` and `answers` may then be new
    objects, read again from the workspace.
    """

    def __init__(
        self, workspace: Workspace, visit: Visit, toolkit: Toolkit, kept: Answers | None, opening: Opening
    ) -> None:
        """Open the form of a visit with the answers that the workspace keeps; None starts it afresh."""
        self.visit = visit
        self.toolkit = toolkit
        self.tables, self.missing_factors = kept_factors(workspace)
        self.evaluation = Evaluation(toolkit, conversion(self.tables))
        self._converts_as_in = ""
        self._workspace = workspace
        self._form = cached_form(workspace, toolkit.sha256, lambda: toolkit.form_xml, toolkit.files)
        self._context = Context(now=opening.now, random=SystemRandom().random)
        self._language = pick_form_language(opening.language, self._form.questionnaire.languages)
        self._begin(kept)

    def _begin(self, kept: Answers | None) -> None:
        instances = kept.instances if kept else ()
        self._places = AnswerPlaces(
            self.visit.id,
            self._form.questionnaire.definitions[0].name,
            [Instance(one.id, one.parent or self.visit.id, one.repeat, one.order_key) for one in instances],
        )
        answers = None
        if kept is not None:
            by_record = {self.visit.id: kept.root, **{one.id: one.answers for one in instances}}
            answers = self._places.refs(by_record)
        self.session = FormSession(self._form, self._context, answers, self._language, plain=True)
        self.answers = SessionAnswers(self.session)

    def answer(self, ref: str, value: str) -> Delta:
        """Give an answer; when this returns, it is kept for good.

        Raises ProblemError `visit.finished`, `answer.type`, `answer.choice`, `answer.unknown_question`,
        `answer.readonly` and what the workspace raises (a full disk): then the last answer stands.
        """
        with self._unit() as unit:
            delta = self.session.set(ref, value)
            self._write(unit, delta.answers)
        return delta

    def answer_all(self, values: Mapping[str, str]) -> list[Problem]:
        """Give answers by the name of the question or its place, all in one transaction.

        Returns what was wrong; an answer with a problem is left out, the others are kept.
        """
        problems: list[Problem] = []
        with self._unit() as unit:
            for name, value in values.items():
                try:
                    delta = self.session.set(self.answers.ref(name) or name, value)
                except ProblemError as error:
                    problems += error.problems
                else:
                    self._write(unit, delta.answers)
        return problems

    def prefill(self, known: Mapping[str, str]) -> list[Problem]:
        """Answer what is `known` by the keys of the toolkit's profile, in the form alone; see `keep_all`.

        Returns what did not fit; it is left out.
        """
        problems: list[Problem] = []
        for key, question in self.toolkit.profile.items():
            ref, value = self.answers.ref(question), known.get(key, "")
            if not ref or not value:
                continue
            try:
                self.session.set(ref, value)
            except ProblemError as error:
                problems += error.problems
            if not self.session.node(ref).constraint_ok:
                problems.append(Problem("visit.not_prefilled", Place(ref), {"value": value}))
                self.session.set(ref, "")
        return problems

    def keep_all(self, unit: Unit) -> None:
        """Keep all that the form holds; done once, in the unit that makes the visit."""
        kept = self.session.answers()
        nodes = self.session.nodes()
        self._write(unit, {node.ref: node.value for node in nodes if node.value and node.ref in kept})
        for one in self._form.questionnaire.definitions:
            if one.is_repeat and kept.get(one.path) == "0" and is_open_list(one):
                steps, path = self._repeat(one.path)
                self._note_count(unit, self.visit.id, steps, path, "0")

    def unit(self) -> AbstractContextManager[Unit]:
        """Write in one transaction what a caller keeps beside the answers; raises and undoes as `answer` does."""
        return self._unit()

    def take(self, unit: Unit, answers: Mapping[str, str], now: datetime | None = None) -> None:
        """Make the form hold these answers (as `FormSession` starts with them), as it was at `now`.

        What differs from what the workspace keeps is written in `unit`, which comes from `unit()`.
        """
        if now is not None:
            self._context = replace(self._context, now=now)
        self.session = FormSession(self._form, self._context, answers, self._language, plain=True)
        self.answers = SessionAnswers(self.session)
        stored = answers_of(unit.connection, self.visit.id)
        before = {self.visit.id: stored.root, **{one.id: one.answers for one in stored.instances}}
        wanted: dict[str, dict[str, str]] = {self.visit.id: {}}
        for ref, value in self.session.answers().items():
            steps, rest = steps_of(ref)
            owner = self._owner(unit, steps)
            if find_definition(self._form, ref).is_repeat:
                self._resize(unit, owner, steps, steps_of(f"{ref}[1]")[0][-1].repeat, int(value))
            else:
                wanted.setdefault(owner, {})[rest] = value
        by_path, root = self._form.layout.by_path, f"/{self._places.root}/"
        cleared = [
            rest for rest in stored.root if (found := by_path.get(root + rest)) and not found.is_repeat
        ]
        for record, values in wanted.items():
            had = before.get(record, {})
            gone = {rest: "" for rest in cleared if rest not in values} if record == self.visit.id else {}
            changed = {rest: value for rest, value in values.items() if value != had.get(rest, "")}
            fields: dict[str, Json] = {ANSWERS + rest: value for rest, value in (gone | changed).items()}
            if fields:
                unit.set(record, fields, toolkit=self.toolkit.sha256)

    def finish(self, unit: Unit, now: datetime) -> None:
        """Do what the form does when it is finished at `now`: the time of its end, and what it sets by itself.

        What it sets is written in `unit`, which comes from `unit()`.
        """
        self._context = replace(self._context, now=now)
        self._language = self.session.language or self._language
        self.session = FormSession(
            self._form, self._context, self.session.answers(), self._language, plain=True
        )
        self.answers = SessionAnswers(self.session)
        self._write(unit, self.session.finish().answers)

    def _resize(self, unit: Unit, owner: str, around: Sequence[Step], repeat: str, count: int) -> None:
        """Make a repeat have as many instances as the form has: new ones behind, the last ones deleted."""
        listed = list(self._places.instances(owner, repeat))
        for instance in listed[count:]:
            unit.delete(instance.id)
            self._places.remove(instance)
        if count > len(listed):
            self._owner(unit, [*around, Step(repeat, count)])
        if not count or listed[count:] or not listed:
            self._note_count(unit, owner, around, repeat, "" if count else "0")

    def add_instance(self, repeat: str, after: int | None = None, count: int = 1) -> Delta:
        """Add instances of a repeat behind the one at `after` (from 0), at the end without it."""
        steps, path = self._repeat(repeat)
        before = int(self.session.answers().get(repeat, "0"))
        index = before if after is None else after + 1
        with self._unit() as unit:
            delta = self.session.add(repeat, after, count)
            owner = self._owner(unit, steps)
            self._owner(unit, [*steps, Step(path, before)] if before else steps)
            for place in range(index, index + count):
                key = self._places.key_at(owner, path, place)
                self._create(unit, Instance(new_id(), owner, path, key))
            self._note_count(unit, owner, steps, path, "")
            self._write(unit, delta.answers)
        return delta

    def remove_instance(self, repeat: str, index: int) -> Delta:
        """Remove the instance at `index` (from 0) of a repeat; its record can be restored."""
        steps, path = self._repeat(repeat)
        with self._unit() as unit:
            delta = self.session.remove(repeat, index)
            owner = self._owner(unit, steps)
            listed = self._places.instances(owner, path)
            if index < len(listed):
                unit.delete(listed[index].id)
                self._places.remove(listed[index])
            if self.session.answers().get(repeat, "0") == "0":
                self._note_count(unit, owner, steps, path, "0")
            self._write(unit, delta.answers)
        return delta

    def record_of(self, repeat: str, index: int) -> str:
        """Return the record of the instance at `index` (from 0) of a repeat; empty if it has none yet."""
        steps, path = self._repeat(repeat)
        owner = self._places.owner_of(steps)
        listed = self._places.instances(owner, path) if owner else []
        return listed[index].id if 0 <= index < len(listed) else ""

    def place_of(self, record: str, field: str) -> str:
        """Return the place in the form of a field (`answers/...`) of the visit or of one of its instances, empty for none."""
        path = field.removeprefix(ANSWERS)
        found = self._places.refs({record: {path: _HERE}})
        return next((place for place, value in found.items() if value == _HERE), "")

    def field_at(self, ref: str) -> tuple[str, str]:
        """Return the record and the field that keep the answer at a place; empty for one that nothing is kept of yet."""
        steps, path = steps_of(ref)
        owner = self._places.owner_of(steps)
        return (owner, ANSWERS + path) if owner else ("", "")

    def restore_instance(self, record: str) -> None:
        """Take a removed instance back, at its place and with all that was in it; the form is read again.

        Raises ProblemError `visit.finished`, `record.unknown` and what the workspace raises.
        """
        with self._unit() as unit:
            unit.restore(record)
            there = {one.id: one for one in answers_of(unit.connection, self.visit.id).instances}
            if record in there:
                around = there.get(there[record].parent)
                name = there[record].repeat.removeprefix(around.repeat if around else "").strip("/")
                unit.set(around.id if around else self.visit.id, {ANSWERS + name: ""})
        self._read_again()

    @cached_property
    def compared(self) -> ComparedWith:
        """What the figures are compared with, as it was when this was first asked."""
        return compared_with(self._workspace, self.visit, self.tables)

    def inventory(self) -> Inventory:
        """Return what the answers say now."""
        self._convert_as_in_country()
        return self.evaluation.inventory(self.answers)

    def _convert_as_in_country(self) -> None:
        """Let formulas convert by the own tables of the country that the answers name, where it has any."""
        answered = self.answers.lookup(self.toolkit.profile.get("country", ""))
        country = answered if isinstance(answered, str) and answered in self.tables.national else ""
        if country != self._converts_as_in:
            self._converts_as_in = country
            self.evaluation = Evaluation(self.toolkit, conversion(self.tables.for_country(country)))

    def method(self, country: str) -> Method:
        """Return the method for the country (ISO 3166 alpha-3) and the GWP set that counts."""
        return method_for(self.tables, country, self.gwp)

    @property
    def answered_gwp(self) -> str:
        """The GWP set that the answers name; empty where the questionnaire does not ask or nobody has answered."""
        chosen = self.answers.lookup(self.toolkit.profile.get("gwp", ""))
        return chosen if isinstance(chosen, str) and chosen in self.tables.potentials else ""

    @property
    def gwp(self) -> str:
        """The GWP set that counts: that of the answers, else that of the visit, else the usual one."""
        kept = self.visit.gwp if self.visit.gwp in self.tables.potentials else DEFAULT_GWP
        return self.answered_gwp or kept

    def gaps(self) -> list[Node]:
        """Return the questions that apply, can be answered, and were not; in the order of the form."""
        return [
            node for node in self.session.nodes() if node.relevant and not node.value and is_question(node)
        ]

    def broken_rules(self) -> list[Node]:
        """Return the questions whose answers break a rule of the form, in the order of the form."""
        return [node for node in self.session.nodes() if node.relevant and not node.constraint_ok]

    def reach(self, state: VisitState) -> None:
        """Follow the visit into a state that the workspace has already."""
        self.visit = replace(self.visit, state=state)

    def must_be_open(self, unit: Unit) -> None:
        """Raise `visit.finished` if the visit is, whoever finished it."""
        state = state_of(unit.connection, self.visit.id) or self.visit.state
        if state != self.visit.state:
            self.visit = replace(self.visit, state=state)
        if state == VisitState.FINISHED:
            raise fail("visit.finished", self.visit.id[:8])

    @contextmanager
    def _unit(self) -> Iterator[Unit]:
        """Write in one transaction; the first answer opens a prepared visit.

        What fails is undone in the workspace, and in the form where it had taken it already.
        """
        wrote = False
        try:
            with self._workspace.unit() as unit:
                self.must_be_open(unit)
                wrote = True
                yield unit
                if state_of(unit.connection, self.visit.id) == VisitState.PREPARED:
                    unit.set(self.visit.id, {"state": VisitState.OPEN})
        except ProblemError as error:
            # A step that the form refused left the form as it was; anything else did not.
            if wrote and not error.code.startswith("answer."):
                self._read_again()
            raise
        except BaseException:
            self._read_again()
            raise
        if self.visit.state == VisitState.PREPARED:
            self.reach(VisitState.OPEN)

    def _read_again(self) -> None:
        self._language = self.session.language or self._language
        with self._workspace.read() as connection:
            self._begin(answers_of(connection, self.visit.id))

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

    def _note_count(self, unit: Unit, owner: str, steps: Sequence[Step], path: str, count: str) -> None:
        """Keep that a repeat has no instance at all, else the form would begin it with one again."""
        around = steps[-1].repeat if steps else ""
        unit.set(owner, {ANSWERS + path.removeprefix(around).strip("/"): count})

    def _repeat(self, ref: str) -> tuple[list[Step], str]:
        """Return the repeats around a repeat, and its path below the root.

        Raises `answer.unknown_question` for what is no repeat, or one of its instances.
        """
        if _LAST_POSITION.search(ref) or not find_definition(self._form, ref).is_repeat:
            raise unknown(self._form, ref)
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
