"""What happens at an event: `setvalue` actions, and the preloads of ODK."""

from collections.abc import Iterator

from greenfield.forms.answers import calculated
from greenfield.forms.definition import ROOT, Action, Definition
from greenfield.forms.evaluation.instance import Frame, Item
from greenfield.forms.evaluation.scope import Scope, World
from greenfield.forms.form import Form
from greenfield.forms.functions.texts import draw_uuid
from greenfield.forms.moments import write_moment
from greenfield.forms.recompute import Recomputation

FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
NEW_REPEAT = "odk-new-repeat"
CHANGED = "xforms-value-changed"


class Actions:
    """Fires the actions of a form in one session."""

    def __init__(self, form: Form, world: World, work: Recomputation) -> None:
        """Set answers through `work`."""
        self._form = form
        self._world = world
        self._work = work

    def fire(self, event: str, frame: Frame, trigger: Definition | None = None) -> None:
        """Fire the actions of an event in a frame, one after the other, each with all that follows from it.

        `trigger` is the question that changed; the actions of a question that an action changes follow.
        """
        fired: set[tuple[int, Frame]] = set()
        waiting = [(event, frame, trigger)]
        while waiting:
            name, where, source = waiting.pop(0)
            for place, action in enumerate(self._form.questionnaire.actions):
                if name not in action.events or action.trigger != self._expected(name, source):
                    continue
                if (place, where) in fired:
                    continue
                fired.add((place, where))
                changed = self._perform(action, where, source)
                waiting.extend((CHANGED, item.frame, item.definition) for item in changed)

    @staticmethod
    def _expected(event: str, source: Definition | None) -> int:
        return source.index if event == CHANGED and source is not None else -1

    def _perform(self, action: Action, frame: Frame, source: Definition | None) -> list[Item]:
        changed = []
        for item in self._targets(action, frame, source):
            value = self._value(action, item)
            if value != item.value:
                item.kept_problem = None
                self._work.answer(item, value)
                changed.append(item)
        self._work.run()
        return changed

    def _value(self, action: Action, item: Item) -> str:
        if action.value is None:
            return action.text
        compute = self._form.compiler(item.definition.index).value(action.value)
        return calculated(compute(Scope(item, self._world)), item.definition.type)

    def _targets(self, action: Action, frame: Frame, source: Definition | None) -> Iterator[Item]:
        """Yield the items that an action sets: those below the repeat instance that it shares with its source."""
        layout = self._form.layout
        here = source.index if source is not None else frame.scope
        common = layout.common_scope(here, action.target)
        start = frame
        while start.scope != common and start.parent is not None:
            start = start.parent
        if source is None and common != frame.scope:
            return
        frames = [start]
        for repeat in layout.scopes(action.target)[len(layout.scopes(common)) :]:
            frames = [inner for outer in frames for inner in outer.repeats[repeat]]
        yield from (outer.items[action.target] for outer in frames)

    def preload(self, root: Frame) -> None:
        """Fill the questions that ODK fills by itself: time of start, day, device, user, the instance's id."""
        for definition in self._form.questionnaire.definitions:
            if definition.preload[0] and definition.scope == ROOT:
                item = root.items[definition.index]
                value = self._preloaded(*definition.preload)
                if value and not item.value:
                    self._work.answer(item, value)

    def _preloaded(self, kind: str, parameters: str) -> str:
        match kind, parameters:
            case "uid", _:
                return f"uuid:{draw_uuid(self._world.random)}"
            case "date", "today":
                return self._world.now.date().isoformat()
            case "timestamp", "start":
                return write_moment(self._world.now)
            case "property", name:
                return self._world.properties.get(name, "")
            case _:
                return ""
