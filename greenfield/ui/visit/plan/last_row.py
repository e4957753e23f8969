"""A measure of the last plan on the screen: what it was to save, and the fields for what became of it."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenfield.base.texts import texts_for
from greenfield.records.measure_status import MeasureStatus
from greenfield.report.follow_up import status_name
from greenfield.services.follow_up_result import ResultStatus
from greenfield.services.last_plan import Noted
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.history_way import HistoryWay
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.date import DateEditor
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.field import field_node
from greenfield.ui.visit.editors.number import NumberEditor
from greenfield.ui.visit.editors.text import TextEditor
from greenfield.ui.widgets.choice_box import Choice, ChoiceBox
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.words import BodyText, QuietText

_DONE, _NOT_DONE = MeasureStatus.IMPLEMENTED, MeasureStatus.NOT_IMPLEMENTED


class LastRow(QWidget):
    """Shows one measure. `noted` carries its name and a `Noted` when a field was left."""

    noted = Signal(str, object)

    def __init__(self, context: WindowContext, name: str) -> None:
        """Make empty fields."""
        super().__init__()
        texts, theme = context.texts, context.theme
        said = texts_for(texts.language, "document")
        self.name = name
        self.record = ""
        """Where the measure is kept, empty where this is not known."""
        self._context = context
        self._reason, self._saving, self._on = "", "", ""
        manners = Manners(texts, context.formats, theme)
        self.title, self.figures = BodyText("", theme), QuietText("", theme)
        self.status = ChoiceBox([Choice(str(one), status_name(one, said)) for one in MeasureStatus])
        self.status.setObjectName(f"status_{name}")
        self.reason, self.saving, self.since = TextEditor(manners), NumberEditor(manners), DateEditor(manners)
        self.reason.line.setObjectName(f"reason_{name}")
        self.saving.line.setObjectName(f"verified_{name}")
        self.problem = QuietText("", theme)
        self.problem.set_colour(Colour.ERROR_TEXT)
        self.problem.hide()
        self._fields = {
            self.reason: Field(theme, texts("Why not?"), self.reason, framed=False),
            self.saving: Field(theme, texts("Verified saving a year"), self.saving, framed=False),
            self.since: Field(theme, texts("Since"), self.since, framed=False),
        }
        for editor, kept in (
            (self.status, "status"),
            (self.reason, "not_implemented_because"),
            (self.saving, "verified_saving"),
        ):
            HistoryWay(context, editor, partial(self._kept_at, kept))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, space.NEAR)
        rows.setSpacing(2)
        rows.addWidget(self.title)
        rows.addWidget(self.figures)
        line = QHBoxLayout()
        line.setSpacing(space.GAP)
        line.addWidget(Field(theme, texts("Status"), self.status, framed=False), 3)
        for field in self._fields.values():
            line.addWidget(field, 3)
        rows.addLayout(line)
        rows.addWidget(self.problem)
        self.status.chosen.connect(self._status_chosen)
        self.reason.answered.connect(self._reason_given)
        self.saving.answered.connect(self._saving_given)
        self.since.answered.connect(self._since_given)
        self.saving.refused.connect(self.refuse)
        self.since.refused.connect(self.refuse)

    def show_measure(
        self, one: ResultStatus, title: str, figures: str, currency: str, *, readonly: bool
    ) -> None:
        """Show a measure as it is noted; what is being typed stays."""
        self.title.setText(title)
        self.figures.setText(figures)
        self.status.set_key(str(one.status))
        self.status.setEnabled(not readonly)
        self._reason = one.reason
        self._saving = "" if one.verified_saving is None else str(one.verified_saving)
        self._on = "" if one.on is None else one.on.isoformat()
        self.reason.show_node(field_node("reason", "string", self._reason, readonly=readonly))
        self.saving.show_node(field_node("saving", "decimal", self._saving, readonly=readonly))
        self.saving.show_sign(currency)
        self.since.show_node(field_node("since", "date", self._on, readonly=readonly))
        texts = self._context.texts
        self.reason.name_field(texts("Why not?"), title)
        self.saving.name_field(texts("Verified saving a year"), title)
        self.since.name_field(texts("Since"), title)
        self.status.setAccessibleName(texts("Status"))
        self.status.setAccessibleDescription(title)
        self._show_fields()

    def commit(self) -> None:
        """Keep what is being typed."""
        for editor in self._fields:
            editor.commit()

    def refuse(self, reason: str) -> None:
        """Say what is wrong with what was given; empty when nothing is."""
        self.problem.setText(reason)
        self.problem.setVisible(bool(reason))

    def _kept_at(self, field: str) -> tuple[str, str]:
        return self.record, field

    def _show_fields(self) -> None:
        status = MeasureStatus(self.status.key())
        self._fields[self.reason].setVisible(status is _NOT_DONE)
        self._fields[self.saving].setVisible(status is _DONE)
        self._fields[self.since].setVisible(status is _DONE)

    def _status_chosen(self, _key: str) -> None:
        self._show_fields()
        if self.status.key() == _NOT_DONE and not self._reason:
            self.reason.take_focus()  # the reason is noted together with the status
            return
        self._tell()

    def _reason_given(self, reason: str) -> None:
        self._reason = reason
        self._tell()

    def _saving_given(self, saving: str) -> None:
        self._saving = saving
        self._tell()

    def _since_given(self, on: str) -> None:
        self._on = on
        self._tell()

    def _tell(self) -> None:
        status = MeasureStatus(self.status.key())
        is_done = status is _DONE
        self.noted.emit(
            self.name,
            Noted(
                status,
                self._reason if status is _NOT_DONE else "",
                self._saving if is_done else "",
                date.fromisoformat(self._on) if is_done and self._on else None,
            ),
        )
