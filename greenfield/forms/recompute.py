"""Works out what a change touches, and nothing else, in the order of the form's graph."""

from collections.abc import Mapping
from heapq import heappop, heappush

from greenfield.base.problem import ProblemError, fail
from greenfield.forms.answers import calculated
from greenfield.forms.choices import Choices, chosen
from greenfield.forms.definition import Definition
from greenfield.forms.evaluation.instance import Frame, Item
from greenfield.forms.evaluation.scope import Scope, World
from greenfield.forms.form import Form
from greenfield.forms.graph import Reader
from greenfield.forms.growth import add_instances, children_of, is_relevant_above, parent_of, renumber
from greenfield.forms.tasks import Task, Work

MOST_INSTANCES = 10_000
LONGEST_TEXT = 1_000_000
_ROUNDS = 100


class Recomputation:
    """Keeps the items of an instance up to date. `run` works off what was noted by the other methods.

    `touched` collects the items whose state changed, `answered` those whose stored answer did, `before` what
    that was, `failing`
    those that keep the form from being valid, `new` the repeat instances that came.
    """

    def __init__(self, form: Form, world: World, choices: Choices) -> None:
        """Start with nothing to do."""
        self._form = form
        self._graph = form.graph
        self._world = world
        self._choices = choices
        self._heap: list[int] = []
        self._pending: dict[int, dict[Frame, None]] = {}
        self._rounds: dict[int, int] = {}
        self._work = {
            Work.VALUE: self._run_value,
            Work.RELEVANCE: self._run_relevance,
            Work.CHOICES: self._run_choices,
            Work.READONLY: self._run_readonly,
            Work.CHECK: self._run_check,
            Work.TEXT: self._run_text,
        }
        self.touched: dict[Item, None] = {}
        self.answered: dict[Item, None] = {}
        self.before: dict[Item, str] = {}
        self.failing: dict[Item, None] = {}
        self.new: list[Frame] = []

    def begin(self) -> None:
        """Forget what earlier steps touched."""
        self._world.begin_step()
        self._heap.clear()
        self._pending.clear()
        self.touched = {}
        self.answered = {}
        self.before = {}
        self.new = []

    def note_all(self, frame: Frame) -> None:
        """Note every task that runs in a frame or below it: all of them for the root."""
        tasks = self._graph.tasks if frame.parent is None else self._graph.inside.get(frame.scope, [])
        for task in tasks:
            self._push(task.order, frame)

    def note_language(self, root: Frame) -> None:
        """Note the tasks that give another result in another language."""
        for task in self._graph.of_language:
            self._push(task.order, root)

    def answer(self, item: Item, value: str) -> None:
        """Store an answer and note who reads it."""
        if item.value != value:
            self.before.setdefault(item, item.value)
            item.value = value
            self.touched[item] = None
            self.answered[item] = None
            self._refresh(item)

    def note_check(self, item: Item) -> None:
        """Note that an item has to be checked again."""
        check = self._graph.by_work.get((item.definition.index, Work.CHECK))
        if check is not None:
            self._push(check.order, item.frame)
        else:
            self._run_check(item)
        self.touched[item] = None

    def put_back(self, before: Mapping[Item, str], root: Frame) -> None:
        """Store the answers that a step changed as they were before it.

        Where the instance is not there any more (taken out, or parked), nothing follows from it.
        """
        there = _frames_of(root)
        for item, value in before.items():
            if item.frame in there:
                self.answer(item, value)
            else:
                item.value = value
                item.text = _read_of(item)

    def note_frames(self, frame: Frame, repeat: Definition, start: int) -> None:
        """Note who reads a repeat whose instances changed from a place on, counted from 0."""
        for task, anchor in self._graph.outside[repeat.index]:
            self._push(task.order, _climb(frame, anchor))
        inner: list[Reader] = [
            reader for reader in self._graph.readers[repeat.index] if self._is_inside(reader[1], repeat.index)
        ]
        for instance in frame.repeats[repeat.index][start:]:
            self.touched.update(dict.fromkeys(instance.items.values()))
            for task, _anchor in inner:
                self._push(task.order, instance)

    def _is_inside(self, anchor: int, repeat: int) -> bool:
        return repeat in self._form.layout.scopes(anchor)

    def drop(self, frame: Frame) -> None:
        """Forget the items of a repeat instance that is no longer there."""
        for item in frame.items.values():
            self.failing.pop(item, None)
            self.touched.pop(item, None)
            self.answered.pop(item, None)
        for instances in frame.repeats.values():
            for inner in instances:
                self.drop(inner)

    def run(self) -> None:
        """Work until nothing is left. ProblemError `form.cycle`, `form.too_long`, `formula.too_much_work` and others."""
        self._rounds.clear()
        tasks = self._graph.tasks
        while self._heap:
            order = heappop(self._heap)
            frames = self._pending.pop(order, None)
            if frames is None:
                continue
            task = tasks[order]
            self._guard(task, len(frames))
            self._world.work_left -= len(frames)
            if task.work is Work.COUNT:
                for frame in frames:
                    for inner in self._frames(frame, task.scope):
                        self._run_count(inner, self._form.definition(task.index))
                continue
            work = self._work[task.work]
            for frame in frames:
                if frame.scope == task.scope:
                    work(frame.items[task.index])
                    continue
                below = self._frames(frame, task.scope)
                self._world.spend(len(below), self._form.definition(task.index).path)
                for inner in below:
                    work(inner.items[task.index])

    def _guard(self, task: Task, frames: int) -> None:
        """Stop a calculation over other instances of its repeat that never comes to rest."""
        rounds = self._rounds[task.order] = self._rounds.get(task.order, 0) + 1
        if rounds > _ROUNDS + frames and task.work <= Work.CHOICES:
            path = self._form.definition(task.index).path
            raise fail("form.cycle", path, path=path)

    def _frames(self, frame: Frame, scope: int) -> list[Frame]:
        """Return the frames of a scope that are below a frame, or itself."""
        frames = [frame]
        scopes = self._form.layout.scopes(scope)
        for repeat in scopes[scopes.index(frame.scope) + 1 :]:
            frames = [inner for outer in frames for inner in outer.repeats[repeat]]
        return frames

    def items_below(self, frame: Frame, definition: Definition) -> list[Item]:
        """Return the items of a definition in a frame, or in those below it."""
        return [inner.items[definition.index] for inner in self._frames(frame, definition.scope)]

    def _push(self, order: int, frame: Frame) -> None:
        waiting = self._pending.get(order)
        if waiting is None:
            self._pending[order] = {frame: None}
            heappush(self._heap, order)
        else:
            waiting[frame] = None

    def _notify(self, item: Item) -> None:
        """Note all tasks that read an item."""
        for task, anchor in self._graph.readers[item.definition.index]:
            frame = item.frame
            while frame.scope != anchor and frame.parent is not None:
                frame = frame.parent
            self._push(task.order, frame)
        check = self._graph.by_work.get((item.definition.index, Work.CHECK))
        if check is not None:
            self._push(check.order, item.frame)
        elif item.kept_problem is not None or item in self.failing:
            self._run_check(item)

    def _refresh(self, item: Item) -> None:
        """Work out what expressions read of an item; note who reads it if that changed."""
        text = item.value if item.relevant else ""
        if text and item.shown is not None:
            text = _read_of(item)
        if text != item.text or item.kept_problem is not None:
            item.text = text
            self._notify(item)

    def _run_value(self, item: Item) -> None:
        definition = item.definition
        value = calculated(
            self._form.calculation(definition.index)(Scope(item, self._world)),
            definition.type,
            self._world.zone,
        )
        if value != item.value:
            if len(value) > LONGEST_TEXT:
                raise fail("form.too_long", definition.path, path=definition.path, limit=LONGEST_TEXT)
            if definition.index in self._form.kept:
                self.before.setdefault(item, item.value)
                self.answered[item] = None
            item.value = value
            self.touched[item] = None
            self._refresh(item)

    def _run_relevance(self, item: Item) -> None:
        condition = self._form.condition(item.definition.index, "relevant")
        item.own_relevant = condition is None or condition(Scope(item, self._world))
        relevant = item.own_relevant and is_relevant_above(item)
        if relevant != item.relevant:
            self._cascade(item, relevant)

    def _cascade(self, item: Item, relevant: bool) -> None:
        """Pass relevance on to everything below that has none of its own against it."""
        waiting = [(item, relevant)]
        while waiting:
            current, now = waiting.pop()
            current.relevant = now
            self.touched[current] = None
            current.text = ""
            self._refresh(current)
            if not current.text:
                self._notify(current)
            for child in children_of(current):
                child_now = now and child.own_relevant
                if child_now != child.relevant:
                    waiting.append((child, child_now))

    def _run_choices(self, item: Item) -> None:
        shown = self._choices.values(item, self._world)
        if shown != item.shown:
            item.shown = shown
            self._refresh(item)
        self.touched[item] = None

    def _run_readonly(self, item: Item) -> None:
        condition = self._form.condition(item.definition.index, "readonly")
        item.own_readonly = condition is not None and condition(Scope(item, self._world))
        self._pass_readonly(item)

    def _pass_readonly(self, item: Item) -> None:
        """Pass on to everything below whether it can be answered."""
        waiting = [item]
        while waiting:
            current = waiting.pop()
            above = parent_of(current)
            readonly = current.own_readonly or (above is not None and above.readonly)
            if readonly != current.readonly:
                current.readonly = readonly
                self.touched[current] = None
                waiting.extend(children_of(current))

    def _run_check(self, item: Item) -> None:
        index, scope = item.definition.index, Scope(item, self._world)
        required_of = self._form.condition(index, "required")
        required = required_of is not None and required_of(scope)
        required_ok = not (item.relevant and required and not item.text)
        is_fine = item.kept_problem is None and (not item.text or self._keeps_constraint(index, scope))
        constraint_ok = not item.relevant or is_fine
        if (required, required_ok, constraint_ok) != (item.required, item.required_ok, item.constraint_ok):
            item.required, item.required_ok, item.constraint_ok = required, required_ok, constraint_ok
            self.touched[item] = None
        if required_ok and constraint_ok:
            self.failing.pop(item, None)
        else:
            self.failing[item] = None

    def _keeps_constraint(self, index: int, scope: Scope) -> bool:
        constraint = self._form.condition(index, "constraint")
        return constraint is None or constraint(scope)

    def _run_text(self, item: Item) -> None:
        self.touched[item] = None

    def _run_count(self, frame: Frame, repeat: Definition) -> None:
        closure = self._form.repeat_count(repeat.index)
        if closure is None:
            return
        outside = Frame(repeat.index, frame)
        wanted = closure(Scope(Item(repeat, outside), self._world))
        count = max(0, int(min(wanted, 1e9))) if wanted == wanted else 0  # noqa: PLR0124  false for NaN only
        if count > MOST_INSTANCES:
            raise too_many(repeat.path, count)
        instances, parked = frame.repeats[repeat.index], frame.parked[repeat.index]
        before = len(instances)
        if count < before:
            for instance in instances[count:]:
                self.drop(instance)
            parked[:0] = instances[count:]
            del instances[count:]
        elif count > before:
            back = parked[: count - before]
            del parked[: len(back)]
            instances.extend(back)
            made = add_instances(self._form, frame, repeat, count - before - len(back))
            renumber(instances, before)
            self.new.extend(made)
            for instance in (*back, *made):
                self.settle(instance)
        if count != before:
            self.note_frames(frame, repeat, before)

    def settle(self, frame: Frame) -> None:
        """Note everything about a repeat instance that came, what its new place makes of it included."""
        item = frame.items[frame.scope]
        relevant = item.own_relevant and is_relevant_above(item)
        if relevant != item.relevant:
            self._cascade(item, relevant)
        self._pass_readonly(item)
        self._collect(frame)
        self.note_all(frame)

    def _collect(self, frame: Frame) -> None:
        """Note all items of a frame as touched, and the answers that it came with."""
        for item in frame.items.values():
            self.touched[item] = None
            if item.value and item.definition.index in self._form.kept:
                self.answered[item] = None
        for instances in frame.repeats.values():
            for inner in instances:
                self._collect(inner)


def too_many(path: str, count: int) -> ProblemError:
    """Make the problem of a repeat that should have more instances than a form can hold."""
    return fail("answer.too_many_instances", path, count=count, limit=MOST_INSTANCES)


def _read_of(item: Item) -> str:
    """Return what expressions read of an item: nothing where it is irrelevant, only choices that are on offer."""
    if not item.relevant or item.shown is None:
        return item.value if item.relevant else ""
    return " ".join(part for part in chosen(item.definition, item.value) if part in item.shown)


def _frames_of(root: Frame) -> set[Frame]:
    """Return the frames that are part of an instance: the root and all instances of repeats."""
    found: set[Frame] = set()
    waiting = [root]
    while waiting:
        frame = waiting.pop()
        found.add(frame)
        waiting.extend(inner for instances in frame.repeats.values() for inner in instances)
    return found


def _climb(frame: Frame, anchor: int) -> Frame:
    while frame.scope != anchor and frame.parent is not None:
        frame = frame.parent
    return frame
