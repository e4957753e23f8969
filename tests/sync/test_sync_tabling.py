"""Changes in tables: every byte comes back, whatever they hold; what is no table is refused before it costs anything."""

import json
import random
import tracemalloc

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import Raw

from greenfield.base.problem import ProblemError
from greenfield.bench.sync_documents import documents
from greenfield.records.change import Change, FieldEdit, encode, seal, without_hash
from greenfield.sync import tabling
from greenfield.sync.messages import PROTO, Push, Table
from greenfield.sync.tabling import LEAST, MOST_IN_ROW, tabled, untabled
from greenfield.sync.wire import UNPACKED_LIMIT, pack, unpack

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def there_and_back(changes):
    """Send changes as a push does."""
    found = tabled(changes)
    if found is None:
        return None
    said = unpack(pack(Push(proto=PROTO, changes=[], tables=found[0], order=found[1])), Push)
    return untabled(said.tables, said.order, UNPACKED_LIMIT)


def visits(count, seed=1):
    chance = random.Random(seed)
    device, company, author = (chance.randbytes(16).hex() for _ in range(3))
    return [
        without_hash(
            encode(
                seal(
                    Change(
                        cid=chance.randbytes(16).hex(),
                        hash="",
                        device=device,
                        author=author,
                        dseq=number,
                        kind="visit",
                        record=chance.randbytes(16).hex(),
                        op="create",
                        fields={name: FieldEdit(value) for name, value in each.items()},
                        at_device="2026-03-01T08:00:00+00:00",
                    )
                )
            )
        )
        for number, each in enumerate(documents(count, company))
    ]


def answers(count):
    """Return changes of one answer each of one visit, some of them a second time."""
    chance = random.Random(2)
    device, visit, author = (chance.randbytes(16).hex() for _ in range(3))
    last, found = {}, []
    for document in documents(count // 40 + 1, visit):
        for name, value in document.items():
            made = seal(
                Change(
                    cid=chance.randbytes(16).hex(),
                    hash="",
                    device=device,
                    author=author,
                    dseq=len(found),
                    kind="visit",
                    record=visit,
                    op="set",
                    fields={name: FieldEdit(value, last.get(name))},
                    at_device=f"2026-03-01T08:{len(found) // 60 % 60:02d}:{len(found) % 60:02d}+00:00",
                )
            )
            last[name] = made.cid
            found.append(without_hash(encode(made)))
    return found[:count]


@given(st.lists(JSON, min_size=1, max_size=4), st.lists(st.integers(0, 3), min_size=LEAST, max_size=40))
@example(['a"b', "\\", "\u2028é", "\u0000"], [0, 1, 2, 3] * 8)
@example([{}, {}], [0] * LEAST)
def test_every_byte_of_anything_comes_back(values, which):
    encode_json = msgspec.json.Encoder(order="sorted").encode
    changes = [encode_json({"n": number, "v": values[at % len(values)]}) for number, at in enumerate(which)]
    back = there_and_back(changes)
    assert back is None or back == changes


@given(st.lists(st.binary(max_size=30), min_size=LEAST, max_size=40))
def test_changes_are_put_together_from_parts_of_any_text(texts):
    changes = [json.dumps({"a": each.decode("latin-1")}, ensure_ascii=False).encode() for each in texts]
    back = there_and_back(changes)
    assert back is None or back == changes


@pytest.mark.parametrize("make", [visits, answers])
def test_visits_and_answers_go_in_tables_and_come_back(make):
    changes = make(300)
    assert there_and_back(changes) == changes
    random.Random(3).shuffle(changes)
    assert there_and_back(changes) == changes
    mixed = [each for pair in zip(visits(100), answers(100), strict=True) for each in pair]
    assert there_and_back(mixed) == mixed


@pytest.mark.parametrize(("make", "share"), [(visits, 0.72), (answers, 0.80)])
def test_tables_are_smaller_than_rows(make, share):
    changes = make(300)
    tables, order = tabled(changes)
    rows = pack(Push(proto=PROTO, changes=list(map(Raw, changes))))
    assert len(pack(Push(proto=PROTO, changes=[], tables=tables, order=order))) < share * len(rows)


def test_few_changes_changes_without_a_shape_and_a_sign_that_separates_go_in_rows(monkeypatch):
    changes = visits(LEAST)
    assert tabled(changes[1:]) is None
    assert tabled(changes) is not None
    assert tabled([*changes, changes[0].replace(b"visit", b"vi\x7fsit")]) is None
    assert tabled([b'["' + b'","' * number + b'"]' for number in range(LEAST)]) is None
    monkeypatch.setattr(tabling, "MOST_PARTS", 10)
    assert tabled(changes) is None


GOOD = {"first": {"a": "b", "c": "d"}, "many": 3, "columns": [3, 7], "values": "x\x7fy\x7fp\x7fq"}


def read(tables, order=(), limit=1000):
    raw = json.dumps([{**GOOD, **each} for each in tables])
    return untabled(msgspec.json.decode(raw, type=list[Table]), list(order), limit)


def test_a_table_is_the_first_row_and_what_differs():
    assert [json.loads(each) for each in read([{}])] == [
        {"a": "b", "c": "d"},
        {"a": "x", "c": "p"},
        {"a": "y", "c": "q"},
    ]
    both = read([{}, {"first": {"z": "1"}, "many": 1, "columns": [], "values": ""}], [0, 1, 0, 0])
    assert json.loads(both[1]) == {"z": "1"}


@pytest.mark.parametrize(
    ("tables", "order"),
    [
        ([{"values": "x\x7fy\x7fp"}], []),
        ([{"values": "x\x7fy\x7fp\x7fq\x7fr"}], []),
        ([{"values": ""}], []),
        ([{"many": 1}], []),
        ([{"columns": []}], []),
        ([{"columns": [3, 99]}], []),
        ([{"columns": [-1, 3]}], []),
        ([{}], [0, 0]),
        ([{}], [0, 0, 1]),
        ([{}, {}], []),
        ([{}, {}], [0, 0, 0, 1, 1]),
        ([{}, {}], [0, 0, 0, 1, 1, -1]),
        ([], [0]),
    ],
    ids=str,
)
def test_what_is_no_table_is_refused(tables, order):
    with pytest.raises(ProblemError) as caught:
        read(tables, order)
    assert caught.value.code == "sync.malformed"


@pytest.mark.parametrize("many", [0, -5, 2**31, 1.5, "3"])
def test_how_many_there_are_is_a_number_of_changes(many):
    with pytest.raises(msgspec.ValidationError):
        read([{"many": many}])


@pytest.mark.parametrize(
    "bomb",
    [
        Table(first=Raw(b'"' + b"x" * 4_000_000 + b'"'), many=5000, columns=[], values=""),
        Table(first=Raw(b'["' + b'","' * 400_000 + b'"]'), many=5000, columns=[1], values="\x7f" * 4998),
    ],
    ids=["long", "many-parts"],
)
def test_a_bomb_is_refused_before_anything_is_made_of_it(bomb):
    tracemalloc.start()
    with pytest.raises(ProblemError) as caught:
        untabled([bomb], [], UNPACKED_LIMIT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.code == "sync.too_large"
    assert peak < UNPACKED_LIMIT


def test_a_change_of_very_many_parts_takes_no_more_memory_than_in_rows():
    """Eighty bytes for each part, that is: a small message would fill the hub's memory."""
    long = msgspec.json.encode([""] * MOST_IN_ROW)
    assert tabled([long] * LEAST) is None
    tracemalloc.start()
    try:
        with pytest.raises(ProblemError, match="malformed"):
            untabled([Table(first=Raw(long), many=2, columns=[0], values="[")], (), 100 * len(long))
        assert tracemalloc.get_traced_memory()[1] < 3 * len(long)
    finally:
        tracemalloc.stop()


def test_so_many_parts_that_nobody_sends_are_refused():
    many = Table(
        first=Raw(b'["' + b'","' * 300 + b'"]'),
        many=5000,
        columns=list(range(300)),
        values="\x7f" * (300 * 4999 - 1),
    )
    tracemalloc.start()
    with pytest.raises(ProblemError) as caught:
        untabled([many], [], UNPACKED_LIMIT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.code == "sync.malformed"
    assert peak < UNPACKED_LIMIT
