"""The pages around a visit: home, companies, a company, a new visit, settings."""

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QWidget

from greenfield.bench.shots.stage import CannotShowError, Stage, as_a
from greenfield.records.scopes import PhotoPermission
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.finishing import finish_visit
from greenfield.services.sample_factory import sample_factory
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.reading.companies import list_companies
from greenfield.ui.home.page import HomePage
from greenfield.ui.library.page import LibraryPage
from greenfield.ui.new_visit.page import NewVisitPage
from greenfield.ui.widgets.choice_box import ChoiceBox

_ALL, _HALF, _NONE = 60, 24, 0
_VISITED = (
    ("Savonnerie Teranga", "SEN", "XOF", "C20", "Dakar", 23, date(2026, 2, 17), _ALL),
    ("Conserverie du Fleuve", "SEN", "XOF", "C10", "Richard-Toll", 112, date(2026, 3, 5), _HALF),
    ("Tissages du Baol", "SEN", "XOF", "C13", "Diourbel", 64, date(2025, 11, 4), _ALL),
    ("Menuiserie Kaolack", "SEN", "XOF", "C31", "Kaolack", 9, date(2026, 3, 17), _NONE),
    (
        "Coopérative des transformatrices de céréales et de légumineuses de Casamance",
        "SEN", "XOF", "C10", "Ziguinchor", 37, date(2026, 3, 24), _NONE,
    ),
)  # fmt: skip


def home(stage: Stage) -> None:
    """Look at the first page with visits of several companies, and search in it."""
    _visit_others(stage)
    stage.go("home")
    stage.shot("home")
    page = as_a(HomePage, stage.page)
    stage.type_into(page.search, "kao", leave=False)
    stage.shot("home-search")
    stage.type_into(page.search, "zzz", leave=False)
    stage.shot("home-nothing-found")
    stage.type_into(page.search, "", leave=False)
    stage.press(Qt.Key.Key_Tab)
    stage.shot("home-keyboard")


def companies(stage: Stage) -> None:
    """Look at the companies, at one of them, and at the form of a new one."""
    stage.click("rail-companies")
    stage.shot("companies")
    stage.go("company", company=_sample_company(stage))
    stage.shot("company")
    stage.go("new-company")
    stage.shot("new-company")


def library(stage: Stage) -> None:
    """Look at the library, search in it, look at one resource, and find nothing."""
    stage.click("rail-library")
    stage.shot("library")
    page = as_a(LibraryPage, stage.page)
    stage.type_into(page.search, "energy", leave=False)
    stage.press(Qt.Key.Key_Down)
    stage.shot("library-resource")
    stage.type_into(page.search, "zzz", leave=False)
    stage.shot("library-nothing-found")


def new_visit(stage: Stage) -> None:
    """Prepare a visit: to a company that is known, and to a new one, with what is missing."""
    stage.click("rail-home")
    stage.click("new-visit")
    page = as_a(NewVisitPage, stage.page)
    stage.shot("new-visit")
    stage.click("begin-visit")
    stage.shot("new-visit-no-company")
    stage.choose(page.company.new)
    stage.shot("new-visit-new-company")
    stage.click("begin-visit")
    stage.shot("new-visit-missing")
    _open_list(stage, page.company.form.sector)
    day = page.day
    stage.click(day, QPoint(14 if day.isRightToLeft() else day.width() - 14, day.height() // 2))
    stage.shot("new-visit-calendar")
    as_a(QWidget, day.calendarWidget().parentWidget()).close()
    stage.go("home")


def settings(stage: Stage) -> None:
    """Look at the settings."""
    stage.click("rail-settings")
    stage.shot("settings")


def _sample_company(stage: Stage) -> str:
    with stage.context.workspace.read() as connection:
        name = sample_factory("bakery").company.name
        return next(one.id for one in list_companies(connection) if one.name == name)


def _open_list(stage: Stage, box: ChoiceBox) -> None:
    """Show what a box offers when somebody begins to type."""
    box.setFocus()
    stage.type_into(as_a(QLineEdit, box.lineEdit()), "pro", leave=False)
    popup = as_a(QAbstractItemView, as_a(QCompleter, box.completer()).popup())
    if not popup.isVisible():
        msg = "the box offers nothing"
        raise CannotShowError(msg)
    stage.shot("new-visit-sectors")
    popup.hide()


def _visit_others(stage: Stage) -> None:
    """Put other companies and their visits beside the sample factory."""
    workspace, clock, sample = stage.context.workspace, stage.context.clock, sample_factory("bakery")
    for name, country, currency, sector, city, employees, day, answered in _VISITED:
        company, _ = new_company(
            workspace,
            NewCompany(
                name, country=country, currency=currency, sector=sector, city=city, employees=employees,
                photos=PhotoPermission.REPORT,
            ),
        )  # fmt: skip
        new = NewVisit(company, sample.toolkit, day, language=stage.look.spoken)
        opened, _ = prepare_visit(workspace, new, clock())
        opened.answer_all(dict(list(sample.answers.items())[:answered]))
        if answered == _ALL:
            finish_visit(workspace, opened, clock())
        stage.context.events.companies_changed.emit()
        stage.context.events.visit_changed.emit(opened.visit.id)
