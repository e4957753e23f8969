"""Disks that are full, protected or pulled out: a named message, nothing lost, the window alive."""

import pytest
from ui_accidents import disk_at, open_on
from ui_bakery import bakery_visit, settled, show_step
from ui_visits import field_of, kept, new_visit, show, type_into

from greenfield.services.documents import documents_handed_over


@pytest.fixture
def disk(tmp_path):
    with disk_at(tmp_path / "stick", 6_000) as made:
        yield made


@pytest.fixture
def made(program, empty_workspace, disk):
    opened = open_on(program, empty_workspace, disk.place)
    yield opened
    assert opened.crashed == []


def codes(made):
    return [code for notice in made.context.messages.shown for code in notice.codes]


def test_the_disk_full_at_an_answer_is_said_beside_it_and_the_answer_waits(made, disk):
    visit = new_visit(made.context.workspace)
    page = show(made.window, visit, "questionnaire")
    field = field_of(page, "elec_amount")
    type_into(field, "10")
    disk.fill()
    type_into(field, "11")
    assert field.failure.code == "workspace.disk_full"
    assert "The disk is full" in field.complaint
    assert field.editor.line.text() == "11"
    assert kept(made.window, visit)["elec_amount"] == "10"
    disk.empty()
    type_into(field, "11")
    assert field.complaint == ""
    assert kept(made.window, visit)["elec_amount"] == "11"


def test_a_stick_that_is_pulled_out_is_named_at_the_next_answer(made, disk):
    visit = new_visit(made.context.workspace)
    page = show(made.window, visit, "questionnaire")
    field = field_of(page, "elec_amount")
    type_into(field, "10")
    disk.pull_out()
    type_into(field, "11")
    assert field.failure.code == "workspace.gone"
    assert "is not there any more" in field.complaint
    assert field.editor.line.text() == "11"
    made.context.router.show("home")
    assert "workspace.gone" in codes(made)
    assert made.window.page is page
    assert made.window.isVisible()


def test_with_the_stick_pulled_out_other_pages_are_shown_or_say_why_not(made, disk):
    visit = new_visit(made.context.workspace)
    show(made.window, visit, "questionnaire")
    disk.pull_out()
    for step in ("profile", "results", "measures", "plan", "report", "agreement"):
        made.context.router.show("visit", visit=visit, step=step)
    for page in ("companies", "home", "settings", "new-visit"):
        made.context.router.show(page)
        assert made.window.isVisible()


def test_the_window_closes_after_the_stick_was_pulled_out(made, disk):
    visit = new_visit(made.context.workspace)
    page = show(made.window, visit, "questionnaire")
    type_into(field_of(page, "elec_amount"), "10")
    disk.pull_out()
    assert made.window.close()
    assert not made.context.door.is_open


def test_the_window_closed_while_typing_after_the_stick_was_pulled_out_asks_first(made, disk):
    visit = new_visit(made.context.workspace)
    page = show(made.window, visit, "questionnaire")
    disk.pull_out()
    type_into(field_of(page, "elec_amount"), "10", leave=False)
    asked = []
    made.window.ask = lambda title, _text, _yes: asked.append(title)
    assert not made.window.close()
    assert asked == ["Close without the last answer?"]
    assert made.window.isVisible()
    made.window.ask = lambda *_: True
    assert made.window.close()


def test_a_folder_that_was_moved_away_and_back_goes_on(made, disk):
    visit = new_visit(made.context.workspace)
    page = show(made.window, visit, "questionnaire")
    field = field_of(page, "elec_amount")
    type_into(field, "10")
    folder = disk.place / "visits.greenfield"
    folder.rename(disk.place / "elsewhere")
    type_into(field, "11")
    assert field.failure.code == "workspace.gone"
    (disk.place / "elsewhere").rename(folder)
    type_into(field, "11")
    assert field.complaint == ""
    assert kept(made.window, visit)["elec_amount"] == "11"


@pytest.fixture
def report(qtbot, shell):
    visit = bakery_visit(shell, finished=True)
    step = show_step(shell, visit, "report")
    settled(qtbot, shell)
    return step


def refused(qtbot, shell, report, path):
    """Write the plan to a place that does not take it; the message."""
    before = documents_handed_over(shell.context.workspace, report.desk.visit.id)
    report.save_to(path)
    settled(qtbot, shell)
    notice = shell.context.messages.shown[-1]
    assert notice.action.text == "Choose another place …"
    assert documents_handed_over(shell.context.workspace, report.desk.visit.id) == before
    assert shell.isVisible()
    return notice


def test_a_report_on_a_full_disk_leaves_the_one_before(qtbot, shell, report, disk):
    path = disk.place / "plan.pdf"
    path.write_bytes(b"the plan before")
    disk.fill()
    notice = refused(qtbot, shell, report, path)
    assert notice.codes == ("file.unwritable",)
    assert path.read_bytes() == b"the plan before"
    assert sorted(one.name for one in disk.place.iterdir()) == ["filler", "plan.pdf"]


def test_a_report_on_a_protected_disk_leaves_the_one_before(qtbot, shell, report, disk):
    path = disk.place / "plan.pdf"
    path.write_bytes(b"the plan before")
    disk.protect()
    assert refused(qtbot, shell, report, path).codes == ("file.unwritable",)
    assert path.read_bytes() == b"the plan before"


def test_a_report_in_a_folder_that_is_gone_says_so(qtbot, shell, report, tmp_path):
    notice = refused(qtbot, shell, report, tmp_path / "gone" / "plan.pdf")
    assert notice.codes == ("file.unwritable",)
    report.save_to(tmp_path / "plan.pdf")
    settled(qtbot, shell)
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_a_report_that_another_program_holds_open_says_so(qtbot, shell, report, tmp_path, monkeypatch):
    """Only Windows locks an open file; elsewhere the refusal has to be played."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"the plan before")

    def locked(_self, _target):
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr("pathlib.Path.replace", locked)
    assert refused(qtbot, shell, report, path).codes == ("file.in_use",)
    monkeypatch.undo()
    assert path.read_bytes() == b"the plan before"
    assert [one.name for one in tmp_path.glob("*.pdf*")] == ["plan.pdf"]
