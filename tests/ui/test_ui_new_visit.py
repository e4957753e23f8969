"""Preparing a visit: company, toolkit, day; what is missing stands beside its field."""

from datetime import date

import msgspec
import pytest
from ui_pages import click, company, named, page, pick, prepared, settle, typed

from greenfield.base.formats import Formats
from greenfield.services.companies import add_site, find_company_by
from greenfield.store.reading.companies import list_companies
from greenfield.store.reading.visits import find_visit, list_visits
from greenfield.ui.new_visit.people import read_people

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def new_visit(qtbot, shell):
    settle(qtbot, shell)
    return page(qtbot, shell, "new-visit")


def visits(shell):
    with shell.context.workspace.read() as connection:
        return list_visits(connection)


def begin(qtbot, shell, shown):
    click(qtbot, named(shown, "begin-visit"))
    settle(qtbot, shell)


def test_a_new_company_is_noted_and_its_visit_prepared(qtbot, shell, new_visit):
    form = new_visit.company.form
    assert form.isVisible()
    assert not new_visit.company.known.isVisible()
    typed(qtbot, form.name, "Fournil du Baobab")
    pick(qtbot, form.country, "sénégal")
    assert form.currency.key() == "XOF"
    typed(qtbot, form.city, "Thiès")
    pick(qtbot, form.sector, "food")
    typed(qtbot, form.employees, "1,048")
    typed(qtbot, new_visit.purpose, "first visit")
    begin(qtbot, shell, new_visit)
    (row,) = visits(shell)
    with shell.context.workspace.read() as connection:
        (kept,) = list_companies(connection)
        visit = find_visit(connection, row.id)
    assert (kept.name, kept.country, kept.city, kept.sector, kept.currency, kept.employees) == (
        "Fournil du Baobab",
        "SEN",
        "Thiès",
        "C10",
        "XOF",
        1048,
    )
    assert (visit.state, visit.date, visit.purpose, visit.currency) == (
        "prepared",
        "2026-03-10",
        "first visit",
        "XOF",
    )
    stop = shell.context.router.current
    assert (stop.page, stop.what) == ("visit", {"visit": row.id})
    again = page(qtbot, shell, "new-visit")
    assert (again.company.form.name.text(), again.purpose.text()) == ("", "")


def test_what_is_missing_stands_beside_its_field_and_nothing_is_kept(qtbot, shell, new_visit):
    form = new_visit.company.form
    typed(qtbot, form.employees, "many")
    begin(qtbot, shell, new_visit)
    said = {name: field.below.text() for name, field in form.fields.items()}
    assert said["name"] == "A company needs a name. Please give one."
    assert "country of the company is missing" in said["country"]
    assert "currency of the company is missing" in said["currency"]
    assert said["employees"].startswith("“many” is not a number of people.")
    assert said["city"] == ""
    assert form.name.hasFocus()
    assert visits(shell) == []
    typed(qtbot, form.name, "Fournil")
    pick(qtbot, form.country, "senegal")
    typed(qtbot, form.employees, "")
    begin(qtbot, shell, new_visit)
    assert len(visits(shell)) == 1


@pytest.mark.parametrize("wrong", ["-4", "4.5", "0", "1e3", "99999999"])
def test_a_number_of_people_is_whole_and_sensible(qtbot, shell, new_visit, wrong):
    form = new_visit.company.form
    typed(qtbot, form.employees, wrong)
    _, problems = form.company()
    assert "company.not_a_count" in {one.code for one in problems}


def test_a_currency_that_was_chosen_is_not_replaced_by_the_country(qtbot, shell, new_visit):
    form = new_visit.company.form
    pick(qtbot, form.currency, "EUR")
    pick(qtbot, form.country, "senegal")
    assert form.currency.key() == "EUR"


def test_another_country_suggests_another_currency(qtbot, shell, new_visit):
    form = new_visit.company.form
    pick(qtbot, form.country, "senegal")
    pick(qtbot, form.country, "tunisia")
    assert form.currency.key() == "TND"


def test_a_known_company_is_chosen_by_typing_and_visited_at_one_of_its_sites(qtbot, shell):
    settle(qtbot, shell)
    context = shell.context
    identity = company(context, "Atelier Teranga", city="Dakar")
    company(context, "Tannerie", city="Thiès")
    site = add_site(context.workspace, find_company_by(context.workspace, "Atelier Teranga"), "Mbour")
    shown = page(qtbot, shell, "new-visit")
    choice = shown.company
    assert choice.known.isChecked()
    assert not choice.form.isVisible()
    pick(qtbot, choice.company, "teranga")
    assert choice.company.key() == identity
    assert choice.site.isVisible()
    pick(qtbot, choice.site, "mbour")
    shown.day.set_day(date(2026, 4, 2))
    begin(qtbot, shell, shown)
    (row,) = visits(shell)
    assert (row.company, row.site, row.date) == (identity, site, "2026-04-02")


def test_without_a_company_the_visit_does_not_begin(qtbot, shell):
    settle(qtbot, shell)
    company(shell.context)
    shown = page(qtbot, shell, "new-visit")
    begin(qtbot, shell, shown)
    assert visits(shell) == []
    field = shown.company.company_field
    assert field.below.text() == "No company is chosen. Choose one from the list, or note a new one."
    click(qtbot, shown.company.new)
    assert shown.company.form.isVisible()


def test_from_the_page_of_a_company_it_is_chosen_already(qtbot, shell):
    settle(qtbot, shell)
    identity = company(shell.context)
    company(shell.context, "Tannerie")
    shown = page(qtbot, shell, "new-visit", company=identity)
    begin(qtbot, shell, shown)
    assert [row.company for row in visits(shell)] == [identity]


def test_a_half_written_company_stays_while_another_page_is_looked_at(qtbot, shell, new_visit):
    typed(qtbot, new_visit.company.form.name, "Fournil")
    page(qtbot, shell, "settings")
    again = page(qtbot, shell, "new-visit")
    assert again.company.form.name.text() == "Fournil"


def speak(qtbot, shell, language):
    settings = shell.context.settings
    shell.context.apply_settings(msgspec.structs.replace(settings, language=language, locale=""))
    qtbot.wait(1)
    settle(qtbot, shell)


@pytest.mark.parametrize("shown_meanwhile", ["new-visit", "settings"])
def test_a_half_written_company_outlives_a_change_of_the_language(qtbot, shell, new_visit, shown_meanwhile):
    form = new_visit.company.form
    typed(qtbot, form.name, "Fournil")
    pick(qtbot, form.country, "sénégal")
    pick(qtbot, form.sector, "food")
    typed(qtbot, form.employees, "1,048")
    typed(qtbot, new_visit.purpose, "first visit")
    new_visit.day.set_day(date(2026, 4, 2))
    page(qtbot, shell, shown_meanwhile)
    speak(qtbot, shell, "fr")
    again = page(qtbot, shell, "new-visit")
    assert again is not new_visit
    form = again.company.form
    assert again.company.is_new
    assert (form.name.text(), form.country.key(), form.sector.key(), form.currency.key()) == (
        "Fournil",
        "SEN",
        "C10",
        "XOF",
    )
    assert form.employees.text() == Formats("fr").number(1048)
    assert form.company()[0].employees == 1048
    assert (again.purpose.text(), again.day.day()) == ("first visit", date(2026, 4, 2))


def test_a_chosen_company_outlives_a_change_of_the_language(qtbot, shell):
    settle(qtbot, shell)
    wanted, other = company(shell.context), company(shell.context, "Tannerie")
    shown = page(qtbot, shell, "new-visit", company=wanted)
    shown.company.choose(other)
    speak(qtbot, shell, "fr")
    assert (shell.page.company.is_new, shell.page.company.company.key()) == (False, other)


def test_what_was_written_does_not_come_back_after_its_visit_began(qtbot, shell, new_visit):
    typed(qtbot, new_visit.company.form.name, "Fournil")
    pick(qtbot, new_visit.company.form.country, "sénégal")
    begin(qtbot, shell, new_visit)
    speak(qtbot, shell, "fr")
    assert page(qtbot, shell, "new-visit").company.form.name.text() == ""


def test_a_second_click_begins_no_second_visit(qtbot, shell):
    settle(qtbot, shell)
    identity = company(shell.context)
    shown = page(qtbot, shell, "new-visit", company=identity)
    button = named(shown, "begin-visit")
    click(qtbot, button)
    click(qtbot, button)
    settle(qtbot, shell)
    assert len(visits(shell)) == 1


def test_the_day_is_written_as_the_reader_writes_it(qtbot, shell):
    settle(qtbot, shell)
    prepared(shell.context, company(shell.context))
    shown = page(qtbot, shell, "new-visit")
    assert shown.day.day() == date(2026, 3, 10)
    assert "2026" in shown.day.text()


@pytest.mark.parametrize(
    ("locale", "typed", "people"),
    [
        ("en", "1,048", 1048),
        ("fr", "1 048", 1048),
        ("fr", "1\u202f048", 1048),
        ("es", "1.048", 1048),
        ("es", "4.5", None),
        ("fr", "4,5", None),
        ("ar", "٤٨", 48),
        ("en", "", None),
    ],
)
def test_people_are_read_as_the_reader_writes_them(locale, typed, people):
    assert read_people(typed, Formats(locale)) == people
