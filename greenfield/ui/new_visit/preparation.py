"""The work behind “Begin the visit”: the company is noted if it is new, then the visit is prepared."""

from dataclasses import replace
from datetime import datetime

from greenfield.base.problem import Problem
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.follow_ups import FollowUp, prepare_follow_up
from greenfield.services.open_visit import OpenVisit
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.workspace import Workspace


class Preparation:
    """Prepares visits; a company that was noted is not noted again when the visit itself failed."""

    def __init__(self, workspace: Workspace) -> None:
        """Work in a workspace."""
        self._workspace = workspace
        self._noted: tuple[NewCompany, str] | None = None

    def run(
        self, company: NewCompany | None, visit: NewVisit, now: datetime
    ) -> tuple[OpenVisit, list[Problem]]:
        """Prepare a visit to a new company, or to the one that `visit` names; raises as the services do."""
        if visit.follow_up_of:
            follow = FollowUp(visit.follow_up_of, visit.on, visit.toolkit, visit.language, visit.purpose)
            return prepare_follow_up(self._workspace, follow, now)
        if company is not None:
            visit = replace(visit, company=self._note(company), site="")
        prepared = prepare_visit(self._workspace, visit, now)
        self._noted = None
        return prepared

    def _note(self, company: NewCompany) -> str:
        if self._noted is None or self._noted[0] != company:
            self._noted = company, new_company(self._workspace, company)[0]
        return self._noted[1]
