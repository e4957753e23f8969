"""A question on the screen: label, hint, field, what is wrong with the answer, photos."""

from functools import cached_property
from typing import Protocol, TypeVar

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Place, Problem, ProblemError
from greenfield.forms.node import Node
from greenfield.ui.frame.history_way import offer_history, wants_history
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.choosing import make_editor
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.not_here import NotHereEditor
from greenfield.ui.visit.editors.number import NumberEditor
from greenfield.ui.visit.editors.photo import PhotoEditor
from greenfield.ui.visit.editors.place import PlaceEditor
from greenfield.ui.visit.questions.nothing_offered import offers_nothing
from greenfield.ui.visit.text_link import TextLink
from greenfield.ui.widgets.words import QuietText, StrongText, Words

_Below = TypeVar("_Below", bound=QWidget)
_ICON = 18
_UNANSWERED = "answer.required"


class Answering(Protocol):
    """Where the answers go: the desk of the visit, or whatever else is asked like a form."""

    @property
    def is_finished(self) -> bool:
        """Whether answers stay as they are."""

    def node(self, ref: str) -> Node:
        """Return the state of a question."""

    def answer(self, ref: str, value: str) -> object:
        """Keep an answer for good; raises ProblemError, then the last one stands."""


class QuestionField(QWidget):
    """One question at the desk, by its place; `unit` is the place of the unit inside its frame.

    `photos_wanted` asks for the photos of the question, `conflict_wanted` for where people disagree on it, `history_wanted` for
    all that was ever answered; `unsettled` carries its place and what is wrong with a text in
    it that is no answer, empty as soon as it is one.
    """

    photos_wanted = Signal()
    conflict_wanted = Signal()
    history_wanted = Signal()
    unsettled = Signal(str, str)

    def __init__(
        self,
        desk: Answering,
        manners: Manners,
        ref: str,
        unit: str = "",
        *,
        takes_photos: bool = True,
        profile_key: str = "",
        after: tuple[str, ...] = (),
    ) -> None:
        """Make the field and show the state of the question; `after` are those that choose what it offers."""
        super().__init__()
        self.desk = desk
        self.manners = manners
        self.ref = ref
        self.unit = unit
        self.is_relevant = True
        self._takes_photos = takes_photos
        self._after = after
        self.failure: ProblemError | None = None
        self._refusal = ""
        self._told = ""
        self.was_left = self._has_conflict = False
        node = desk.node(ref)
        self.node = node
        self.editor = make_editor(node, manners, has_unit=bool(unit), profile_key=profile_key)
        self.label = StrongText(node.label, manners.theme)
        self.needed = Words(manners.texts("needed"), manners.theme, Type.SECONDARY, Colour.WARNING_TEXT)
        self.needed.setWordWrap(False)
        self.hint = QuietText(node.hint, manners.theme)
        self.last_time = QuietText("", manners.theme)
        self.last_time.hide()
        self.cannot = QuietText("", manners.theme)
        self.message = Words("", manners.theme, Type.SECONDARY, Colour.ERROR_TEXT)
        self.camera = self._make_camera()
        self._build()
        self.editor.answered.connect(self._answer)
        self.editor.refused.connect(self._refuse)
        if isinstance(self.editor, NumberEditor) and self.editor.unit is not None:
            self.editor.unit.chosen.connect(self._answer_unit)
        if isinstance(self.editor, PhotoEditor):
            self.editor.wanted.connect(self.photos_wanted)
        self.show_state()

    @property
    def name(self) -> str:
        """The name of the question in the form."""
        return self.ref.rsplit("/", 1)[-1]

    @property
    def is_unsettled(self) -> bool:
        """Whether something was typed here that is no answer yet, or could not be kept."""
        return bool(self._refusal) or self.failure is not None

    @property
    def complaint(self) -> str:
        """What is wrong with the answer, or with what was typed; empty if nothing is."""
        return self.message.text()

    def show_state(self) -> None:
        """Show the question as the form has it now."""
        node = self.node = self.desk.node(self.ref)
        shown = node if not self.desk.is_finished else _fixed(node)
        self.label.setText(node.label)
        self.hint.setText(node.hint)
        self.hint.setVisible(bool(node.hint) and not isinstance(self.editor, PlaceEditor))
        self.cannot.setText(self._what_cannot_be())
        self.cannot.setVisible(bool(self.cannot.text()))
        self.editor.show_node(shown)
        self.editor.name_field(node.label, node.hint)
        if isinstance(self.editor, NumberEditor) and self.unit:
            unit = self.desk.node(self.unit)
            self.editor.show_unit(unit if not self.desk.is_finished else _fixed(unit))
        self.needed.setVisible(node.required and not node.value and not shown.readonly)
        self.camera.setVisible(self._shows_camera())
        self._show_message()
        if node.relevant != self.is_relevant:
            self.is_relevant = node.relevant
            self.setVisible(node.relevant)

    @cached_property
    def elsewhere(self) -> QuietText:
        """The words that others changed the answer; made when they are wanted, as few questions ever do."""
        said = self.manners.texts(
            "Somebody else changed this answer meanwhile. What you write takes its place; Escape shows it."
        )
        return self._below_message(QuietText(said, self.manners.theme))

    @cached_property
    def conflict(self) -> TextLink:
        """The way to where the conflict is decided; made when it is wanted."""
        said = self.manners.texts("Two people answered this differently. Decide which answer stands.")
        link = self._below_message(TextLink(self.manners.theme, said))
        link.setObjectName("conflict-of-question")
        link.clicked.connect(self.conflict_wanted)
        return link

    def hold(self, node: Node) -> None:
        """Say that others changed the answer, where something else is being typed here."""
        if node.value != self.node.value and self.editor.hold(node):
            self.elsewhere.show()

    def show_conflict(self, *, is_open: bool) -> bool:
        """Show whether people disagree on the answer; True if that is another state than before."""
        if self._has_conflict == is_open:
            return False
        self._has_conflict = is_open
        self.conflict.setVisible(is_open)
        return True

    def commit(self) -> None:
        """Make what is being typed the answer; `failure` has the problem if it could not be kept."""
        self.editor.commit()

    def show_unanswered(self) -> None:
        """Say from now on that an answer is needed, too."""
        self.was_left = True
        self._show_message()

    def say(self, problem: ProblemError | None) -> None:
        """Say that something with this question did not work."""
        self.failure = problem
        self._show_message()

    def show_sign(self, sign: str) -> None:
        """Show a unit that is not asked for, a currency say, in the frame of a number."""
        if isinstance(self.editor, NumberEditor):
            self.editor.show_sign(sign)

    def show_last_time(self, answer: str) -> None:
        """Show below the field what was answered at the last visit; empty shows nothing."""
        self.last_time.setText(self.manners.texts("Last time: {answer}", answer=answer) if answer else "")
        self.last_time.setVisible(bool(answer))

    def add_below(self, widget: QWidget) -> None:
        """Put something below the field and its message."""
        self.rows.addWidget(widget)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """Offer the history of the answer beside the field."""
        manners = self.manners
        offer_history(manners.theme, manners.texts, self, event.globalPos(), self.history_wanted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Ask for photos by Ctrl+Shift+P, for the history by Ctrl+Shift+H."""
        if wants_history(event):
            self.history_wanted.emit()
            return
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if (
            event.key() == Qt.Key.Key_P
            and event.modifiers() == held
            and self._takes_photos
            and not self.desk.is_finished
        ):
            self.photos_wanted.emit()
            return
        super().keyPressEvent(event)

    def _what_cannot_be(self) -> str:
        """Return what of the question the program cannot do, empty for most."""
        node = self.node
        if offers_nothing(node):
            return self._why_nothing()
        if not node.cannot or isinstance(self.editor, NotHereEditor):  # which says so itself
            return ""
        problem = Problem(node.cannot, Place(self.ref), {"path": node.label or self.name})
        return sentence(problem, self.manners.texts)

    def _why_nothing(self) -> str:
        """Return what has to be answered before there is something to choose."""
        texts = self.manners.texts
        before = (self.desk.node(ref) for ref in self._after)
        first = next((node.label for node in before if node.label and not node.value), "")
        if first:
            return texts("Answer “{question}” first.", question=first)
        return texts("There is nothing to choose here yet.")

    def _shows_camera(self) -> bool:
        asks_itself = isinstance(self.editor, PhotoEditor)
        return (
            self._takes_photos and not asks_itself and not self.desk.is_finished and self.node.type != "note"
        )

    def _build(self) -> None:
        rows = self.rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(space.NEAR)
        head.addWidget(self.label, 1)
        head.addWidget(self.needed, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.camera, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(head)
        rows.addWidget(self.hint)
        rows.addWidget(self.cannot)
        rows.addWidget(self.editor)
        rows.addWidget(self.last_time)
        rows.addWidget(self.message)
        fields = self.editor.fields()
        if fields:
            self.label.setBuddy(fields[0])

    def _below_message(self, widget: _Below) -> _Below:
        """Put a widget that is hidden yet between the message and what was added below it."""
        widget.hide()
        self.rows.insertWidget(self.rows.indexOf(self.message) + 1, widget)
        return widget

    def _make_camera(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(self.manners.theme.icon("camera", Colour.QUIET))
        button.setIconSize(QSize(_ICON, _ICON))
        if not self.manners.theme.touch:
            button.setFixedHeight(self.fontMetrics().height())
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(self.manners.texts("Add a photo to this question (Ctrl+Shift+P)"))
        button.setAccessibleName(self.manners.texts("Add a photo"))
        button.clicked.connect(self.photos_wanted)
        return button

    def _answer(self, value: str) -> None:
        self.was_left = True
        self._give(self.ref, value)

    def _answer_unit(self, value: str) -> None:
        self._give(self.unit, value)

    def _give(self, ref: str, value: str) -> None:
        self._refusal = ""
        if "elsewhere" in self.__dict__:
            self.elsewhere.hide()
        try:
            self.desk.answer(ref, value)
        except ProblemError as problem:
            self.failure = problem
            self.editor.not_kept(self.desk.node(self.ref))
            self._show_message()
            return
        self.failure = None
        self.show_state()

    def _refuse(self, complaint: str) -> None:
        self._refusal = complaint
        if not complaint:
            self.failure = None
        self._show_message()

    def _show_message(self) -> None:
        unsettled = self._refusal or self._failed()
        if unsettled != self._told:
            self._told = unsettled
            self.unsettled.emit(self.ref, unsettled)
        text = unsettled or self._wrong()
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.editor.mark_wrong(wrong=bool(text))

    def _failed(self) -> str:
        if self.failure is None:
            return ""
        return " ".join(sentence(one, self.manners.texts) for one in self.failure.problems)

    def _wrong(self) -> str:
        """Return what the form says about the answer; that one is needed only after the field was left."""
        nodes = [self.node, *([self.desk.node(self.unit)] if self.unit else [])]
        for node in nodes:
            if node.problem is None or not node.relevant:
                continue
            if node.problem.code == _UNANSWERED and not self.was_left:
                continue
            return node.message or sentence(node.problem, self.manners.texts)
        return ""


def _fixed(node: Node) -> Node:
    return msgspec.structs.replace(node, readonly=True)
