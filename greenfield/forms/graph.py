"""Which tasks a form has, in which order they run, and which of them an answer concerns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from greenfield.base.problem import Place, Problem, ProblemError
from greenfield.forms.definition import ROOT, Definition, Label, Questionnaire
from greenfield.forms.dependencies import Dependencies, Read
from greenfield.forms.expression.tree import Expression
from greenfield.forms.layout import Layout
from greenfield.forms.ordering import CycleError, topological
from greenfield.forms.tasks import Task, Work

Reader = tuple[Task, int]
_OF_LANGUAGE = frozenset({"jr:itext", "jr:choice-name", "format-date", "format-date-time"})


@dataclass
class Graph:
    """Tasks by their order, and by definition who reads it: a task, and the frame's scope to start from.

    `inside` are the tasks of a repeat's own instance, `outside` the readers of what is in it that stand outside
    of it, `of_language` the tasks that give another result in another language, `keeping` the definitions whose
    calculation keeps what it gave once.
    """

    tasks: list[Task] = field(default_factory=list)
    by_work: dict[tuple[int, Work], Task] = field(default_factory=dict)
    readers: list[list[Reader]] = field(default_factory=list)
    inside: dict[int, list[Task]] = field(default_factory=dict)
    outside: dict[int, list[Reader]] = field(default_factory=dict)
    of_language: list[Task] = field(default_factory=list)
    keeping: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def build_graph(
    form: Questionnaire, layout: Layout, dependencies: Dependencies, choice_texts: Mapping[int, Sequence[str]]
) -> Graph:
    """Return the graph of a form, its `problems` filled; `choice_texts` are itext ids of choices by question."""
    return _Builder(form, layout, dependencies, choice_texts).build()


class _Builder:
    def __init__(
        self,
        form: Questionnaire,
        layout: Layout,
        dependencies: Dependencies,
        choice_texts: Mapping[int, Sequence[str]],
    ) -> None:
        self._form = form
        self._layout = layout
        self._dependencies = dependencies
        self._choice_texts = choice_texts
        self._graph = Graph(readers=[[] for _ in form.definitions])
        self._reads: dict[Task, set[Read]] = {}

    def build(self) -> Graph:
        graph = self._graph
        for definition in self._form.definitions:
            self._add_tasks(definition)
        for action in self._form.actions:
            self._read_all([action.value], action.target, "setvalue")
        self._order()
        for task in graph.tasks:
            for target, anchor in {(read.target, read.anchor) for read in self._reads[task]}:
                graph.readers[target].append((task, anchor))
            for scope in self._layout.scopes(task.index)[1:]:
                if task.work is not Work.COUNT or scope != task.index:
                    graph.inside.setdefault(scope, []).append(task)
        for definition in self._form.definitions:
            if definition.is_repeat:
                graph.outside[definition.index] = list(self._outside(definition.index))
        return graph

    def _outside(self, repeat: int) -> Iterator[Reader]:
        held = (repeat, *self._layout.descendants(repeat))
        found = {reader: None for index in held for reader in self._graph.readers[index]}
        return (reader for reader in found if repeat not in self._layout.scopes(reader[1]))

    def _add_tasks(self, definition: Definition) -> None:
        index, control = definition.index, definition.control
        if definition.calculate is not None:
            self._add(Work.VALUE, index, calculate=definition.calculate)
        if definition.relevant is not None:
            self._add(Work.RELEVANCE, index, relevant=definition.relevant)
        if definition.readonly is not None:
            self._add(Work.READONLY, index, readonly=definition.readonly)
        if definition.constraint is not None or definition.required is not None:
            self._add(Work.CHECK, index, constraint=definition.constraint, required=definition.required)
        if control is not None:
            if control.count is not None:
                self._add(Work.COUNT, index, **{"jr:count": control.count})
            if control.itemset is not None:
                self._add_choices(definition)
        self._add_texts(definition)

    def _add_choices(self, definition: Definition) -> None:
        itemset = definition.control.itemset if definition.control else None
        if itemset is None:
            return
        reads = self._read_all([itemset.nodes], definition.index, "choice_filter")
        is_of_language = not self._dependencies.called.isdisjoint(_OF_LANGUAGE)
        below = partial(self._dependencies.reads_below, itemset.value, itemset.nodes, definition.index)
        reads |= self._guarded(below, definition, "value")
        if reads:
            task = self._make(Work.CHOICES, definition.index, reads)
            if is_of_language:
                self._graph.of_language.append(task)

    def _add(self, work: Work, index: int, **expressions: Expression | None) -> None:
        reads: set[Read] = set()
        is_of_language = False
        for column, tree in expressions.items():
            if tree is not None:
                reads |= self._read(tree, index, column)
                called = self._dependencies.called
                is_of_language = is_of_language or not called.isdisjoint(_OF_LANGUAGE)
                if work is Work.VALUE and "once" in called:
                    self._graph.keeping.add(index)
        task = self._make(work, index, reads)
        if is_of_language:
            self._graph.of_language.append(task)

    def _make(self, work: Work, index: int, reads: set[Read]) -> Task:
        definition = self._layout.definitions[index]
        above = definition.parent if work is Work.COUNT else index
        task = Task(work, index, self._layout.definitions[above].scope)
        self._graph.by_work[index, work] = task
        self._reads[task] = reads
        return task

    def _add_texts(self, definition: Definition) -> None:
        control = definition.control
        labels = [definition.constraint_message, definition.required_message]
        if control is not None:
            labels += [control.label, control.hint, *(choice.label for choice in control.choices)]
        labels += [Label(itext=text_id) for text_id in self._choice_texts.get(definition.index, ())]
        reads: set[Read] = set()
        for label in labels:
            if label is not None and (label.itext or not all(isinstance(part, str) for part in label.parts)):
                reads |= self._read_all(self._outputs(label), definition.index, "label")
        itemset = control.itemset if control is not None else None
        if itemset is not None:
            below = partial(self._dependencies.reads_below, itemset.label, itemset.nodes, definition.index)
            reads |= self._guarded(below, definition, "label")
        if reads:
            self._make(Work.TEXT, definition.index, reads)

    def _outputs(self, label: Label) -> list[Expression]:
        labels = [label]
        if label.itext:
            labels += [t.texts[label.itext] for t in self._form.translations if label.itext in t.texts]
        return [part for one in labels for part in one.parts if not isinstance(part, str)]

    def _read_all(self, trees: Sequence[Expression | None], index: int, column: str) -> set[Read]:
        found: set[Read] = set()
        for tree in trees:
            if tree is not None:
                found |= self._read(tree, index, column)
        return found

    def _read(self, tree: Expression, index: int, column: str) -> set[Read]:
        try:
            return self._dependencies.reads(tree, index)
        except ProblemError as error:
            self._tell(error, self._layout.definitions[index], column)
            return set()

    def _guarded(self, find: Callable[[], set[Read]], definition: Definition, column: str) -> set[Read]:
        try:
            return find()
        except ProblemError as error:
            self._tell(error, definition, column)
            return set()

    def _tell(self, error: ProblemError, definition: Definition, column: str) -> None:
        place = Place(definition.path, column=column)
        self._graph.problems.extend(Problem(p.code, place, p.values) for p in error.problems)

    def _order(self) -> None:
        """Give each task its place: those that cause others by what they read, then the ends of chains."""
        tasks = list(self._reads)
        causing = [task for task in tasks if task.work <= Work.CHOICES]
        try:
            ordered = topological(causing, {task: self._sources(task) for task in causing})
        except CycleError as cycle:
            names = [
                self._layout.definitions[task.index].path for task in cycle.path if isinstance(task, Task)
            ]
            shown = [name for name, before in zip(names, ["", *names], strict=False) if name != before]
            path = " → ".join(shown if len(shown) > 1 else shown * 2)
            self._graph.problems.append(Problem("form.cycle", Place(names[0]), {"path": path}))
            ordered = causing
        self._graph.tasks = [*ordered, *(task for task in tasks if task.work > Work.CHOICES)]
        for order, task in enumerate(self._graph.tasks):
            task.order = order

    def _sources(self, task: Task) -> dict[Task, bool]:
        """Return the tasks that a task waits for; False for what it reads in other instances of its repeat."""
        found: dict[Task, bool] = {}
        for read in self._reads[task]:
            is_strict = self._layout.common_scope(task.index, read.target) in {read.anchor, ROOT}
            for source in self._makers(read.target):
                if source is task and read.itself and task.work is not Work.RELEVANCE:
                    continue  # `.` in a calculation or a filter is the answer so far
                found[source] = found.get(source, False) or is_strict
        return found

    def _makers(self, target: int) -> Iterator[Task]:
        """Yield the tasks that decide what is read of a definition."""
        by_work = self._graph.by_work
        for work in (Work.VALUE, Work.CHOICES, Work.RELEVANCE):
            if (target, work) in by_work:
                yield by_work[target, work]
        for above in (target, *self._layout.ancestors(target)):
            for work in (Work.RELEVANCE, Work.COUNT):
                if (above, work) in by_work:
                    yield by_work[above, work]
