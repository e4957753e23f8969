"""Before a visit is finished: which questions are still open, and which chosen measures count nowhere."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from greenfield.forms.node import Node
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.messages import Tone
from greenfield.ui.leaving import let_go
from greenfield.ui.visit.text_link import TextLink
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.status_band import StatusBand
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle

_FEW = 5


class FinishPanel(QWidget):
    """Lists what is open, each with the way there, and finishes the visit when the person wants that."""

    finish_wanted = Signal()
    question_wanted = Signal(str)
    agreement_wanted = Signal(str)

    def __init__(
        self,
        context: WindowContext,
        gaps: Sequence[Node],
        unsupported: Sequence[str],
        *,
        to_agree: Sequence[Node] = (),
        name_of: Callable[[Node], str] = lambda node: node.label or node.ref,
        parent: QWidget | None = None,
    ) -> None:
        """Show what is not agreed on, the open questions, and the titles of measures that count nowhere."""
        super().__init__(parent)
        theme, texts = context.theme, context.texts
        self._context, self._gaps, self._name_of = context, gaps, name_of
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self._rows.addWidget(SectionTitle(texts("Finish the visit"), theme))
        self._show_agreements(to_agree)
        if gaps:
            count = texts.plural("One question is still open", "{count} questions are still open", len(gaps))
            self._rows.addWidget(BodyText(count, theme))
            note = texts(
                "You may finish all the same: the document lists them, and the visit can be reopened."
            )
            self._rows.addWidget(QuietText(note, theme))
            self._show_gaps(_FEW)
        else:
            self._rows.addWidget(BodyText(texts("Every question that applies is answered."), theme))
        if unsupported:
            text = texts("The answers no longer support these chosen measures, so they count nowhere:")
            lines = [text, *(f"– {title}" for title in unsupported)]
            self._rows.addWidget(StatusBand(theme, "\n".join(lines), Tone.WARNING))
        finish = Action(
            "finish", texts("Finish the visit"), "check-circle", self.finish_wanted.emit, main=True
        )
        line = QHBoxLayout()
        line.addWidget(finish.button(theme, self))
        line.addStretch(1)
        self._rows.addSpacing(4)
        self._rows.addLayout(line)

    def _show_agreements(self, to_agree: Sequence[Node]) -> None:
        if not to_agree:
            return
        theme, texts = self._context.theme, self._context.texts
        count = texts.plural(
            "One thing is not agreed on with the company",
            "{count} things are not agreed on with the company",
            len(to_agree),
        )
        self._rows.addWidget(BodyText(count, theme))
        for node in to_agree:
            link = TextLink(theme, node.label)
            link.setObjectName(f"agree_{node.ref}")
            link.clicked.connect(partial(self.agreement_wanted.emit, node.ref))
            self._rows.addWidget(link)

    def _show_gaps(self, most: int) -> None:
        theme, texts = self._context.theme, self._context.texts
        self._list = QWidget()
        rows = QVBoxLayout(self._list)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(Line(theme))
        shown = self._gaps[:most] if len(self._gaps) > most + 1 else self._gaps
        for gap in shown:
            link = TextLink(theme, self._name_of(gap))
            link.setObjectName(f"gap_{gap.ref}")
            link.clicked.connect(partial(self.question_wanted.emit, gap.ref))
            rows.addWidget(link)
        rest = len(self._gaps) - len(shown)
        if rest:
            more = QPushButton(texts.plural("Show one more", "Show {count} more", rest))
            more.setProperty("kind", "link")
            more.setObjectName("more_gaps")
            more.clicked.connect(self._show_all)
            line = QHBoxLayout()
            line.addWidget(more)
            line.addStretch(1)
            rows.addLayout(line)
        rows.addWidget(Line(theme))
        place = self._rows.indexOf(self._list)
        self._rows.insertWidget(place if place >= 0 else self._rows.count(), self._list)

    def _show_all(self) -> None:
        before, place = self._list, self._rows.indexOf(self._list)
        self._show_gaps(len(self._gaps))
        self._rows.removeWidget(self._list)
        self._rows.insertWidget(place, self._list)
        self._list.show()
        before.hide()
        let_go(before)
