"""The choice of the warming potentials that a visit's greenhouse gases are weighed with."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.assess.factors import DEFAULT_GWP
from greenfield.base.problem import ProblemError
from greenfield.services.warming_potentials import choose_gwp
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.widgets.choice_box import Choice, ChoiceBox
from greenfield.ui.widgets.field import Field


class WarmingChoice(QWidget):
    """A field with the sets by name and year; what is chosen is kept at once. Nobody has to choose."""

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show the set that counts; it cannot be changed where the visit is finished or the answers say it."""
        super().__init__()
        texts = context.texts
        self._context = context
        self._desk = desk
        self.box = ChoiceBox(
            [
                Choice(
                    one.name,
                    texts("{set}, {year} (usual)", set=one.name, year=one.year)
                    if one.name == DEFAULT_GWP
                    else texts("{set}, {year}", set=one.name, year=one.year),
                )
                for one in desk.opened.tables.potentials.values()
            ]
        )
        self.field = Field(
            context.theme,
            texts("Greenhouse gases are weighed with the set of"),
            self.box,
            hint=texts(
                "Reports of the climate panel IPCC. Leave it as it is, unless a client or the country asks for another "
                "one. Only fuels, refrigerants and gases stated by themselves follow it."
            ),
            framed=False,
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.field)
        self.show_choice()
        self.box.chosen.connect(self._choose)

    def show_choice(self) -> None:
        """Show what counts now."""
        opened = self._desk.opened
        self.box.set_key(opened.gwp)
        self.box.setEnabled(not self._desk.is_finished and not opened.answered_gwp)

    def _choose(self, name: str) -> None:
        if not name or name == self._desk.opened.gwp:
            self.show_choice()
            return
        try:
            choose_gwp(self._desk.opened, name)
        except ProblemError as error:
            self._context.messages.problem(error)
        self.show_choice()
        self._desk.reassess()
