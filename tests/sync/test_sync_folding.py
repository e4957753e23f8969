"""Folded tables: every byte comes back, whatever the changes hold; what follows is left out; what is hostile costs nothing."""

import random
import tracemalloc
from itertools import repeat
from zlib import crc32

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import Raw
from test_sync_tabling import JSON

from greenfield.base.problem import ProblemError
from greenfield.bench.sync_documents import documents
from greenfield.records.change import Change, FieldEdit, encode, seal, without_hash
from greenfield.records.own_ids import seal_with_ids
from greenfield.sync import tabling
from greenfield.sync.folding import folded
from greenfield.sync.messages import PROTO, Folded, Push
from greenfield.sync.tabling import LEAST, tabled
from greenfield.sync.unfolding import changes_of
from greenfield.sync.wire import UNPACKED_LIMIT, pack, unpack

SALTS = [b"a" * 32, b"b" * 32]
DEVICE = "0123456789abcdef" * 2


def make(dseq, salt, record="", op="create", *, parent=None, **values):
    """Return a change as a device makes it."""
    change = Change(
        cid="", hash="", device=DEVICE, author="", dseq=dseq, kind="visit", record=record, op=op,
        fields={name: FieldEdit(value, parent) for name, value in values.items()},
        at_device=f"2026-03-01T08:{dseq // 60 % 60:02d}:{dseq % 60:02d}+00:00",
    )  # fmt: skip
    return seal_with_ids(change, salt) if salt else seal(msgspec.structs.replace(change, cid=of_chance(dseq)))


def of_chance(seed):
    return random.Random(seed).randbytes(16).hex()


def visits(count, salt=SALTS[0], start=0):
    made = documents(count, DEVICE)
    return [
        make(number, salt, "" if salt else of_chance(-number), **each)
        for number, each in enumerate(made, start)
    ]


def answers(count, salt=SALTS[0]):
    """Return a visit and changes of one answer each of it, most of them a second time."""
    visit = make(0, salt, "" if salt else of_chance(99))
    last, found = {}, [visit]
    for number in range(1, count):
        name = f"answers/q{number % (count // 3)}"
        made = make(number, salt, visit.record, "set", parent=last.get(name), **{name: str(number * 7)})
        last[name] = made.cid
        found.append(made)
    return found


def push_of(changes, salts=SALTS[:1]):
    salts = list(salts) if len(salts) > 1 else list(repeat(salts[0], len(changes)))
    found = folded([encode(each) if isinstance(each, Change) else each for each in changes], salts)
    return found and Push(proto=PROTO, changes=[], **found._asdict())


def there_and_back(changes, salts=SALTS[:1]):
    push = push_of(changes, salts)
    return push and changes_of(unpack(pack(push), Push), UNPACKED_LIMIT)


def plain(changes):
    return [without_hash(encode(each)) for each in changes]


@given(st.lists(JSON, min_size=1, max_size=4), st.lists(st.integers(0, 3), min_size=LEAST, max_size=40))
@example(['a"b', "\\", "\u2028é", "\u0000", ":1,", '"cid":"', "c1", "r1"], list(range(4)) * 8)
def test_every_byte_of_any_change_comes_back(values, which):
    changes = []
    for number, at in enumerate(which):
        before = changes[-1] if changes else None
        says = {"v": values[at % len(values)], "before": before and before.cid, "other": DEVICE}
        record, op = (before.record, "set") if before and at % 2 else ("", "create")
        salt = (*SALTS, b"")[at % 3]
        record = record or ("" if salt else of_chance(number))
        changes.append(make(number * (at + 1), salt, record, op, parent=before and before.cid, **says))
    salts = [(*SALTS, b"")[at % 3] for at in which]
    for known in (salts, [SALTS[0]] * len(salts), [b""] * len(salts)):
        back = there_and_back(changes, known)
        assert back is None or back == plain(changes)


@given(st.lists(JSON, min_size=1, max_size=4), st.lists(st.integers(0, 3), min_size=LEAST, max_size=40))
@example([{}], [0] * LEAST)
@example([{"cid": "0", "record": ""}], [0] * LEAST)
def test_what_is_no_change_of_ours_comes_back_or_is_not_folded(values, which):
    write = msgspec.json.Encoder(order="sorted").encode
    changes = [write({"cid": DEVICE, "n": n, "v": values[at % len(values)]}) for n, at in enumerate(which)]
    back = there_and_back(changes)
    assert back is None or back == changes


@pytest.mark.parametrize("made", [visits, answers])
@pytest.mark.parametrize("salt", [SALTS[0], b""], ids=["here", "elsewhere"])
def test_visits_and_answers_come_back_in_any_order(made, salt):
    changes = made(300, salt)
    assert there_and_back(changes) == plain(changes)
    random.Random(3).shuffle(changes)
    assert there_and_back(changes) == plain(changes)
    mixed = [each for pair in zip(visits(100, salt), answers(100, salt), strict=True) for each in pair]
    assert there_and_back(mixed) == plain(mixed)


@pytest.mark.parametrize(("made", "share"), [(visits, 0.62), (answers, 0.42)])
def test_ids_that_follow_are_not_sent(made, share):
    changes = made(300)
    tables, order = tabled(plain(changes))
    push = push_of(changes)
    assert len(pack(push)) < share * len(pack(Push(proto=PROTO, changes=[], tables=tables, order=order)))
    said = msgspec.json.encode(push).decode()
    assert not any(each.cid in said for each in changes)
    assert not any(each.record in said for each in changes)


def test_changes_of_several_openings_go_with_a_salt_each_but_few_of_one_go_as_they_are():
    changes = [*visits(20), *visits(20, SALTS[1], 20), *visits(2, b"c" * 32, 40)]
    salts = [*[SALTS[0]] * 20, *[SALTS[1]] * 20, *[b"c" * 32] * 2]
    assert there_and_back(changes, salts) == plain(changes)
    push = push_of(changes, salts)
    assert push.salts == [each.hex() for each in SALTS]
    said = msgspec.json.encode(push).decode()
    assert [each.cid in said for each in changes] == [False] * 40 + [True] * 2


def test_few_changes_and_a_sign_that_separates_are_not_folded(monkeypatch):
    changes = [encode(each) for each in visits(LEAST)]
    assert push_of(changes[1:]) is None
    assert push_of(changes) is not None
    assert push_of([*changes, changes[0].replace(b"visit", b"vi\x7fsit")]) is None
    monkeypatch.setattr(tabling, "ALIKE", LEAST + 1)
    assert push_of(changes) is None


FIRST = make(1, SALTS[0], name="a")
TEMPLATE = without_hash(encode(FIRST)).replace(FIRST.cid.encode(), b"0").replace(FIRST.record.encode(), b"")
PLACES = {part: place for place, part in enumerate(TEMPLATE.split(b'"')) if part in {b"0", b":1,", b"a"}}


def salted(**changed):
    """Return a push of two changes made with a salt, with a fault."""
    table = {
        "first": Raw(TEMPLATE),
        "many": 2,
        "columns": [PLACES[b"a"], PLACES[b":1,"]],
        "values": "b\x7f1",
        "steps": [PLACES[b":1,"]],
        **{name: value for name, value in changed.items() if name not in {"salts", "check", "order"}},
    }
    whole = [FIRST, msgspec.structs.replace(make(2, SALTS[0], name="b"))]
    whole[1] = seal_with_ids(
        msgspec.structs.replace(whole[1], cid="", record="", at_device=FIRST.at_device), SALTS[0]
    )
    check = 0
    for each in plain(whole):
        check = crc32(each, check)
    return whole, Push(
        proto=PROTO,
        changes=[],
        folded=[Folded(**table)],
        salts=changed.get("salts", [SALTS[0].hex()]),
        check=changed.get("check", check),
        order=changed.get("order", []),
    )


def test_a_folded_table_is_a_row_the_steps_and_the_salt():
    whole, push = salted()
    assert changes_of(push, UNPACKED_LIMIT) == plain(whole)


NUMBER = PLACES[b":1,"]
FAULTS = [
    {"salts": [SALTS[1].hex()]},
    {"salts": []},
    {"salts": ["a" * 62]},
    {"salts": ["A" * 64]},
    {"salts": ["x" * 64]},
    {"check": 7},
    {"order": [0]},
    {"order": [0, 1]},
    {"first": Raw(TEMPLATE.replace(b'"cid":"0"', b'"cid":"1"'))},
    {"first": Raw(TEMPLATE.replace(b'"cid":"0"', b'"cid":"-1"'))},
    {"first": Raw(TEMPLATE.replace(b'"cid":"0"', b'"sid":"0"'))},
    {"first": Raw(TEMPLATE.replace(b'"record":', b'"rekord":'))},
    {"first": Raw(TEMPLATE.replace(b":1,", b":01,"))},
    {"values": "b\x7f" + "9" * 17},
    {"values": "b\x7f9999999999999999", "many": 2, "steps": [NUMBER, NUMBER, NUMBER]},
    {"values": "b\x7f-"},
    {"values": "b"},
    {"steps": [0]},
    {"steps": [-1]},
    {"names": [NUMBER]},
    {"names": [-1]},
    {"names": [9999]},
    {"columns": [PLACES[b"a"], PLACES[b"a"]]},
    {"columns": [PLACES[b"a"], 9999]},
    {"few": [NUMBER], "words": ["1"], "picks": "0"},
    {"few": [3], "words": [], "picks": "0"},
    {"few": [3], "words": ["x"], "picks": ""},
    {"few": [3], "words": ["x"], "picks": "1"},
    {"few": [3], "words": ["x"], "picks": "é"},
    {"few": [3], "words": ["\x7f" * 62], "picks": "0"},
    {"few": [3, 5], "words": ["x"], "picks": "00"},
    {"columns": [PLACES[b"a"]], "values": "r1", "steps": [], "names": [PLACES[b"a"]]},
    {"columns": [PLACES[b"a"]], "values": "c0", "steps": [], "names": [PLACES[b"a"]]},
    {"columns": [PLACES[b"a"]], "values": "c2", "steps": [], "names": [PLACES[b"a"]]},
    {"columns": [PLACES[b"a"]], "values": "x1", "steps": [], "names": [PLACES[b"a"]]},
    {"columns": [PLACES[b"a"]], "values": "r99999999", "steps": [], "names": [PLACES[b"a"]]},
]


@pytest.mark.parametrize("fault", FAULTS, ids=range(len(FAULTS)))
def test_what_is_no_folded_table_is_refused(fault):
    _, push = salted(**fault)
    with pytest.raises(ProblemError) as caught:
        changes_of(push, UNPACKED_LIMIT)
    assert caught.value.code == "sync.malformed"


def test_tables_of_both_kinds_at_once_are_refused():
    _, push = salted()
    push.tables = tabled(plain(visits(20)))[0]
    with pytest.raises(ProblemError, match="malformed"):
        changes_of(push, UNPACKED_LIMIT)


LONG = b'["' + b'","' * 300 + b'"]'
BOMBS = {
    "first": Folded(first=Raw(b'"' + b"x" * 4_000_000 + b'"'), many=5000, columns=[], values=""),
    "picked": Folded(
        first=Raw(b'["a"]'), many=5000, columns=[], values="", few=[1], words=["x" * 4000], picks="0" * 4999
    ),
    "ids": Folded(first=Raw(b"{}"), many=2**31 - 1, columns=[], values=""),
    "names": Folded(first=Raw(LONG), many=3000, columns=[], values="", names=list(range(300))),
    "steps": Folded(
        first=Raw(LONG), many=3000, columns=[1], values="\x7f" * 2998, few=[], steps=list(range(2, 300))
    ),
    "parts": Folded(
        first=Raw(LONG), many=5000, columns=list(range(300)), values="\x7f" * (300 * 4999 - 1)
    ),
    "picks": Folded(
        first=Raw(LONG), many=5000, columns=[], values="", few=list(range(300)), words=[""] * 300,
        picks="0" * (300 * 4999),
    ),
    "words": Folded(
        first=Raw(LONG), many=2, columns=[], values="", few=[1], words=["\x7f" * 8_000_000], picks="0"
    ),
    "splits": Folded(first=Raw(msgspec.json.encode([""] * 200_000)), many=2, columns=[], values=""),
}  # fmt: skip


@pytest.mark.parametrize(("many", "reason"), [(3, "ids"), (4, "columns")])
def test_the_parts_of_all_tables_are_counted_together(many, reason):
    """They are cut up side by side, since the changes of one stand between those of another."""
    table = Folded(first=Raw(LONG), many=1001, columns=list(range(300)), values="\x7f".join(["ab"] * 300_000))
    push = Push(proto=PROTO, changes=[], folded=[table] * many, order=sorted(list(range(many)) * 1001))
    with pytest.raises(ProblemError) as caught:
        changes_of(push, UNPACKED_LIMIT)
    assert caught.value.problems[0].values["reason"] == reason


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_anything_is_made_of_it(name):
    push = Push(proto=PROTO, changes=[], folded=[BOMBS[name]])
    tracemalloc.start()
    with pytest.raises(ProblemError) as caught:
        changes_of(push, UNPACKED_LIMIT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.code in {"sync.too_large", "sync.malformed"}
    assert peak < UNPACKED_LIMIT
