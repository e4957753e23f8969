"""Preloads: questions that the program fills by itself (ODK XForms specification, preload attributes)."""

from greenfield.forms.definition import Definition
from greenfield.forms.evaluation.scope import World
from greenfield.forms.functions.texts import draw_uuid
from greenfield.forms.moments import write_moment

AT_THE_END = ("timestamp", "end")


def preloaded(definition: Definition, world: World) -> str:
    """Return what a question is filled with when an instance is new; empty for one that has no preload then."""
    match definition.preload:
        case "uid", _:
            return f"uuid:{draw_uuid(world.random)}"
        case "date", "today":
            return world.now.date().isoformat()
        case "timestamp", "start":
            return write_moment(world.now)
        case "property", name:
            return world.properties.get(name.replace(" ", ""), "")
        case _:
            return ""
