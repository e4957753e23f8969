"""Forms that were read once are kept beside the records, and never among them."""

import pytest

from greenfield.store import form_cache
from greenfield.store.check import check
from greenfield.store.form_cache import CachedForm, find_form, keep_form
from greenfield.store.rebuild import read_log

FORM = CachedForm("1", b"<xform/>" * 1000, b"\x93form")


def test_a_form_that_was_kept_is_found(make_workspace):
    workspace = make_workspace()
    assert find_form(workspace, "a") is None
    keep_form(workspace, "a", FORM)
    assert find_form(workspace, "a") == FORM
    workspace.close()
    assert find_form(make_workspace(), "a") == FORM


def test_a_form_is_replaced_by_what_was_read_later(workspace):
    keep_form(workspace, "a", FORM)
    keep_form(workspace, "a", FORM._replace(engine="2"))
    assert find_form(workspace, "a") == FORM._replace(engine="2")


@pytest.mark.parametrize(
    "damage",
    ["form = zeroblob(20)", "xform = x'00'", "engine = '2'", "digest = ''", "form = 'text'"],
)
def test_a_damaged_form_counts_as_not_there(workspace, damage):
    keep_form(workspace, "a", FORM)
    with workspace.unit():
        workspace.writing_connection.execute(f"UPDATE form_cache SET {damage}")
    assert find_form(workspace, "a") is None


def test_a_kept_form_is_no_change_and_is_not_synced(workspace):
    with workspace.unit() as unit:
        unit.create("company", {"name": "Bakery"})
    before = list(read_log(workspace.writing_connection))
    keep_form(workspace, "a", FORM)
    assert list(read_log(workspace.writing_connection)) == before
    assert check(workspace) == []


def test_who_only_reads_keeps_nothing_and_finds_what_is_there(make_workspace):
    writing = make_workspace()
    keep_form(writing, "a", FORM)
    writing.close()
    reading = make_workspace(read_only=True)
    keep_form(reading, "b", FORM)
    assert find_form(reading, "a") == FORM
    assert find_form(reading, "b") is None


def test_the_forms_that_were_read_longest_ago_go(workspace, monkeypatch):
    monkeypatch.setattr(form_cache, "MOST_FORMS", 3)
    for source in "abcad":
        keep_form(workspace, source, FORM)
    assert [source for source in "abcd" if find_form(workspace, source)] == ["a", "c", "d"]


def test_forms_are_counted_and_not_the_numbers_of_their_rows(workspace, monkeypatch):
    monkeypatch.setattr(form_cache, "MOST_FORMS", 3)
    for source in "abbbbbc":
        keep_form(workspace, source, FORM)
    assert [source for source in "abc" if find_form(workspace, source)] == ["a", "b", "c"]
