"""A field for what everybody writes the same way: a country, a currency, a sector."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from greenfield.base.texts import Texts
from greenfield.forms.node import Node
from greenfield.ui.new_visit.place_choices import country_choices, currency_choices, sector_choices
from greenfield.ui.visit.editors.combo import ComboEditor
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.widgets.choice_box import Choice

CHOICES: Mapping[str, Callable[[Texts], list[Choice]]] = {
    "country": country_choices,
    "currency": currency_choices,
    "sector": sector_choices,
}
"""What is offered for a key of a toolkit's profile; the answer is the code that the form asks for."""


class PlaceEditor(ComboEditor):
    """Offers names, and answers with codes, where the form asks for a code as text."""

    def __init__(self, manners: Manners, key: str, parent: QWidget | None = None) -> None:
        """Offer what belongs to a key of the profile."""
        super().__init__(manners, parent)
        self._offered = CHOICES[key](manners.texts)

    def choices(self, node: Node) -> Sequence[Choice]:
        """Return all of them, and an answer that is none of them."""
        known = any(choice.key == node.value for choice in self._offered)
        return self._offered if known or not node.value else [*self._offered, Choice(node.value, node.value)]
