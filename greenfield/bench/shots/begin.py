"""The first run, from an empty computer to the visit of the sample factory."""

from PySide6.QtCore import Qt

from greenfield.bench.shots.stage import Stage, as_a
from greenfield.services.workspaces import SUFFIX
from greenfield.store.reading.visits import latest_visits
from greenfield.ui.first_run.page import FirstRunPage
from greenfield.vault.passphrase import Cost

PASSPHRASE = "four quiet green ovens"  # noqa: S105  opens a workspace that lives for a minute
_CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
_VISITOR = "Aminata Diallo"


def first_run(stage: Stage) -> None:
    """Go through the sheets of the first run, with what a person may forget there."""
    stage.program.begin()
    stage.settle()
    page = as_a(FirstRunPage, stage.page)
    page.cost = _CHEAP
    stage.shot("first-run-welcome")
    page.welcome.country.set_key("SEN")
    stage.click("continue")
    stage.shot("first-run-name-missing")
    stage.type_into(page.welcome.name, _VISITOR)
    stage.click("continue")
    stage.type_into(page.protection.folder, str(stage.folder / f"visits{SUFFIX}"))
    page.protection.folder.setCursorPosition(0)
    page.protection.passphrase.setFocus()
    stage.shot("first-run-protection")
    stage.type_into(page.protection.passphrase, PASSPHRASE)
    stage.type_into(page.protection.again, "four quiet green often")
    stage.click("make-workspace")
    stage.shot("first-run-not-the-same")
    stage.type_into(page.protection.again, PASSPHRASE, leave=False)
    stage.press(Qt.Key.Key_Return)
    stage.shot("first-run-code")
    stage.choose(page.code.written)
    stage.click("code-written")
    stage.shot("first-run-ready")


def empty_pages(stage: Stage) -> None:
    """Look at the pages of a workspace in which nothing is yet."""
    stage.click("start-own")
    stage.shot("home-empty")
    stage.go("companies")
    stage.shot("companies-empty")
    stage.go("new-visit")
    stage.shot("new-visit-first")
    stage.go("home")


def sample_factory(stage: Stage) -> None:
    """Begin with the sample factory, as the empty first page offers it."""
    stage.click("sample")
    with stage.context.workspace.read() as connection:
        stage.visit = latest_visits(connection, 1)[0].id
    stage.visit_page  # noqa: B018  it is shown, or this raises
