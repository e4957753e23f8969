"""Which sample factory to look at."""

from PySide6.QtWidgets import QWidget

from greenfield.base.texts import Texts
from greenfield.services.sample_factory import SAMPLES
from greenfield.ui.widgets.choice_box import Choice, ChoiceBox


class SampleChoice(ChoiceBox):
    """Offers the sample factories, the first of them chosen; the keys are their ids."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Offer all samples."""
        names = {
            "bakery": texts("Bakery in Senegal"),
            "textile": texts("Textile finisher in Tunisia, with its follow-up visit"),
            "metal": texts("Metal workshop in Peru, with its follow-up visit"),
            "bakery-in-depth": texts("Bakery in Senegal, asked in depth"),
            "textile-in-depth": texts(
                "Textile finisher in Tunisia, asked in depth, with its follow-up visit"
            ),
            "metal-in-depth": texts("Metal workshop in Peru, asked in depth, with its follow-up visit"),
        }
        super().__init__([Choice(sample, names[sample]) for sample in SAMPLES], parent)
        self.setObjectName("which-sample")
        self.setAccessibleName(texts("Sample factory"))
        self.set_key(SAMPLES[0])
