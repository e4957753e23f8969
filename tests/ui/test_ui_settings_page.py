"""Settings: each takes effect as it is chosen, and is kept."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui_pages import click, page, pick, settle

from greenfield.base.texts import texts_for
from greenfield.ui.settings_page.choices import language_choices, locale_choices
from greenfield.ui.widgets.day_field import DayField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def settings(qtbot, shell):
    settle(qtbot, shell)
    return page(qtbot, shell, "settings")


def renewed(qtbot, shell, before):
    qtbot.waitUntil(lambda: shell.page is not None and shell.page is not before)
    settle(qtbot, shell)
    return shell.page


def test_another_language_is_spoken_at_once_and_kept(qtbot, shell, settings, settings_file):
    pick(qtbot, settings.language, "francais")
    after = renewed(qtbot, shell, settings)
    assert shell.context.texts.language == "fr"
    assert settings_file.read().language == "fr"
    assert after.language.currentText() == "Français"
    assert after.country.completer() is not None
    qtbot.waitUntil(lambda: shell.focusWidget() is after.language)


def test_numbers_and_dates_are_written_in_another_way(qtbot, shell, settings, settings_file):
    assert "1,234,567.89" in settings.numbers_field.below.text()
    pick(qtbot, settings.numbers, "senegal (french)")
    last = renewed(qtbot, shell, settings)
    assert str(shell.context.formats.locale) == "fr_SN"
    assert "1\u202f234\u202f567,89" in last.numbers_field.below.text()
    assert settings_file.read().locale == "fr_SN"
    assert shell.context.texts.language == "en"


def test_the_country_brings_its_currency_unless_another_was_chosen(qtbot, shell, settings):
    pick(qtbot, settings.country, "senegal")
    after = renewed(qtbot, shell, settings)
    assert after.currency.key() == "XOF"
    pick(qtbot, after.currency, "eur")
    last = renewed(qtbot, shell, after)
    pick(qtbot, last.country, "tunisia")
    renewed(qtbot, shell, last)
    settings = shell.context.settings
    assert (settings.country, settings.currency) == ("TUN", "EUR")


def test_a_new_company_begins_with_country_and_currency_of_the_settings(qtbot, shell, settings):
    pick(qtbot, settings.country, "senegal")
    renewed(qtbot, shell, settings)
    shown = page(qtbot, shell, "new-visit")
    assert shown.company.form.country.key() == "SEN"
    assert shown.company.form.currency.key() == "XOF"


@pytest.mark.parametrize("look", ["dark", "light"])
def test_the_theme_changes_at_once(qtbot, shell, settings, settings_file, look):
    click(qtbot, settings.looks[look])
    after = renewed(qtbot, shell, settings)
    assert shell.context.theme.is_dark == (look == "dark")
    assert settings_file.read().theme == look
    assert after.looks[look].isChecked()
    paper = QApplication.palette().window().color().lightness()
    assert (paper < 128) == (look == "dark")


def test_touch_makes_targets_larger(qtbot, shell, settings):
    click(qtbot, settings.touch)
    after = renewed(qtbot, shell, settings)
    assert after.touch.isChecked()
    assert after.language.height() >= 44


def test_numbers_that_followed_the_language_follow_the_new_one(qtbot, shell, settings):
    pick(qtbot, settings.country, "senegal")
    after = renewed(qtbot, shell, settings)
    pick(qtbot, after.numbers, "kenya (english)")
    after = renewed(qtbot, shell, after)
    pick(qtbot, after.language, "francais")
    renewed(qtbot, shell, after)
    assert str(shell.context.formats.locale) == "fr_SN"


def test_an_emptied_language_goes_back(qtbot, shell, settings):
    settings.language.setFocus()
    settings.language.lineEdit().selectAll()
    qtbot.keyClick(settings.language.lineEdit(), Qt.Key.Key_Delete)
    settings.language.commit()
    assert settings.language.key() == "en"
    assert shell.context.texts.language == "en"


def test_choices_are_named_in_the_language_of_the_window():
    assert [one.key for one in language_choices()][:2] == ["en", "fr"]
    choices = {one.key: one.text for one in locale_choices(texts_for("fr"))}
    assert choices["fr_SN"] == "Sénégal (français)"
    assert choices["ar_TN"] == "Tunisie (arabe)"
    assert "de_DE" not in choices
    assert "en_001" in choices


def test_the_country_sets_how_dates_are_written_also_where_cldr_has_no_such_english(qtbot, shell):
    shown = page(qtbot, shell, "settings")
    shown.country.chosen.emit("SEN")
    settle(qtbot, shell)
    assert shell.context.settings.locale == "en_001"
    assert shell.context.formats.date(date(2026, 11, 21), "medium") == "21 Nov 2026"
    day = DayField(shell.context.theme, shell.context.formats, date(2026, 11, 21))
    assert day.text() == "21 Nov 2026"
    day.deleteLater()
