"""A question that is answered by a photo, on which two people disagree: each sees both photos, and keeps one."""

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel
from test_ui_visit_rows import boiler_visit
from ui_hub import synced
from ui_pages import click, page, settle
from ui_program import NOW

from greenfield.records.scopes import Scope
from greenfield.services.open_visit import open_visit
from greenfield.services.photos import attach_photo, read_photo
from greenfield.services.sync.conflicts import conflicts
from greenfield.services.sync.sharing import share

COLOURS = {"mine.png": "#ff0000", "theirs.png": "#0000ff", "other-row.png": "#00ff00"}


def sync(qtbot, window):
    window.context.sync.sync()
    synced(qtbot, window)


@pytest.fixture
def visit(qtbot, joined, colleague, tmp_path):
    """Two boilers; to the plate of the first one two people gave a photo each, without knowing of the other."""
    workspace = joined.context.workspace
    found = boiler_visit(joined, tmp_path)
    opened = open_visit(workspace, found, "en", NOW)
    opened.add_instance("/data/boiler")
    opened.answer_all({"/data/boiler[1]/name": "Old", "/data/boiler[2]/name": "New"})
    share(workspace, found, Scope.ORGANISATION)
    sync(qtbot, joined)
    colleague.sync()
    for where, row, name in (
        (workspace, 1, "mine.png"),
        (workspace, 2, "other-row.png"),
        (colleague.workspace, 1, "theirs.png"),
    ):
        Image.new("RGB", (64, 48), COLOURS[name]).save(tmp_path / name)
        opened = open_visit(where, found, "en", NOW)
        attach_photo(where, opened, read_photo(tmp_path / name), question="plate")
        assert opened.answer_all({f"/data/boiler[{row}]/plate": name}) == []
    colleague.sync()
    sync(qtbot, joined)
    sync(qtbot, joined)
    return found


def pictures(side):
    """The colour in the middle of each picture of a side."""
    found = [one.pixmap().toImage() for one in side.findChildren(QLabel) if not one.pixmap().isNull()]
    return [one.pixelColor(one.width() // 2, one.height() // 2).name() for one in found]


def test_each_value_stands_with_its_own_photo_and_one_is_kept(qtbot, joined, visit):
    (conflict,) = conflicts(joined.context.workspace)
    shown = page(qtbot, joined, "conflict", record=conflict.belonging.record, field=conflict.field)
    settle(qtbot, joined)
    qtbot.waitUntil(lambda: all(pictures(side) for side in shown.sides))
    assert {side.value.text(): pictures(side) for side in shown.sides} == {
        name: [COLOURS[name]] for name in ("mine.png", "theirs.png")
    }, "not with those of other rows"
    theirs = next(side for side in shown.sides if side.value.text() == "theirs.png")
    click(qtbot, theirs.button)
    synced(qtbot, joined)
    assert conflicts(joined.context.workspace) == []
    opened = open_visit(joined.context.workspace, visit, "en", NOW)
    assert opened.session.node("/data/boiler[1]/plate").value == "theirs.png"
    assert opened.session.node("/data/boiler[2]/plate").value == "other-row.png"
