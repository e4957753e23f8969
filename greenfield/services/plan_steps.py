"""What is agreed about a chosen measure: who does it, and by when."""

from datetime import date

from greenfield.base.problem import fail
from greenfield.records.change import Json
from greenfield.services.chosen_measures import chosen_measures, make_action
from greenfield.services.open_visit import OpenVisit
from greenfield.store.workspace import Workspace


def agree_on(workspace: Workspace, opened: OpenVisit, name: str, *, person: str, due: date | None) -> None:
    """Write down who does a chosen measure by when; an empty person and None take it back.

    Raises ProblemError `visit.finished`, `measure.not_chosen`.
    """
    chosen = next((one for one in chosen_measures(workspace, opened.visit.id) if one.name == name), None)
    agreed: dict[str, Json] = {"person": person.strip(), "due": due.isoformat() if due else ""}
    with workspace.unit() as unit:
        opened.must_be_open(unit)
        if chosen is None:
            raise fail("measure.not_chosen", name)
        if chosen.action:
            unit.set(chosen.action, agreed)
        else:
            make_action(unit, opened.visit.id, chosen.record, agreed)
