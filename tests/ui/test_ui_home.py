"""The first page: last visit, all visits, companies, the sample factory."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from ui_hub import synced
from ui_pages import click, company, named, page, prepared, settle
from ui_program import SECRET

from greenfield.services.visit_progress import progress_of
from greenfield.store.reading.visits import list_visits
from greenfield.ui.lists.row_face import RowRole
from greenfield.ui.visit import progress
from greenfield.ui.widgets.empty_page import EmptyPage
from greenfield.ui.widgets.sample_choice import SampleChoice
from greenfield.ui.window import Arguments


@pytest.fixture
def home(qtbot, shell):
    settle(qtbot, shell)
    shown = page(qtbot, shell, "home")
    QAbstractItemModelTester(shown.visits, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(shown.companies, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return shown


def rows(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def test_an_empty_workspace_teaches_with_one_action(qtbot, shell, home):
    assert home.findChild(EmptyPage).isVisible()
    assert not home.search.isVisible()
    assert named(home, "sample").text() == "Start with the sample factory"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_sample_factory_that_is_chosen_can_be_read_whole(qtbot, program, folder, language):
    made = program(arguments=Arguments(language=language))
    made.context.door.enter(made.context.door.open(folder, SECRET))
    line = page(qtbot, made.window, "home").findChild(SampleChoice).lineEdit()
    shown = line.fontMetrics().horizontalAdvance(line.text())
    assert 0 < shown < line.contentsRect().width() - 4, line.text()


def test_the_sample_factory_becomes_a_visit_and_is_shown(qtbot, shell, home):
    click(qtbot, named(home, "sample"))
    settle(qtbot, shell)
    with shell.context.workspace.read() as connection:
        (row,) = list_visits(connection)
    assert (row.company_name, row.state) == ("Fournil du Baobab", "open")
    stop = shell.context.router.current
    assert (stop.page, dict(stop.what)) == ("visit", {"visit": row.id})
    back = page(qtbot, shell, "home")
    assert rows(back.visits) == ["Fournil du Baobab"]
    assert back.last_visit.isVisible()


def test_a_second_click_on_the_sample_makes_no_second_bakery(qtbot, shell, home):
    button = named(home, "sample")
    click(qtbot, button)
    click(qtbot, button)
    settle(qtbot, shell)
    with shell.context.workspace.read() as connection:
        assert len(list_visits(connection)) == 1


def test_the_last_visit_stands_on_top_and_is_continued(qtbot, shell, home):
    older = prepared(shell.context, company(shell.context, "Tannerie"))
    newer = prepared(shell.context, company(shell.context, "Atelier"))
    settle(qtbot, shell)
    assert rows(home.visits) == ["Atelier", "Tannerie"]
    older.answer(older.answers.ref("elec_amount"), "1000")
    shell.context.events.visit_changed.emit(older.visit.id)
    settle(qtbot, shell)
    assert rows(home.visits) == ["Tannerie", "Atelier"]
    button = named(home, "continue")
    assert button.text() == "Continue"
    click(qtbot, button)
    assert shell.context.router.current.what == {"visit": older.visit.id}
    assert newer.visit.id != older.visit.id


def test_typing_a_name_finds_visits_and_companies_and_down_and_enter_open_one(qtbot, shell, home):
    wanted = prepared(shell.context, company(shell.context, "Café du Port", city="Saint-Louis"))
    prepared(shell.context, company(shell.context, "Tannerie"))
    company(shell.context, "Caféterie")
    settle(qtbot, shell)
    qtbot.keyClick(shell, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert home.search.hasFocus()
    qtbot.keyClicks(home.search, "cafe")
    assert rows(home.visits) == ["Café du Port"]
    assert rows(home.companies) == ["Café du Port", "Caféterie"]
    assert not home.last_visit.isVisible()
    qtbot.keyClick(home.search, Qt.Key.Key_Down)
    assert home.visit_list.hasFocus()
    qtbot.keyClick(home.visit_list, Qt.Key.Key_Return)
    assert shell.context.router.current.what == {"visit": wanted.visit.id}


def test_a_search_without_a_find_says_so_and_escape_begins_anew(qtbot, shell, home):
    prepared(shell.context, company(shell.context))
    settle(qtbot, shell)
    home.search.setFocus()
    qtbot.keyClicks(home.search, "zzz")
    assert home.nothing.isVisible()
    assert "zzz" in home.nothing.text()
    qtbot.keyClick(home.search, Qt.Key.Key_Escape)
    assert not home.nothing.isVisible()
    assert home.visits.rowCount() == 1


def test_a_click_on_a_row_opens_its_visit_and_on_a_company_the_company(qtbot, shell, home):
    identity = company(shell.context)
    visit = prepared(shell.context, identity).visit.id
    settle(qtbot, shell)
    middle = home.visit_list.visualRect(home.visits.index(0)).center()
    qtbot.mouseClick(home.visit_list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    assert shell.context.router.current.what == {"visit": visit}
    page(qtbot, shell, "home")
    middle = home.aside.list.visualRect(home.companies.index(0)).center()
    qtbot.mouseClick(home.aside.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    stop = shell.context.router.current
    assert (stop.page, stop.what) == ("company", {"company": identity})


def test_a_visit_that_changes_while_another_page_is_shown_is_right_on_return(qtbot, shell, home):
    visit = prepared(shell.context, company(shell.context))
    settle(qtbot, shell)
    assert home.visits.index(0).data(RowRole.FACE).words == "Prepared · not begun yet"
    page(qtbot, shell, "settings")
    visit.answer(visit.answers.ref("elec_amount"), "1000")
    shell.context.events.visit_changed.emit(visit.visit.id)
    page(qtbot, shell, "home")
    face = home.visits.index(0).data(RowRole.FACE)
    assert face.words.startswith("Open · ")
    assert face.words.endswith(" answers")
    assert 0 < face.share < 1


def test_an_open_visit_is_counted_as_its_own_page_counts_it(qtbot, shell, home):
    visit = prepared(shell.context, company(shell.context))
    visit.answer(visit.answers.ref("elec_amount"), "1000")
    visit.answer(visit.answers.ref("air_kw"), "0")
    shell.context.events.visit_changed.emit(visit.visit.id)
    settle(qtbot, shell)
    found = progress_of(visit.session.nodes())
    assert 2 < found.answered < found.asked
    said = home.visits.index(0).data(RowRole.FACE)
    assert said.words == f"Open · {found.answered} of {found.asked} answers"
    assert said.share == pytest.approx(found.answered / found.asked)
    page(qtbot, shell, "visit", visit=visit.visit.id)
    bars = [progress.profile(shell.page.desk), progress.questionnaire(shell.page.desk)]
    assert sum(one.done for one in bars) == found.answered
    assert sum(one.total for one in bars) == found.asked


def test_a_visit_that_was_deleted_goes(qtbot, shell, home):
    visit = prepared(shell.context, company(shell.context)).visit.id
    settle(qtbot, shell)
    with shell.context.workspace.unit() as unit:
        unit.delete(visit)
    shell.context.events.visit_changed.emit(visit)
    assert home.visits.rowCount() == 0
    assert home.nothing.isVisible()


def test_the_finished_visit_of_the_demo_is_looked_at(qtbot, demo_shell):
    settle(qtbot, demo_shell)
    home = page(qtbot, demo_shell, "home")
    assert named(home, "continue").text() == "Look at it"
    assert home.visits.index(0).data(RowRole.FACE).share == 1.0


def test_new_visit_is_the_main_action(qtbot, shell, home):
    (action,) = home.actions()
    assert action.main
    click(qtbot, named(shell, "new-visit"))
    assert shell.context.router.current.page == "new-visit"


def test_another_sample_factory_can_be_chosen_and_comes_with_its_follow_up(qtbot, shell, home):
    home.findChild(SampleChoice).set_key("metal")
    click(qtbot, named(home, "sample"))
    settle(qtbot, shell)
    assert shell.page.title() == "Metalmecánica Los Ficus"
    assert shell.page.desk.visit.follow_up_of
    with shell.context.workspace.read() as connection:
        assert sorted(row.state for row in list_visits(connection)) == ["finished", "open"]


def test_visits_that_cannot_be_opened_are_tried_once_and_then_left_alone(qtbot, shell):
    """Their answers cannot be counted; new ones beside them start nothing over."""
    shown = page(qtbot, shell, "home")

    def arrive(count):
        with shell.context.workspace.unit() as unit:
            made = [
                unit.create(
                    "visit",
                    {"toolkit": "f" * 64, "state": "open", "date": f"2027-01-0{day + 1}", "sharing": "own"},
                )
                for day in range(count)
            ]
        for visit in made:
            shell.context.events.visit_changed.emit(visit)

    arrive(2)
    qtbot.waitUntil(lambda: not shell.context.runner.is_busy, timeout=20_000)
    arrive(2)
    qtbot.waitUntil(lambda: shown.visits.total == 4, timeout=20_000)
    synced(qtbot, shell)  # a little after each change it is looked how things stand with the hub
    started = []
    shell.context.runner.started.connect(started.append)
    qtbot.wait(300)
    assert started == []
