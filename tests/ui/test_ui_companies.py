"""The list of companies, and one of them with its visits, sites and the permission for photos."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from ui_pages import click, company, named, page, prepared, settle, typed

from greenfield.services.companies import find_company_by
from greenfield.store.reading.companies import sites_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def rows(model):
    return [model.index(row).data() for row in range(model.rowCount())]


@pytest.fixture
def one(qtbot, shell):
    settle(qtbot, shell)
    identity = company(shell.context, "Atelier Teranga", sector="C14", employees=1048)
    prepared(shell.context, identity)
    return page(qtbot, shell, "company", company=identity)


def test_companies_are_listed_and_found_by_sector(qtbot, shell):
    settle(qtbot, shell)
    company(shell.context, "Tannerie", sector="C15")
    company(shell.context, "Atelier Teranga", sector="C14")
    shown = page(qtbot, shell, "companies")
    QAbstractItemModelTester(shown.companies, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows(shown.companies) == ["Atelier Teranga", "Tannerie"]
    shown.search.setFocus()
    qtbot.keyClicks(shown.search, "leather")
    assert rows(shown.companies) == ["Tannerie"]
    qtbot.keyClicks(shown.search, "zz")
    assert shown.nothing.isVisible()
    qtbot.keyClick(shown.search, Qt.Key.Key_Escape)
    qtbot.keyClick(shown.search, Qt.Key.Key_Down)
    qtbot.keyClick(shown.list, Qt.Key.Key_Return)
    assert shell.context.router.current.page == "company"


def test_without_a_company_the_list_teaches(qtbot, shell):
    settle(qtbot, shell)
    shown = page(qtbot, shell, "companies")
    assert not shown.list.isVisible()
    assert any("Here the companies will stand" in one.text() for one in shown.findChildren(QLabel))


def test_a_company_is_noted_without_a_visit(qtbot, shell):
    settle(qtbot, shell)
    page(qtbot, shell, "companies")
    click(qtbot, named(shell, "new-company"))
    shown = shell.page
    assert shown.form.name.hasFocus()
    click(qtbot, named(shown, "note-company"))
    assert shown.form.fields["name"].below.text() == "A company needs a name. Please give one."
    typed(qtbot, shown.form.name, "Fournil")
    shown.form.country.set_key("SEN")
    shown.form.currency.set_key("XOF")
    click(qtbot, named(shown, "note-company"))
    settle(qtbot, shell)
    assert shell.header.title() == "Fournil"
    shell.context.router.back()
    assert shell.context.router.current.page == "companies"


def test_a_company_that_is_half_written_outlives_a_change_of_the_language(qtbot, shell):
    settle(qtbot, shell)
    shown = page(qtbot, shell, "new-company")
    typed(qtbot, shown.form.name, "Fournil")
    shown.form.country.set_key("SEN")
    page(qtbot, shell, "settings")
    shell.context.apply_settings(msgspec.structs.replace(shell.context.settings, language="fr"))
    qtbot.wait(1)
    again = page(qtbot, shell, "new-company")
    assert again is not shown
    assert (again.form.name.text(), again.form.country.key()) == ("Fournil", "SEN")


def test_a_company_shows_what_is_known_of_it(qtbot, shell, one):
    assert shell.header.title() == "Atelier Teranga"
    assert one.subtitle() == "Dakar, Senegal · Wearing apparel"
    assert rows(one.visits) == ["Dakar"]
    texts = [label.text() for label in one.about.findChildren(QLabel)]
    assert {"1,048", "West African CFA Franc", "Dakar, Senegal", "Wearing apparel"} <= set(texts)


def test_the_permission_for_photos_is_kept_and_can_be_undone(qtbot, shell, one):
    context = shell.context
    assert not one.about.photos.isChecked()
    click(qtbot, one.about.photos)
    settle(qtbot, shell)
    assert find_company_by(context.workspace, "Atelier Teranga").photos == "report"
    notice = context.messages.shown[-1]
    assert notice.text == "Photos may be taken at Atelier Teranga."
    click(qtbot, named(shell, "undo"))
    settle(qtbot, shell)
    assert find_company_by(context.workspace, "Atelier Teranga").photos == "none"
    assert not one.about.photos.isChecked()


def test_a_further_site_is_noted(qtbot, shell, one):
    click(qtbot, one.about.add_site)
    assert one.about.site_field.below.text() == "A site needs a name. Please give one, the town for example."
    typed(qtbot, one.about.site_name, "Mbour")
    qtbot.keyClick(one.about.site_name, Qt.Key.Key_Return)
    settle(qtbot, shell)
    workspace = shell.context.workspace
    found = find_company_by(workspace, "Atelier Teranga")
    with workspace.read() as connection:
        assert [site.name for site in sites_of(connection, found.id)] == ["Dakar", "Mbour"]
    assert one.about.site_name.text() == ""
    assert one.about.site_field.below.text() == ""
    assert "Mbour" in [label.text() for label in one.about.findChildren(QLabel) if label.isVisible()]


def test_a_visit_of_the_company_is_opened_and_a_new_one_begun(qtbot, shell, one):
    one.list.setFocus()
    qtbot.keyClick(one.list, Qt.Key.Key_Down)
    qtbot.keyClick(one.list, Qt.Key.Key_Return)
    settle(qtbot, shell)
    assert shell.context.router.current.page == "visit"
    shell.context.router.back()
    settle(qtbot, shell)
    qtbot.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.context.router.current.page == "new-visit")
    settle(qtbot, shell)
    assert shell.page.company.company.currentText() == "Atelier Teranga · Dakar"


def test_a_company_that_is_not_there_is_a_named_problem(qtbot, shell):
    settle(qtbot, shell)
    page(qtbot, shell, "home")
    shell.context.router.show("company", company="0" * 32)
    assert shell.context.messages.shown[-1].codes == ("record.unknown",)
    assert shell.context.router.current.page == "home"
