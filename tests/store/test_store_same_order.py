"""Lists that people see have the same order on all devices, in whatever order the changes came in."""

import random

import pytest

from greenfield.records.change import CREATE, SET, Change, FieldEdit, seal
from greenfield.store.reading.history import history_of
from greenfield.store.reading.plan import all_of, attachments_of, documents_of, notes_of, signatures_under
from greenfield.store.reading.visits import results_of

VISIT, DOCUMENT = "a" * 32, "d" * 32
ORDERS = 6


def named(number):
    return f"{(number * 7919) % 65536:04x}" + "0" * 24 + f"{number:04x}"


def made(who, what, hour, **fields):
    return change(who, what, hour, CREATE, {name: FieldEdit(value) for name, value in fields.items()})


def change(who, what, hour, op, fields):
    (device, dseq), (kind, record) = who, what
    return seal(
        Change(
            cid=named(1000 * hour + dseq + 100 * (device == "2" * 32)), hash="", device=device, author="p" * 32, dseq=dseq,
            kind=kind, record=record, op=op, fields=fields, at_device=f"2026-03-10T{hour:02}:00:00+00:00",
        )
    )  # fmt: skip


@pytest.fixture
def changes():
    """A visit with several of each, of two devices, most of one device in one second."""
    mine, other = "1" * 32, "2" * 32
    found = [
        made((mine, 1), ("visit", VISIT), 8, date="2026-03-10"),
        made((mine, 2), ("document", DOCUMENT), 8, visit=VISIT, name="first"),
    ]
    for count in range(1, 5):
        for device, hour in ((mine, 9), (other, 9 + count)):
            name, at = f"{device[0]}-{count}", {"visit": VISIT}
            number = 10 * count + int(device[0])
            for each, (kind, owner) in enumerate(
                (
                    ("document", at),
                    ("signature", {"document": DOCUMENT}),
                    ("attachment", {"subject": VISIT}),
                    ("note", {"subject": VISIT}),
                    ("package", {}),
                    ("result", at),
                )
            ):
                told = {
                    "package": {"identifier": name},
                    "result": {"toolkit": name},
                    "note": {"text": name},
                }
                fields = told.get(kind, {"name": name})
                if kind == "result":
                    fields["finished_at"] = f"2026-03-10T{hour:02}:00:00+00:00"
                dseq = 10 + 10 * count + each
                found.append(
                    made((device, dseq), (kind, named(100 * number + each)), hour, **fields, **owner)
                )
    before = None
    for count in range(4):
        edit = change(
            (mine, 90 + count), ("visit", VISIT), 15 - count, SET, {"purpose": FieldEdit(str(count), before)}
        )
        before = edit.cid
        found.append(edit)
    found.append(
        change((other, 95), ("visit", VISIT), 14, SET, {"purpose": FieldEdit("beside", found[-3].cid)})
    )
    return found


def seen(workspace):
    with workspace.read() as connection:
        return {
            "documents": [each.text("name") for each in documents_of(connection, VISIT)],
            "signatures": [each.text("name") for each in signatures_under(connection, DOCUMENT)],
            "photos": [each.text("name") for each in attachments_of(connection, VISIT)],
            "notes": [each.text("text") for each in notes_of(connection, VISIT)],
            "packages": [each.text("identifier") for each in all_of(connection, "package")],
            "results": [each.toolkit for each in results_of(connection, VISIT)],
            "history": [each.value for each in history_of(connection, VISIT, "purpose")],
        }


def test_each_list_has_the_same_order_wherever_the_changes_came_in(make_workspace, changes):
    expected = None
    for order in range(ORDERS):
        workspace = make_workspace(f"device-{order}")
        if order:
            random.Random(order).shuffle(changes)
        assert {each.status for each in workspace.apply(changes)} <= {"applied", "merged", "conflict"}
        found = seen(workspace)
        expected = expected or found
        assert found == expected
    by_device = ["1-1", "1-2", "1-3", "1-4"]
    assert expected["photos"] == [*by_device, "2-1", "2-2", "2-3", "2-4"], (
        "by time, then as the device counted"
    )
    assert expected["documents"] == ["first", *expected["photos"]]
    assert expected["results"][0] == "2-4"
    assert [each for each in expected["history"] if each != "beside"] == ["0", "1", "2", "3"], (
        "none before one that it replaced, whatever the clock said"
    )
