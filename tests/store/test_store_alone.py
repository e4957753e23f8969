"""Records with a single change: their entries stand in that change alone until a second one comes."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from store_connections import NOON, keyed
from store_rows import fingerprints

from greenfield.base.problem import ProblemError
from greenfield.records import change as changes
from greenfield.records.change import Change, FieldEdit, canonical, seal
from greenfield.store import migrating
from greenfield.store.check import check
from greenfield.store.connecting import WriteGate, driver_of, make_engine
from greenfield.store.reading.carried import Choice, chosen_changes
from greenfield.store.reading.history import history_of, open_conflicts
from greenfield.store.reading.record_names import names_of
from greenfield.store.reading.recorded import fields_of
from greenfield.store.reading.submissions import files_ever, ids_by_visit
from greenfield.store.reading.trays import makers_of
from greenfield.store.reading.visits import answers_of
from greenfield.store.rebuild import rebuild
from greenfield.store.syncing import feed
from greenfield.store.workspace import open_workspace

OTHER = "d" * 32


def change(number, fields, *, op="create", kind="visit", record="a" * 32, **more):
    """A sealed change of another device."""
    return seal(
        Change(
            cid=f"{number:032x}",
            hash="",
            device=OTHER,
            author="",
            dseq=number,
            kind=kind,
            record=record,
            op=op,
            fields={
                name: edit if isinstance(edit, FieldEdit) else FieldEdit(edit)
                for name, edit in fields.items()
            },
            at_device="2026-05-04T12:00:00+00:00",
            **more,
        )
    )


def written(workspace, record="a" * 32):
    """The entries of a record that have rows of their own."""
    return rows(workspace, "entry", record)


def said(workspace, record="a" * 32):
    """All entries of a record, as everything that reads them sees them."""
    return rows(workspace, "any_entry", record)


def rows(workspace, table, record):
    query = f"SELECT field, cid, value, named, standing FROM {table} WHERE record = ? ORDER BY 1, 2"
    with workspace.read() as connection:
        return driver_of(connection).execute(query, (record,)).fetchall()


def in_order(workspace):
    before = fingerprints(workspace)
    assert check(workspace) == []
    rebuild(workspace)
    assert fingerprints(workspace) == before


VALUES = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-(2**63), 2**64 - 1)
    | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(some.characters(codec="utf-8")),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(some.text(some.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    fields=some.dictionaries(
        some.text(some.characters(codec="utf-8"), min_size=1).filter(lambda name: name != changes.DELETED),
        VALUES,
        min_size=1,
        max_size=4,
    )
)
def test_whatever_a_change_says_is_read_from_it_as_its_entries_would_say(workspace, fields):
    with workspace.unit() as unit:
        record = unit.create("later", fields)
    expected = sorted((name, canonical(value)) for name, value in fields.items())
    assert written(workspace, record) == []
    assert sorted((row[0], row[2]) for row in said(workspace, record)) == expected
    before = said(workspace, record)
    workspace._book.cache.forget()
    with workspace.unit() as unit:
        unit.set(record, {"one more": 1})
    assert said(workspace, record) == written(workspace, record)
    assert [row for row in written(workspace, record) if row[0] != "one more"] == [
        row for row in before if row[0] != "one more"
    ]


def test_a_second_change_writes_the_entries_of_the_first(workspace):
    first = change(1, {"state": "open", "answers/fuel": "lpg", "answers/note": None})
    workspace.apply([first])
    assert written(workspace) == []
    assert said(workspace) == [
        ("answers/fuel", first.cid, '"lpg"', "", 1),
        ("answers/note", first.cid, "null", "", 1),
        ("state", first.cid, '"open"', "", 1),
    ]
    second = change(2, {"answers/fuel": FieldEdit("wood", parent=first.cid)}, op="set")
    workspace.apply([second])
    assert (
        said(workspace)
        == written(workspace)
        == [
            ("answers/fuel", first.cid, '"lpg"', "", 0),
            ("answers/fuel", second.cid, '"wood"', first.cid, 1),
            ("answers/note", first.cid, "null", "", 1),
            ("state", first.cid, '"open"', "", 1),
        ]
    )
    in_order(workspace)


def test_a_conflict_with_the_only_change_is_seen_with_both_values(workspace):
    workspace.apply([change(1, {"answers/fuel": "lpg"})])
    workspace._book.cache.forget()
    workspace.apply([change(2, {"answers/fuel": "wood"})])
    with workspace.read() as connection:
        (found,) = open_conflicts(connection)
        assert [version.value for version in found.versions] == ["lpg", "wood"]
    in_order(workspace)


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        pytest.param({"state": FieldEdit("open", parent="c" * 32)}, {}, id="names another"),
        pytest.param({"state": "open", "date": FieldEdit(parent="c" * 32)}, {}, id="only saw"),
        pytest.param({"state": FieldEdit("open", extra={"later": 1})}, {}, id="edit of a newer version"),
        pytest.param({"state": "open"}, {"extra": {"later": [[]]}}, id="change of a newer version"),
        pytest.param({"state": "open", changes.DELETED: True}, {}, id="deleted at once"),
        pytest.param({}, {}, id="says nothing"),
    ],
)
def test_what_is_out_of_the_ordinary_gets_its_entries_at_once(workspace, fields, more):
    workspace.apply([change(1, fields, **more)])
    assert len(written(workspace)) == max(len(fields), 1)
    assert said(workspace) == written(workspace)
    in_order(workspace)


def nested(depth):
    return [nested(depth - 1)] if depth else "bottom"


@pytest.mark.parametrize(
    "value", [pytest.param(nested(100), id="deepest"), pytest.param([[]] * 600, id="broad")]
)
def test_a_value_as_deep_as_a_change_may_hold_is_read_from_it(workspace, value):
    """SQLite follows lists and objects far more deeply than a change may hold them."""
    workspace.apply([change(1, {"gaps": value}), change(2, {"state": "open"}, record="b" * 32)])
    assert written(workspace) == []
    ((name, _, found, _, standing),) = said(workspace)
    assert (name, found, standing) == ("gaps", canonical(value), 1)
    in_order(workspace)
    with pytest.raises(ProblemError, match="malformed"):
        canonical(nested(101))


def test_what_people_look_at_reads_the_only_change(workspace):
    company, visit, file = "c" * 32, "a" * 32, "f" * 32
    workspace.apply(
        [
            change(1, {"name": "Tannery"}, kind="company", record=company),
            change(
                2,
                {
                    "company": company,
                    "state": "open",
                    "answers/fuel": "lpg",
                    "answers/meta/instanceID": "uuid:1",
                },
            ),
            change(3, {"subject": visit, "name": "oven.jpg"}, kind="attachment", record=file),
            change(4, {"name": "Bakery"}, kind="company", record="b" * 32),
        ]
    )
    assert all(written(workspace, each) == [] for each in (company, visit, file))
    with workspace.read() as connection:
        assert answers_of(connection, visit).root == {"fuel": "lpg", "meta/instanceID": "uuid:1"}
        assert [version.value for version in history_of(connection, visit, "answers/fuel")] == ["lpg"]
        assert [each.name for each in names_of(connection, [file])] == ["oven.jpg"]
        assert fields_of(connection, file) == {"name": 1, "subject": 1}
        assert list(ids_by_visit(connection, ["x"])) == [("uuid:1", visit)]
        assert files_ever(connection, visit) == {"oven.jpg"}
        assert makers_of(connection, [visit], changes.CREATE) == {visit: OTHER}
        assert chosen_changes(connection, Choice.COMPANY, company) == [1, 2, 3]
        assert chosen_changes(connection, Choice.VISIT, visit) == [1, 2, 3]
        seen = connection.exec_driver_sql("SELECT question, value FROM answer WHERE record = ?", (visit,))
        assert seen.fetchall() == [("fuel", '"lpg"'), ("meta/instanceID", '"uuid:1"')]


def test_somebody_who_may_only_read_reads_it_as_well(workspace, make_workspace):
    workspace.apply([change(1, {"state": "open", "answers/fuel": "lpg"})])
    workspace.close()
    with make_workspace(read_only=True) as found, found.read() as connection:
        trusted = driver_of(connection).execute("PRAGMA trusted_schema").fetchone()
        assert trusted == (0,)
        assert answers_of(connection, "a" * 32).root == {"fuel": "lpg"}


def test_deleting_and_restoring_reads_it_as_well(workspace):
    with workspace.unit() as unit:
        visit = unit.create("visit", {"state": "open", "answers/remark": "Steam leaks"})
    workspace._book.cache.forget()
    with workspace.unit() as unit:
        unit.delete(visit)
    with workspace.unit() as unit:
        unit.restore(visit)
    with workspace.read() as connection:
        assert answers_of(connection, visit).root == {"remark": "Steam leaks"}
    in_order(workspace)


def test_an_erase_takes_the_content_of_the_only_change(workspace):
    workspace.apply([change(1, {"state": "open", "answers/fuel": "lpg"})])
    workspace._book.cache.forget()
    workspace.apply([change(2, {}, op="erase")])
    assert said(workspace) == []
    with workspace.read() as connection:
        assert connection.exec_driver_sql("SELECT body FROM change").scalars().first() is None
    in_order(workspace)


def test_a_record_that_is_hidden_is_forgotten_with_its_only_change(workspace):
    with workspace.unit() as unit:
        unit.pull(change(1, {"state": "open"}), 1)
        feed.hide(unit, "a" * 32, workspace.device, 1)
    assert said(workspace) == []
    with workspace.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM change").scalar() == 0
    in_order(workspace)


def test_what_is_hidden_but_for_one_change_stands_in_that_one(workspace):
    with workspace.unit() as unit:
        unit.pull(change(1, {"state": "open", "date": "2026-05-04"}), 1)
        unit.set("a" * 32, {"answers/fuel": "lpg"})
        feed.hide(unit, "a" * 32, workspace.device, 1)
    assert [row[0] for row in said(workspace)] == ["answers/fuel"]
    in_order(workspace)


def test_a_power_cut_after_the_second_change_leaves_each_entry_once(workspace, tmp_path, empty_database):
    workspace.apply([change(1, {"state": "open", "answers/fuel": "lpg"})])
    with workspace.unit() as unit:
        unit.set("a" * 32, {"answers/fuel": "wood"})
    shutil.copytree(
        tmp_path / "first", tmp_path / "after"
    )  # as it is on the disk: the sums are not written yet
    path = tmp_path / "after" / "data.db"
    with open_workspace(keyed(path, empty_database[1]), path.parent, lambda: NOON) as found:
        assert said(found) == written(found) == said(workspace)
        assert check(found) == []


def test_a_second_change_that_is_undone_leaves_the_first_alone(workspace):
    workspace.apply([change(1, {"state": "open"})])
    with workspace.unit() as unit:
        unit.set("a" * 32, {"state": "finished"})
        unit.undo()
    assert written(workspace) == []
    with workspace.unit() as unit:
        unit.set("a" * 32, {"state": "finished"})
    assert {row[2] for row in written(workspace)} == {'"open"', '"finished"'}
    in_order(workspace)


def test_a_workspace_of_before_keeps_the_entries_that_it_has(workspace, tmp_path, empty_database):
    workspace.apply([change(1, {"state": "open", "answers/fuel": "lpg"})])
    rows_before, prints = said(workspace), fingerprints(workspace)
    workspace.close()
    path = tmp_path / "first" / "data.db"
    gate = WriteGate()
    engine = make_engine(keyed(path, empty_database[1]), gate, read_only=False)
    migrating.migrate(engine, gate, "0005")
    with engine.connect() as connection:
        before = connection.exec_driver_sql("SELECT field, cid, value, named, standing FROM entry ORDER BY 1")
        assert [tuple(row) for row in before] == rows_before
    engine.dispose()
    with open_workspace(keyed(path, empty_database[1]), path.parent, lambda: NOON) as found:
        assert said(found) == written(found) == rows_before
        assert fingerprints(found) == prints
        assert check(found) == []
        rebuild(found)
        assert written(found) == []
        assert fingerprints(found) == prints
        found.apply([change(2, {"state": "finished"}, op="set")])
        assert len(said(found)) == len(written(found)) == 3
