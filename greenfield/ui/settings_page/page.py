"""The settings of the window. Each takes effect as it is chosen; there is nothing to confirm."""

from collections.abc import Callable
from decimal import Decimal

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from greenfield.base.places import currency_of, locale_of
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.page import Page
from greenfield.ui.new_visit.place_choices import country_choices, currency_choices
from greenfield.ui.settings import Look, Settings
from greenfield.ui.settings_page.choices import language_choices, locale_choices
from greenfield.ui.theme import space
from greenfield.ui.widgets.choice_box import ChoiceBox
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import QuietText, SectionTitle, StrongText

_WIDEST = 560
_EXAMPLE = Decimal("1234567.89")


class SettingsPage(Page):
    """Language, numbers, country, currency, look. The page is made anew after each change, as all pages are."""

    def __init__(self, context: WindowContext) -> None:
        """Show the settings that hold."""
        super().__init__(context)
        texts, settings = context.texts, context.settings
        self.column = ScrollColumn(widest=_WIDEST)
        self.language = ChoiceBox(language_choices())
        self.language.set_key(texts.language)
        self.numbers = ChoiceBox(locale_choices(texts))
        self.numbers.set_key(settings.locale)
        self.country = ChoiceBox(country_choices(texts), hint=texts("Type a part of the name"))
        self.country.set_key(settings.country)
        self.currency = ChoiceBox(currency_choices(texts), hint=texts("Name or code"))
        self.currency.set_key(settings.currency)
        self.looks: dict[Look, QRadioButton] = {
            "light": QRadioButton(texts("Light")),
            "dark": QRadioButton(texts("Dark")),
            "system": QRadioButton(texts("As the system")),
        }
        self.looks[settings.theme].setChecked(True)
        self.touch = QCheckBox(texts("Larger buttons and fields, for fingers"))
        self.touch.setChecked(settings.touch)
        self._build()
        self._connect()

    def open_with(self, **what: str) -> None:
        """Give the focus back to the setting that was just changed."""
        changed = self._by_name().get(what.get("changed", ""))
        if changed is not None:
            QTimer.singleShot(0, changed, lambda: self._go_to(changed))  # as soon as the page is shown

    def _go_to(self, setting: QWidget) -> None:
        self.column.reveal(setting)
        setting.setFocus()

    def leave(self) -> None:
        """Let what was typed into a box name a choice."""
        for box in (self.language, self.numbers, self.country, self.currency):
            box.commit()

    def _build(self) -> None:
        texts, theme, formats = self.context.texts, self.context.theme, self.context.formats
        example = texts(
            "For example {number} and {date}",
            number=formats.number(_EXAMPLE, 2),
            date=formats.date(self.context.clock().date()),
        )
        offered = texts("Offered when you note a company.")
        self.numbers_field = Field(
            theme, texts("Numbers and dates"), self.numbers, hint=example, framed=False
        )
        for part in (
            SectionTitle(texts("Language and numbers"), theme),
            Field(theme, texts("Language of the window"), self.language, framed=False),
            self.numbers_field,
            Line(theme),
            SectionTitle(texts("Where you work"), theme),
            Field(theme, texts("Country"), self.country, hint=offered, framed=False),
            Field(theme, texts("Currency"), self.currency, hint=offered, framed=False),
            Line(theme),
            SectionTitle(texts("Look"), theme),
            self._theme_row(),
            self.touch,
            Line(theme),
            QuietText(texts("Workspace: {folder}", folder=self.context.settings.workspace), theme),
        ):
            self.column.add(part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.column)

    def _theme_row(self) -> QWidget:
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        rows.addWidget(StrongText(self.context.texts("Theme"), self.context.theme))
        group = QButtonGroup(whole)
        row = QHBoxLayout()
        row.setSpacing(space.MARGIN)
        for button in self.looks.values():
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        rows.addLayout(row)
        return whole

    def _connect(self) -> None:
        self.language.chosen.connect(self._choose_language)
        self.numbers.chosen.connect(lambda key: self._apply("numbers", locale=key))
        self.country.chosen.connect(self._choose_country)
        self.currency.chosen.connect(lambda key: self._apply("currency", currency=key))
        for look, button in self.looks.items():
            button.clicked.connect(self._chooser(look))
        self.touch.clicked.connect(lambda checked: self._apply("touch", touch=checked))

    def _chooser(self, look: Look) -> Callable[[], None]:
        return lambda: self._apply(look, theme=look)

    def _choose_language(self, language: str) -> None:
        """Speak another language; numbers that followed the old one follow the new one, in the same country."""
        if not language:
            self.language.set_key(self.context.texts.language)
            return
        locale = self.context.settings.locale
        followed = locale.partition("_")[0] == self.context.texts.language.partition("_")[0]
        if followed:
            locale = locale_of(language, self.context.settings.country)
        self._apply("language", language=language, locale=locale)

    def _choose_country(self, country: str) -> None:
        """Suggest currency and numbers of the country, unless others than the old country's were chosen."""
        settings = self.context.settings
        own = settings.currency not in {"", currency_of(settings.country)}
        language = self.context.texts.language
        followed = settings.locale == locale_of(language, settings.country)
        self._apply(
            "country",
            country=country,
            currency=settings.currency if own else currency_of(country),
            locale=locale_of(language, country) if followed else settings.locale,
        )

    def _apply(self, name: str, **changes: object) -> None:
        settings: Settings = msgspec.structs.replace(self.context.settings, **changes)
        if settings == self.context.settings:
            return
        self.context.router.show("settings", changed=name)
        self.context.apply_settings(settings)

    def _by_name(self) -> dict[str, QWidget]:
        boxes: dict[str, QWidget] = {
            "language": self.language,
            "numbers": self.numbers,
            "country": self.country,
            "currency": self.currency,
            "touch": self.touch,
        }
        return boxes | {str(look): button for look, button in self.looks.items()}
