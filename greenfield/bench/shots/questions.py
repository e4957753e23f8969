"""The steps of a visit in which somebody asks: agreement, profile, questionnaire."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu

from greenfield.bench.shots.photo import draw_photo
from greenfield.bench.shots.repeats import visit_with_table
from greenfield.bench.shots.stage import Stage, as_a
from greenfield.services.stored_words import show_number
from greenfield.ui.visit.editors.date import CalendarPopup, DateEditor
from greenfield.ui.visit.questions.question import QuestionField
from greenfield.ui.visit.sheet import QuestionSheet
from greenfield.ui.visit.side_panel import SidePanel
from greenfield.ui.visit.steps.agreement import AgreementStep

_SECTIONS = {"heat": "heat_carrier", "water": "water_amount", "chemicals": "chem_amount", "end": "metering"}


def agreement(stage: Stage) -> None:
    """Agree on the visit with the owner."""
    step = as_a(AgreementStep, stage.step("agreement"))
    stage.shot("visit-agreement")
    french = stage.look.spoken == "fr"
    for name, text in (("met", "Awa Ndiaye"), ("role", "Gérante" if french else "Owner")):
        stage.type_into(step.fields[name].findChildren(QLineEdit)[0], text)
    stage.shot("visit-agreement-answered")


def profile(stage: Stage) -> None:
    """Look at the profile of the company, from its start and at its end."""
    stage.step("profile", "country")
    stage.shot("visit-profile")
    first = as_a(DateEditor, _field(stage, "period_start").editor)
    stage.click(first.button)
    stage.shot("visit-calendar")
    for popup in first.findChildren(CalendarPopup):
        popup.close()
    stage.step("profile", "output_amount")
    stage.shot("visit-profile-end")


def questionnaire(stage: Stage) -> None:
    """Go through the sections of the questionnaire."""
    stage.step("questionnaire", "elec_amount")
    stage.shot("visit-questionnaire")
    for section, question in _SECTIONS.items():
        stage.step("questionnaire", question)
        stage.shot(f"visit-questionnaire-{section}")


def problems(stage: Stage) -> None:
    """Type what cannot be right, and see what is said about it, beside the field and in the list."""
    stage.type_into(_line(stage, "air_bar"), "55")
    stage.type_into(_line(stage, "old_lamps"), "")
    stage.type_into(_line(stage, "elec_amount"), "a lot")
    stage.type_into(_line(stage, "elec_cost"), "15")
    stage.step("questionnaire", "elec_amount")
    stage.shot("visit-questionnaire-problem")
    stage.step("questionnaire", "air_bar")
    stage.shot("visit-questionnaire-rule")
    stage.type_into(_line(stage, "elec_amount"), "117600")
    for name, text in (
        ("elec_cost", "15999600"),
        ("air_bar", show_number("8.5", stage.context.formats)),
        ("old_lamps", "46"),
    ):
        stage.type_into(_line(stage, name), text)
    stage.click(as_a(SidePanel, stage.visit_page.panel).fold_button)
    stage.shot("visit-questionnaire-folded")
    stage.press(Qt.Key.Key_F9)


def photos(stage: Stage) -> None:
    """Add a photo to a question."""
    stage.step("questionnaire", "air_leaks")
    sheet, field = _sheet(stage), _field(stage, "air_leaks")
    strip = sheet.strips["air_leaks"]
    strip.open_menu()
    stage.settle()
    stage.shot("visit-photo-menu")
    for menu in strip.findChildren(QMenu):
        menu.close()
    strip.add_files([draw_photo(stage.folder / "compressor-room.jpg")])
    stage.settle()
    sheet.ensureWidgetVisible(field)
    stage.shot("visit-photo")


def table(stage: Stage) -> None:
    """Fill a table of a form that repeats a group."""
    identity = visit_with_table(stage)
    stage.context.events.companies_changed.emit()
    stage.context.events.visit_changed.emit(identity)
    stage.go("visit", visit=identity, step="questionnaire")
    found = next(iter(_sheet(stage).tables.values()))
    found.view.setFocus()
    found.view.setCurrentIndex(found.model.index(1, 1))
    stage.shot("visit-table")
    for _ in range(2):
        stage.press(Qt.Key.Key_Tab)
    stage.go("visit", visit=stage.visit)


def _sheet(stage: Stage) -> QuestionSheet:
    return next(one for one in stage.visit_page.findChildren(QuestionSheet) if one.isVisible())


def _field(stage: Stage, name: str) -> QuestionField:
    fields = _sheet(stage).fields
    return next(field for ref, field in fields.items() if ref.rsplit("/", 1)[-1] == name)


def _line(stage: Stage, name: str) -> QLineEdit:
    stage.step("questionnaire", name)
    return _field(stage, name).editor.findChildren(QLineEdit)[0]
