"""A form while it is answered: set an answer, get what it changed.

Pure: nothing is read or written outside, time and chance come with the context. A step that fails raises a
ProblemError and leaves the session as it was.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from greenfield.base.languages import find_language, pick_form_language
from greenfield.base.problem import ProblemError, fail
from greenfield.forms.acceptance import what_is_wrong
from greenfield.forms.actions import CHANGED, FIRST_LOAD, LOAD, NEW_REPEAT, Actions
from greenfield.forms.answers import stored
from greenfield.forms.choices import Choices
from greenfield.forms.collecting import collect_if_large, without_collecting
from greenfield.forms.context import Context
from greenfield.forms.definition import ROOT, Definition
from greenfield.forms.display import Display
from greenfield.forms.element import Element
from greenfield.forms.evaluation.instance import Frame, Item
from greenfield.forms.evaluation.scope import Scope, World
from greenfield.forms.form import Form
from greenfield.forms.functions.date_names import date_language
from greenfield.forms.growth import add_instances, children_of, make_frame, renumber
from greenfield.forms.labels import Labels
from greenfield.forms.node import Delta, Node
from greenfield.forms.recompute import MOST_INSTANCES, Recomputation, too_many
from greenfield.forms.references import find_definition, find_frame, find_item, unknown, write_ref
from greenfield.forms.restore import restore
from greenfield.forms.submission import write_instance

__all__ = ["Context", "FormSession"]


class FormSession:
    """One instance of a form. `initial` is what the start set by itself; `unplaced` answers it had no place for."""

    @without_collecting()
    def __init__(
        self,
        form: Form,
        context: Context,
        answers: Mapping[str, str] | None = None,
        language: str | None = None,
        *,
        plain: bool = False,
    ) -> None:
        """Start fresh, or with saved `answers` (ref to stored value), in a language by the form's name for it.

        `plain`: nodes have their texts as plain words, without the Markdown and HTML that authors write.

        Fresh, the form's first-load actions run. With answers, a repeat gets as many instances as they name
        (or as the repeat's own ref without a position says).
        """
        self.form = form
        questionnaire = form.questionnaire
        chosen = self._known_language(language) if language else questionnaire.default_language
        labels = Labels(form, chosen)
        self.language = chosen
        self._choices = Choices(form, labels)
        self._root = make_frame(form, ROOT, None)
        self._world = World(
            root=self._root,
            instances=_with_last_saved(form, context.last_saved),
            now=context.moment(),
            zone=context.zone(),
            random=context.random,
            properties=context.properties(),
            version=questionnaire.version,
            language=date_language(chosen),
            translate=self._translate,
            choice_label=lambda item, value: self._choices.label(item, value, self._world),
        )
        self._work = Recomputation(form, self._world, self._choices)
        self._actions = Actions(form, self._world, self._work, context.location)
        self._display = Display(form, self._world, labels, self._choices, plain=plain)
        self.unplaced = restore(form, self._root, answers) if answers is not None else ()
        self.initial = self._start(is_fresh=answers is None)
        collect_if_large(len(questionnaire.definitions))

    def _start(self, *, is_fresh: bool) -> Delta:
        work, form_kept = self._work, self.form.kept
        work.begin()
        for item in self._items():
            if item.value and item.definition.index in form_kept:
                work.answered[item] = None
                self._check_restored(item)
        if is_fresh:
            self._actions.preload(self._root)
        work.note_all(self._root)
        work.run()
        if is_fresh:
            self._actions.fire(FIRST_LOAD, self._root)
        self._actions.fire(LOAD, self._root)
        self._greet_new()
        return self._delta()

    def _check_restored(self, item: Item) -> None:
        """Keep an answer that is not on offer, with a problem; where choices depend on answers, it just waits."""
        if item.kept_problem is None and not self._choices.depend_on_answers(item.definition.index):
            offered = self._choices.values(item, self._world)
            item.kept_problem = what_is_wrong(
                item.definition, item.value, offered, write_ref(self.form, item)
            )
        if item.kept_problem is not None:
            item.constraint_ok = False
            self._work.failing[item] = None

    @property
    def valid(self) -> bool:
        """Tell whether every relevant question is answered where it must be, and within its constraint."""
        return not self._work.failing

    def node(self, ref: str) -> Node:
        """Return one node; ProblemError `answer.unknown_question`."""
        self._world.begin_step()
        return self._display.node(find_item(self.form, self._root, ref))

    def count(self, ref: str) -> int:
        """Return the number of instances of a repeat; ProblemError `answer.unknown_question`."""
        repeat = find_definition(self.form, ref)
        if not repeat.is_repeat:
            raise unknown(self.form, ref)
        around = self.form.definition(repeat.parent).scope
        return len(find_frame(self.form, self._root, ref, around).repeats[repeat.index])

    def nodes(self) -> list[Node]:
        """Return all nodes below the root in document order: groups, repeat instances, notes, calculations."""
        self._world.begin_step()
        return [self._display.node(item) for item in self._items()]

    def instance_xml(self) -> str:
        """Return the instance as it would be submitted, without what is irrelevant."""
        return write_instance(self.form, self._root)

    def answers(self) -> dict[str, str]:
        """Return what is needed to start again where this session is: stored values, numbers of instances.

        An empty value stands where the form might put a default.
        """
        kept = [item for item in self._items() if item.definition.index in self.form.kept]
        found = {
            write_ref(self.form, item): item.value
            for item in kept
            if item.value or item.definition.default or item.definition.scope != ROOT
        }
        found.update(self._instance_counts(self._root, ""))
        return found

    def _instance_counts(self, frame: Frame, around: str) -> Iterator[tuple[str, str]]:
        for index, instances in frame.repeats.items():
            outer = self.form.definition(frame.scope).path if around else ""
            ref = around + self.form.definition(index).path[len(outer) :]
            yield ref, str(len(instances))
            for position, instance in enumerate(instances, start=1):
                yield from self._instance_counts(instance, f"{ref}[{position}]")

    def set(self, ref: str, value: str) -> Delta:
        """Answer a question; an empty text clears it.

        ProblemError `answer.unknown_question`, `answer.readonly`, `answer.type`, `answer.choice`,
        `answer.too_many_instances`, `form.cycle`, `formula.too_much_work`; the session is then as before.
        """
        item = find_item(self.form, self._root, ref)
        self._world.begin_step()
        answer = self._accepted(item, value, ref)
        problem, is_new = item.kept_problem, item.value != answer

        def change() -> None:
            item.kept_problem = None
            self._work.answer(item, answer)
            if problem is not None:
                self._work.note_check(item)
            self._work.run()
            if is_new:
                self._actions.fire(CHANGED, item.frame, item.definition)

        def undo() -> None:
            item.kept_problem = problem

        return self._step(change, undo)

    @without_collecting()
    def _step(self, change: Callable[[], None], undo: Callable[[], None]) -> Delta:
        """Make a change with all that follows, or nothing: then `undo` is called and answers are put back."""
        work = self._work
        work.begin()
        try:
            change()
            work.run()
            self._greet_new()
        except ProblemError:
            before = work.before
            undo()
            work.begin()
            self._world.lift_limits()
            work.put_back(before, self._root)
            work.note_all(self._root)
            work.run()
            raise
        return self._delta()

    def _accepted(self, item: Item, value: str, ref: str) -> str:
        definition = item.definition
        if definition.children or definition.is_repeat:
            raise unknown(self.form, ref)
        if item.readonly or definition.calculate is not None:
            raise fail("answer.readonly", ref, ref=ref)
        answer = stored(value, definition.type)
        if answer is None:
            raise fail("answer.type", ref, value=value, expected=definition.type)
        if answer:
            offered = item.shown if item.shown is not None else self._choices.values(item, self._world)
            problem = what_is_wrong(definition, answer, offered, ref)
            if problem is not None:
                raise ProblemError(problem)
        return answer

    def add(self, ref: str, after: int | None = None, count: int = 1) -> Delta:
        """Add instances to a repeat, after the one at place `after` (from 0), at the end without it.

        With `after` -1 they come first. ProblemError `answer.unknown_question`, `answer.fixed_repeat`,
        `answer.no_instance`, `answer.too_many_instances`.
        """
        frame, repeat = self._growing(ref)
        instances = frame.repeats[repeat.index]
        if after is not None and not -1 <= after < len(instances):
            raise fail("answer.no_instance", ref, ref=ref, index=after, count=len(instances))
        if count < 0 or len(instances) + count > MOST_INSTANCES:
            raise too_many(ref, len(instances) + count)
        place = len(instances) if after is None else after + 1

        def change() -> None:
            for instance in add_instances(self.form, frame, repeat, count, place):
                self._work.new.append(instance)
                self._work.settle(instance)
            self._work.note_frames(frame, repeat, place)

        def undo() -> None:
            for instance in instances[place : place + count]:
                self._work.drop(instance)
            del instances[place : place + count]
            renumber(instances, place)

        return self._step(change, undo)

    def remove(self, ref: str, index: int) -> Delta:
        """Remove the instance of a repeat at a place counted from 0, with the answers in it.

        ProblemError `answer.unknown_question`, `answer.fixed_repeat`, `answer.no_instance`.
        """
        frame, repeat = self._growing(ref)
        instances = frame.repeats[repeat.index]
        if not 0 <= index < len(instances):
            raise fail("answer.no_instance", ref, ref=ref, index=index, count=len(instances))
        instance = instances[index]

        def change() -> None:
            self._work.drop(instances.pop(index))
            renumber(instances, index)
            self._work.note_frames(frame, repeat, index)

        def undo() -> None:
            instances.insert(index, instance)
            renumber(instances, index)

        return self._step(change, undo)

    def finish(self) -> Delta:
        """Do what happens when the instance is finished: the time of its end is noted.

        What it set is in the delta; the instance can still be answered, and finished again.
        """
        return self._step(lambda: self._actions.finish(self._root), lambda: None)

    def _growing(self, ref: str) -> tuple[Frame, Definition]:
        repeat = find_definition(self.form, ref)
        if not repeat.is_repeat:
            raise unknown(self.form, ref)
        control = repeat.control
        if control is not None and (control.count is not None or control.fixed):
            raise fail("answer.fixed_repeat", ref, ref=ref)
        around = self.form.definition(repeat.parent).scope
        return find_frame(self.form, self._root, ref, around), repeat

    def set_language(self, name: str) -> Delta:
        """Show texts in another of the form's languages; ProblemError `form.unknown_language`."""
        self.language = self._known_language(name)
        labels = Labels(self.form, self.language)
        self._world.language = date_language(self.language)
        self._display.labels = labels
        self._choices.use(labels)
        self._work.begin()
        self._work.note_language(self._root)
        self._work.run()
        for item in self._items():
            if item.definition.control is not None:
                self._work.touched[item] = None
        return self._delta()

    def _known_language(self, name: str) -> str:
        languages = self.form.questionnaire.languages
        found = name if name in languages else pick_form_language(find_language(name) or name, languages)
        if found is None:
            raise fail("form.unknown_language", name, language=name, known=", ".join(languages))
        return found

    def _translate(self, text_id: str, scope: Scope) -> str:
        return self._display.labels.by_id(text_id, scope.origin, self._world)

    def _greet_new(self) -> None:
        """Fire the new-repeat actions of instances that came, also of those that follow from these."""
        while self._work.new:
            instance = self._work.new.pop(0)
            self._actions.preload(instance)
            self._actions.fire(NEW_REPEAT, instance)

    def _delta(self) -> Delta:
        touched, answered = list(self._work.touched), self._work.answered
        answers = {write_ref(self.form, item): item.value for item in answered}
        return Delta(partial(self._shown, touched), answers)

    @without_collecting()
    def _shown(self, items: list[Item]) -> tuple[Node, ...]:
        self._world.begin_step()
        ordered = sorted(items, key=_document_order)
        return tuple(self._display.node(item) for item in ordered if item.definition.index != ROOT)

    def _items(self) -> Iterator[Item]:
        """Yield all items below the root in document order."""
        waiting = children_of(self._root.items[ROOT])[::-1]
        while waiting:
            item = waiting.pop()
            yield item
            waiting.extend(reversed(children_of(item)))


def _with_last_saved(form: Form, saved: Element | None) -> Mapping[str, Element]:
    """Return the form's other instances with the one that was saved last, if there is one."""
    if saved is None or not form.questionnaire.last_saved:
        return form.instances
    return {**form.instances, **dict.fromkeys(form.questionnaire.last_saved, saved)}


def _document_order(item: Item) -> list[int]:
    """Return a key by which items sort in document order: by definition, then by position, from outside in."""
    key = [item.definition.index]
    frame = item.frame
    while frame.parent is not None:
        key[:0] = [frame.scope, frame.position]
        frame = frame.parent
    return key
