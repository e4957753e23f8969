"""The first step: in which language, who, in which country."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit

from greenfield.base.catalogue import sentence
from greenfield.base.languages import LANGUAGES
from greenfield.base.places import alpha3_of
from greenfield.base.problem import Problem
from greenfield.services import workspaces
from greenfield.ui.context import WindowContext
from greenfield.ui.first_run.sheet import Sheet
from greenfield.ui.frame.action import Action
from greenfield.ui.new_visit.place_choices import country_choices
from greenfield.ui.settings_page.choices import language_choices
from greenfield.ui.widgets.choice_box import ChoiceBox
from greenfield.ui.widgets.field import Field


class Welcome(Sheet):
    """Asks for language, name and country; a chosen language is spoken at once."""

    language_chosen = Signal(str)
    went_on = Signal()
    other_wanted = Signal(str)
    """The folder of a workspace that is there already."""

    def __init__(self, context: WindowContext) -> None:
        """Begin with the language and the country of the system."""
        texts, theme = context.texts, context.theme
        super().__init__(
            theme,
            texts(
                "Step {number} of {count}", number=context.formats.number(1), count=context.formats.number(3)
            ),
            texts("Welcome to Greenfield"),
            texts(
                "You visit a factory, answer what is asked, and leave an action plan behind, all without internet. "
                "Two minutes from now you can begin."
            ),
        )
        self._context = context
        self.language = ChoiceBox(language_choices())
        self.language.set_key(texts.language)
        self.language.chosen.connect(self._choose_language)
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.country = ChoiceBox(country_choices(texts), hint=texts("Type a part of the name"))
        self.country.keeps_unknown = True
        self.country.set_key(context.settings.country or alpha3_of(context.formats.locale.territory or ""))
        self.name_field = Field(
            theme, texts("Your name"), self.name, hint=texts("It stands on the plans that you hand over.")
        )
        country_hint = texts(
            "Sets the currency and how numbers and dates are written. Both can be changed later."
        )
        self.country_field = Field(
            theme, texts("Country in which you work"), self.country, hint=country_hint, framed=False
        )
        self.add(
            Field(theme, texts("Language"), self.language, framed=False),
            self.name_field,
            self.country_field,
        )
        other = Action(
            "open-other", texts("Open a workspace that is there already …"), "", self._choose
        ).button(theme)
        other.setProperty("kind", "link")
        self.button = Action("continue", texts("Continue"), "", self.go_on, main=True).button(theme)
        self.end_with([other], [self.button])
        self.name.returnPressed.connect(self.go_on)

    def go_on(self) -> None:
        """Go to the next step; a missing name is said below its field."""
        self.country.commit()
        missing = not self.name.text().strip()
        problem = sentence(Problem("person.no_name"), self._context.texts) if missing else ""
        self.name_field.show_problem(problem)
        unknown = self.country.unknown()
        self.country_field.show_problem(
            self._context.texts("There is no country “{name}”. Choose one from the list.", name=unknown)
            if unknown
            else ""
        )
        if missing:
            self.reveal(self.name)
        elif unknown:
            self.reveal(self.country)
        else:
            self.went_on.emit()

    def _choose_language(self, language: str) -> None:
        if language in LANGUAGES:
            self.language_chosen.emit(language)

    def _choose(self) -> None:
        texts = self._context.texts
        folder = QFileDialog.getExistingDirectory(
            self,
            texts("Choose the folder of a workspace ({ending})", ending=workspaces.SUFFIX),
            str(Path.home()),
        )
        if folder:
            self.other_wanted.emit(folder)
