"""Who may see a visit and a company; and visits whose questionnaire this program cannot open."""

from ui_bakery import bakery_visit
from ui_pages import click, company, page, prepared, settle

from greenfield.records.scopes import Scope
from greenfield.services.sync.sharing import sharing_of
from greenfield.ui.lists.row_face import RowRole


def test_a_company_is_shared_and_taken_back_with_an_honest_sentence(qtbot, shell):
    identity = company(shell.context, "Savonnerie Teranga")
    about = page(qtbot, shell, "company", company=identity).about
    assert about.sharing[Scope.OWN].isChecked()
    assert "comes with the hub of a whole organisation" in about.shared_how.text()
    click(qtbot, about.sharing[Scope.ORGANISATION])
    settle(qtbot, shell)
    assert sharing_of(shell.context.workspace, identity).holds is Scope.ORGANISATION
    assert "what others have read by then, they have read" in about.shared_how.text()
    assert "Photos go only where the company permits them." in about.shared_how.text()
    click(qtbot, shell.toasts.toasts()[-1].button)
    settle(qtbot, shell)
    assert sharing_of(shell.context.workspace, identity).holds is Scope.OWN
    assert about.sharing[Scope.OWN].isChecked()
    for wanted in (Scope.ORGANISATION, Scope.OWN):
        click(qtbot, about.sharing[wanted])
        settle(qtbot, shell)
    (toast,) = shell.toasts.toasts()
    assert "is yours alone again" in toast.words.text(), "and nothing says any more that it is shared"


def test_sharing_a_visit_shares_its_company_and_taking_it_back_leaves_the_company(qtbot, shell):
    identity = company(shell.context)
    visit = prepared(shell.context, identity).visit.id
    shown = page(qtbot, shell, "visit", visit=visit, step="agreement")
    field = shown.steps["agreement"].fields["sharing"]
    assert "You can take sharing back later" in field.hint.text()
    click(qtbot, field.editor._buttons["organisation"])
    settle(qtbot, shell)
    assert sharing_of(shell.context.workspace, visit).holds is Scope.ORGANISATION
    assert sharing_of(shell.context.workspace, identity).holds is Scope.ORGANISATION
    click(qtbot, field.editor._buttons["own"])
    settle(qtbot, shell)
    assert sharing_of(shell.context.workspace, visit).holds is Scope.OWN
    assert sharing_of(shell.context.workspace, identity).holds is Scope.ORGANISATION


def test_who_may_see_a_finished_visit_is_changed_without_reopening_it(qtbot, shell):
    visit = bakery_visit(shell, finished=True)
    shown = page(qtbot, shell, "visit", visit=visit, step="agreement")
    fields = shown.steps["agreement"].fields
    assert shown.desk.is_finished
    assert not fields["met"].editor.fields()[0].isEnabled()
    click(qtbot, fields["sharing"].editor._buttons["organisation"])
    settle(qtbot, shell)
    assert sharing_of(shell.context.workspace, visit).holds is Scope.ORGANISATION
    click(qtbot, fields["sharing"].editor._buttons["own"])
    settle(qtbot, shell)
    assert sharing_of(shell.context.workspace, visit).holds is Scope.OWN
    assert shown.desk.is_finished, "and its results stay as they are"


def test_a_visit_with_an_unknown_questionnaire_is_listed_as_such_and_breaks_nothing(qtbot, shell):
    identity = company(shell.context, "Savonnerie Teranga")
    known = prepared(shell.context, identity).visit.id
    with shell.context.workspace.unit() as unit:
        newer = unit.create(
            "visit",
            {
                "company": identity,
                "toolkit": "f" * 64,
                "state": "open",
                "date": "2027-01-01",
                "sharing": "own",
            },
        )
    shell.context.events.companies_changed.emit()
    home = page(qtbot, shell, "home")
    settle(qtbot, shell)
    faces = {
        home.visits.index(row, 0).data(RowRole.ID): home.visits.index(row, 0).data(RowRole.FACE)
        for row in range(home.visits.rowCount())
    }
    assert faces[newer].words == "Open · its questionnaire cannot be opened here"
    assert "cannot be opened" not in faces[known].words
    shell.context.router.show("visit", visit=newer)
    settle(qtbot, shell)
    assert shell.context.messages.shown[-1].codes == ("toolkit.unknown",)
    assert shell.context.router.current.page == "home"
    page(qtbot, shell, "company", company=identity)
    page(qtbot, shell, "conflicts")
    page(qtbot, shell, "visit", visit=known)
    assert shell.context.router.current.page == "visit"
