"""Name and fingerprint of a hub, for a person to compare before anything is sent to it."""

from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from greenfield.services.sync.connecting import Invitation
from greenfield.services.sync.known import Certificate, in_groups
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.messages import Tone
from greenfield.ui.leaving import let_go
from greenfield.ui.sync.this_device import device_field
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.status_band import StatusBand
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle, Words
from greenfield.ui.widgets.wrapping_row import WrappingRow

_GROUPS, _GROUPS_A_LINE = 16, 4


class ComparePanel(ScrollColumn):
    """Shows a hub. `agreed` when a person says that it is the right one, `left` when not."""

    agreed = Signal()
    left = Signal()

    def __init__(self, context: WindowContext) -> None:
        """Begin without a hub."""
        super().__init__()
        self.context = context
        texts, theme = context.texts, context.theme
        self.heading = SectionTitle(texts("Is this the right hub?"), theme)
        self.name = BodyText("", theme)
        self.address = QuietText("", theme)
        self.advice = BodyText("", theme)
        self.fingerprint = FingerprintGrid(theme)
        self.fingerprint.setObjectName("fingerprint")
        self._band_place = QVBoxLayout()
        self._band: StatusBand | None = None
        self.yes = Action("connect-now", texts("Connect"), "", self.agreed.emit, main=True).button(theme)
        self.no = Action("other-hub", texts("Back"), "", self.left.emit).button(theme)
        self.device_field, self.device = device_field(
            theme,
            texts("Name of this device"),
            texts("Whoever runs the hub tells your devices apart by it. You can change it later."),
        )
        grid = QHBoxLayout()  # keeps it at the start edge, though it runs from left to right itself
        grid.addWidget(self.fingerprint)
        grid.addStretch(1)
        for part in (
            self.heading,
            self.name,
            self.address,
            self._band_place,
            self.advice,
            grid,
            self.device_field,
        ):
            self.add(part)
        buttons = WrappingRow(spacing=space.NEAR)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        self.add(buttons)

    def first_focus(self) -> QWidget:
        """Return where the keyboard belongs: not on what agrees."""
        return self.yes if self.yes.isEnabled() and not self.fingerprint.isVisible() else self.no

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing be pressed twice."""
        self.yes.setEnabled(not busy)
        self.no.setEnabled(not busy)

    def show_hub(self, invitation: Invitation, found: Certificate | None, announced: str) -> None:
        """Show what stands at an address; `announced` is what the network said of its fingerprint, if anything."""
        texts = self.context.texts
        shown = found.fingerprint if found else ""
        expected = invitation.fingerprint or announced
        is_other = bool(shown and expected and not shown.startswith(expected))
        name = invitation.organisation_name
        self.name.setText(texts("Hub of {organisation}", organisation=name) if name else "")
        self.name.setVisible(bool(name))
        self.address.setText(invitation.url)
        if is_other:
            tone, said = Tone.ERROR, texts(
                "Another hub answers here than the one that you were invited to. Nothing was sent. Ask whoever runs the hub."
            )  # fmt: skip
        elif found is None:
            tone, said = Tone.NEWS, texts("This hub runs on this computer, so there is nothing to compare.")
        elif invitation.fingerprint:
            tone, said = Tone.NEWS, texts("It shows the same fingerprint as your invite file.")
        elif found.is_trusted:
            tone, said = Tone.NEWS, texts("A public authority vouches for this address.")
        else:
            tone, said = Tone.WARNING, texts(
                "Nobody vouches for this hub. Compare its fingerprint before you connect. Nothing was sent yet."
            )  # fmt: skip
        compares = not is_other and tone is Tone.WARNING
        self.advice.setText(
            texts(
                "Ask whoever runs the hub to read the fingerprint to you, or look at it there. All of it has to be the same:"
            )
            if compares
            else texts("Its fingerprint:")
        )
        self.advice.setVisible(bool(shown))
        self.fingerprint.show_fingerprint(shown)
        self.fingerprint.setVisible(bool(shown))
        self.yes.setText(texts("It is the same: connect") if compares else texts("Connect"))
        self.yes.setVisible(not is_other)
        self.device_field.setVisible(not is_other)
        self._say(said, tone)

    def _say(self, text: str, tone: Tone) -> None:
        if self._band is not None:
            self._band_place.removeWidget(self._band)
            self._band.hide()
            let_go(self._band)
        self._band = StatusBand(self.context.theme, text, tone)
        self._band_place.addWidget(self._band)


class FingerprintGrid(QWidget):
    """A fingerprint in groups of four that stand in columns; from left to right everywhere."""

    def __init__(self, theme: Theme) -> None:
        """Begin empty."""
        super().__init__()
        self._groups: list[str] = []
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space.MARGIN)
        grid.setVerticalSpacing(4)
        self._labels = [Words("", theme, Type.SECTION) for _ in range(_GROUPS)]
        for at, label in enumerate(self._labels):
            label.setWordWrap(False)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label, at // _GROUPS_A_LINE, at % _GROUPS_A_LINE)

    def show_fingerprint(self, fingerprint: str) -> None:
        """Show another one, in hexadecimal digits."""
        self._groups = in_groups(fingerprint).split()
        for label, group in zip_longest(self._labels, self._groups[:_GROUPS], fillvalue=""):
            if isinstance(label, Words):
                label.setText(str(group))
        self.setAccessibleName(self.text())

    def text(self) -> str:
        """Return all groups in one line."""
        return " ".join(self._groups)
