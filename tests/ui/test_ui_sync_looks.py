"""The pages of sharing with something on them, in every language, theme and direction of writing: nothing is cut."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from test_ui_every_page import LOOKS, SMALL, beyond, cut, settle, sticking_out
from ui_hub import synced
from ui_pages import company, prepared, typed
from ui_program import NOW

from greenfield.records.scopes import Scope
from greenfield.services.open_visit import open_visit
from greenfield.services.sync.sharing import share
from greenfield.store.reading.companies import list_companies


@pytest.fixture
def differing(qtbot, joined, colleague):
    """A workspace with a conflict, an unsent change and a refused one."""
    identity = company(joined.context, "Coopérative des transformatrices de céréales de Casamance")
    visit = prepared(joined.context, identity).visit.id
    share(joined.context.workspace, visit, Scope.ORGANISATION)
    with joined.context.workspace.unit() as unit:
        unit.erase(unit.create("company", {"name": "Savonnerie"}))
    joined.context.sync.sync()
    synced(qtbot, joined)
    colleague.sync()
    open_visit(joined.context.workspace, visit, "en", NOW).answer("/data/power/elec_amount", "1200")
    colleague.answer(visit, NOW, elec_amount="1300")
    colleague.sync()
    joined.context.sync.sync()
    synced(qtbot, joined)
    company(joined.context, "Savonnerie Teranga")
    synced(qtbot, joined)
    assert (joined.context.sync.state.conflicts, joined.context.sync.state.refused) == (1, 1), (
        "removing it; that it was made is nothing to act on any more"
    )
    return joined


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_nothing_is_cut_where_there_is_something_to_show(qtbot, differing, look):
    shell, context = differing, differing.context
    shell.resize(*SMALL)
    context.apply_settings(msgspec.structs.replace(context.settings, **look))
    synced(qtbot, shell)
    context.router.show("conflicts")
    settle(shell)
    record, field = shell.page.rows[0].shown.key
    visit = shell.page.rows[0].shown.conflict.belonging.visit
    for page, what in (
        ("sync", {}),
        ("tray", {"tray": "unsent"}),
        ("tray", {"tray": "refused"}),
        ("conflicts", {}),
        ("conflict", {"record": record, "field": field}),
        ("exchange", {"unsent": "1"}),
        ("visit", {"visit": visit, "step": "questionnaire", "place": "elec_amount"}),
        ("company", {"company": company_of(context.workspace)}),
    ):
        context.router.show(page, **what)
        settle(shell)
        assert context.router.current.page == page
        assert shell.width() == SMALL[0], "something forces the window to be wider"
        assert (page, cut(shell.page), sticking_out(shell.page), beyond(shell.page)) == (page, [], [], [])
    mirrored = look.get("pseudo") == "mirrored"
    assert (shell.page.layoutDirection() == Qt.LayoutDirection.RightToLeft) == mirrored


def company_of(workspace):
    with workspace.read() as connection:
        return list_companies(connection)[0].id


@pytest.mark.parametrize("look", ["fr-dark", "mirrored"])
def test_the_fingerprint_stands_whole_in_every_look(qtbot, shell, centre, look):
    shell.resize(*SMALL)
    shell.context.apply_settings(msgspec.structs.replace(shell.context.settings, **LOOKS[look]))
    settle(shell)
    shell.context.router.show("sync")
    settle(shell)
    panel = shell.page.joining
    typed(qtbot, panel.address, centre.url)
    typed(qtbot, panel.code, "abcd")
    panel.look()
    settle(shell)
    assert panel.compare.isVisible()
    assert len(panel.compare.fingerprint.text().split()) == 16
    assert (cut(shell.page), sticking_out(shell.page), beyond(shell.page)) == ([], [], [])
    advice, grid = panel.compare.advice, panel.compare.fingerprint
    starts = [
        one.geometry().right() if look == "mirrored" else one.geometry().left() for one in (advice, grid)
    ]
    assert abs(starts[0] - starts[1]) <= 1, "it begins where the words above it begin"
