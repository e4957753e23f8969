"""What is agreed about a chosen measure: who does it, and by when."""

from datetime import date

from greenfield.base.problem import fail
from greenfield.records.change import Json
from greenfield.services.chosen_measures import chosen_measures
from greenfield.services.open_visit import OpenVisit
from greenfield.services.visit_states import VisitState
from greenfield.store.workspace import Workspace


def agree_on(workspace: Workspace, opened: OpenVisit, name: str, *, person: str, due: date | None) -> None:
    """Write down who does a chosen measure by when; an empty person and None take it back.

    Raises ProblemError `visit.finished`, `measure.not_chosen`.
    """
    if opened.visit.state == VisitState.FINISHED:
        raise fail("visit.finished", opened.visit.id[:8])
    chosen = next((one for one in chosen_measures(workspace, opened.visit.id) if one.name == name), None)
    if chosen is None:
        raise fail("measure.not_chosen", name)
    agreed: dict[str, Json] = {"person": person.strip(), "due": due.isoformat() if due else ""}
    with workspace.unit() as unit:
        if chosen.action:
            unit.set(chosen.action, agreed)
        else:
            unit.create(
                "action", {"visit": opened.visit.id, "measure": chosen.record, "status": "open", **agreed}
            )
