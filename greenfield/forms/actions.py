"""What happens at an event: actions that set answers, and the preloads of ODK."""

from collections.abc import Iterable, Sequence

from greenfield.forms.answers import calculated, stored, writable
from greenfield.forms.definition import Action, Definition
from greenfield.forms.evaluation.instance import Frame, Item
from greenfield.forms.evaluation.scope import Closure, NodesClosure, Scope, World
from greenfield.forms.form import Form
from greenfield.forms.moments import write_moment
from greenfield.forms.preloads import AT_THE_END, preloaded
from greenfield.forms.recompute import Recomputation

FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
NEW_REPEAT = "odk-new-repeat"
CHANGED = "xforms-value-changed"
REVALIDATE = "xforms-revalidate"


class Actions:
    """Fires the actions of a form in one session. `location` is where the device is, empty if it cannot tell."""

    def __init__(self, form: Form, world: World, work: Recomputation, location: str = "") -> None:
        """Set answers through `work`."""
        self._form = form
        self._world = world
        self._work = work
        self._location = location
        self._values: dict[int, Closure] = {}
        self._nodes: dict[int, NodesClosure] = {}
        self._preloads = [
            definition
            for definition in form.questionnaire.definitions
            if definition.preload[0] and definition.preload != AT_THE_END
        ]

    def fire(self, event: str, frame: Frame, trigger: Definition | None = None) -> None:
        """Fire the actions of an event in a frame, one after the other, each with all that follows from it.

        `trigger` is the question that changed; the actions of a question that an action changes follow.
        """
        fired: set[tuple[int, Frame]] = set()
        waiting = [(event, frame, trigger)]
        while waiting:
            name, where, source = waiting.pop(0)
            for place, action in self._form.actions_at(name, source.index if source else where.scope):
                if (place, where) in fired:
                    continue
                fired.add((place, where))
                changed = self._perform(place, action, where, source)
                waiting.extend((CHANGED, item.frame, item.definition) for item in changed)

    def _perform(self, place: int, action: Action, frame: Frame, source: Definition | None) -> list[Item]:
        changed = []
        for item in self._targets(place, action, frame, source):
            value = self._value(place, action, item)
            if value is not None and value != item.value:
                item.kept_problem = None
                self._work.answer(item, value)
                changed.append(item)
        self._work.run()
        return changed

    def _value(self, place: int, action: Action, item: Item) -> str | None:
        """Return what an action sets, None where it leaves what is there: without a place, or a microphone."""
        if action.kind == "setgeopoint":
            return stored(self._location, "geopoint") or None
        if action.kind != "setvalue":
            return None
        if action.value is None:
            return action.text
        compute = self._values.get(place)
        if compute is None:
            compute = self._values[place] = self._form.compiler(action.target).value(action.value)
        return calculated(compute(Scope(item, self._world)), item.definition.type, self._world.zone)

    def _targets(self, place: int, action: Action, frame: Frame, source: Definition | None) -> Iterable[Item]:
        """Return the items that an action sets: those below the repeat instance that it shares with its source."""
        layout = self._form.layout
        here = source.index if source is not None else frame.scope
        if action.nodes is not None:
            return self._found(place, action, frame.items[here], here)
        common = layout.common_scope(here, action.target)
        start = frame
        while start.scope != common and start.parent is not None:
            start = start.parent
        frames = [start]
        for repeat in layout.scopes(action.target)[len(layout.scopes(common)) :]:
            frames = [inner for outer in frames for inner in outer.repeats[repeat]]
        return [outer.items[action.target] for outer in frames]

    def _found(self, place: int, action: Action, item: Item, index: int) -> Sequence[Item]:
        nodes = self._nodes.get(place)
        if nodes is None and action.nodes is not None:
            nodes = self._nodes[place] = self._form.compiler(index).nodes(action.nodes)
        found = nodes(Scope(item, self._world)) if nodes is not None else []
        return [node for node in found if isinstance(node, Item)]

    def preload(self, frame: Frame) -> None:
        """Fill the questions of a new frame, and of those below, that the program fills by itself."""
        for definition in self._preloads:
            if frame.scope not in self._form.layout.scopes(definition.index):
                continue
            for item in self._work.items_below(frame, definition):
                if not item.value:
                    value = writable(preloaded(definition, self._world))
                    if value:
                        self._work.answer(item, value)

    def finish(self, root: Frame) -> None:
        """Do what happens when an instance is finished: the time of its end, and the actions of that event."""
        for definition in self._form.questionnaire.definitions:
            if definition.preload == AT_THE_END:
                for item in self._work.items_below(root, definition):
                    self._work.answer(item, write_moment(self._world.now))
        self.fire(REVALIDATE, root)
