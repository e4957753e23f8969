"""What the results show, as values: the result of the visit in words and figures of the moment."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from greenfield.assess.account import Account, account
from greenfield.base.formats import Formats
from greenfield.base.texts import Texts, texts_for
from greenfield.report.figures import Figures
from greenfield.report.plan import ActionPlan
from greenfield.services.plan_document import VisitedBy, action_plan
from greenfield.services.shown_result import live_result, shown_result
from greenfield.services.visit_result import VisitResult, in_language
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.desk import VisitDesk


@dataclass(frozen=True)
class ShownResults:
    """The results of a visit: of a finished one as they were written, of an open one as they stand now."""

    result: VisitResult
    desk: VisitDesk
    texts: Texts
    formats: Formats

    @cached_property
    def figures(self) -> Figures:
        """Writes figures as the reader of the window does, in the words that documents use."""
        return Figures(
            texts_for(self.texts.language, "document"), self.formats, self.result.currency or "XXX"
        )

    @cached_property
    def plan(self) -> ActionPlan:
        """What a document would say."""
        nobody = VisitedBy("", "", "", date.fromisoformat(self.desk.visit.date), ())
        return action_plan(self.result, nobody, self.texts)

    @cached_property
    def account(self) -> Account:
        """The flows in common units, from which each indicator follows."""
        made = account(self.result.period, self.desk.opened.method(self.result.country))
        if not self.desk.is_finished:
            return made
        # A result keeps its figures and factors, whatever tables were installed since.
        kept = {key: self.result.indicators.absolute.get(key) for key in made.totals}
        return replace(made, emissions=self.result.emissions, totals=kept)

    def flow_name(self, flow: str) -> str:
        """Return the name of a flow as it is read."""
        return in_language(self.result.flow_names.get(flow, {}), self.texts.language) or flow

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing that could be shown was answered yet."""
        return not self.result.period.flows and all(one.band is None for one in self.result.areas)


def read_results(context: WindowContext, desk: VisitDesk) -> ShownResults:
    """Return what the visit shows now; raises as `shown_result` does."""
    if desk.is_finished:
        result, _ = shown_result(desk.workspace, desk.opened, desk.now())
    else:
        result = live_result(desk.workspace, desk.opened, desk.assessment, desk.chosen, desk.now())
    return ShownResults(result, desk, context.texts, context.formats)
