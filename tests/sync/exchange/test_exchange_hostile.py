"""A file that is cut, changed, foreign or made to do harm has a name and changes nothing."""

import base64
import io
import json

import msgspec
import pytest
from exchange_sample import IDENTITY, KEY, NOON, SECRET, TO_KEY, begin, end, frame, log_of, message, sealed
from hypothesis import given
from hypothesis import strategies as st

from greenfield.base.problem import ProblemError
from greenfield.records.change import Change, FieldEdit, encode, seal
from greenfield.services.sync.exchange import naming
from greenfield.services.sync.exchange.importing import import_file
from greenfield.services.sync.exchange.looking import look_into
from greenfield.sync import wire
from greenfield.sync.exchange import frames, reading, sealing
from greenfield.sync.exchange.reading import Counting, read_exchange
from greenfield.sync.exchange.sealing import (
    Identities,
    Recipients,
    check_recipient,
    new_identity,
    recipient_of,
    unseal,
)
from greenfield.sync.messages import PROTO
from greenfield.vault.passphrase import Cost, Passphrase

SHA_OF_X = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
NAMED = {
    "exchange.foreign",
    "exchange.empty",
    "exchange.damaged",
    "exchange.newer",
    "exchange.other_receiver",
    "exchange.passphrase_wrong",
    "exchange.too_large",
}


def change(number=1):
    return seal(
        Change(
            cid=f"{number:032x}",
            hash="",
            device="d" * 32,
            author="",
            dseq=number,
            kind="company",
            record="a" * 32,
            op="create" if number == 1 else "set",
            fields={"name": FieldEdit(f"Mill {number}")},
            at_device=NOON.isoformat(),
        )
    )


def push(*bodies, proto=PROTO):
    return message(frames.CHANGES, {"proto": proto, "changes": [json.loads(body) for body in bodies]})


WHOLE = (begin(), push(encode(change())), message(frames.FILE, frames.FileBegins(sha256=SHA_OF_X, size=1)))
GENUINE = sealed(*WHOLE, frame(frames.PIECE, b"x"), end(1, 1)).getvalue()
BY_PASSPHRASE = sealed(*WHOLE, frame(frames.PIECE, b"x"), end(1, 1), to=SECRET).getvalue()


def read(file, key=KEY):
    counting = Counting()
    read_exchange(file if hasattr(file, "read") else io.BytesIO(file), key, counting, "stick")
    return counting


def code_of(file, key=KEY):
    with pytest.raises(ProblemError) as caught:
        read(file, key)
    assert [problem.place.name for problem in caught.value.problems] == ["stick"]
    return caught.value.code


def test_the_genuine_file_of_these_tests_is_read():
    for content, key in ((GENUINE, KEY), (BY_PASSPHRASE, SECRET)):
        counting = read(content, key)
        assert (counting.opened.author, counting.count, counting.files) == ("Awa", 1, 1)


@given(st.integers(0, len(GENUINE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_noticed(place, by):
    changed = bytearray(GENUINE)
    changed[place] ^= by
    assert code_of(bytes(changed)) in NAMED


@given(st.integers(0, len(GENUINE) - 1))
def test_a_cut_is_noticed(length):
    assert code_of(GENUINE[:length]) in {"exchange.damaged", "exchange.foreign", "exchange.empty"}


@given(st.binary(min_size=1, max_size=40))
def test_what_stands_behind_the_end_is_noticed(more):
    assert code_of(GENUINE + more) == "exchange.damaged"


@given(st.integers(0, len(BY_PASSPHRASE) - 1), st.integers(1, 255))
def test_a_changed_byte_of_a_file_by_passphrase_is_noticed_or_says_the_same(place, by):
    changed = bytearray(BY_PASSPHRASE)
    changed[place] ^= by
    try:
        counting = read(bytes(changed), SECRET)
    except ProblemError as error:
        assert error.code in NAMED | {"exchange.needs_no_passphrase"}  # noqa: PT017  either is right
    else:
        # the last sign of a text in base64 has bits that say nothing
        assert (counting.count, counting.files) == (1, 1)
        assert place < BY_PASSPHRASE.index(b"\n")


@given(st.binary(max_size=300))
def test_bytes_that_are_sealed_but_no_messages_are_refused(content):
    assert code_of(sealed(content)) in {"exchange.damaged", "exchange.too_large"}


BEGUN = message(frames.FILE, frames.FileBegins(sha256=SHA_OF_X, size=1))
DEEP = b'{"proto":1,"changes":[' + b"[" * 100_000 + b"]" * 100_000 + b"]}"
RULES = {
    "nothing inside": [],
    "no beginning": [end()],
    "no end": [begin()],
    "two beginnings": [begin(), begin(), end()],
    "something behind the end": [begin(), end(), begin()],
    "half a frame behind the end": [begin(), end(), b"o"],
    "an unknown frame": [begin(), frame(b"z", b""), end()],
    "changes behind files": [begin(), BEGUN, frame(frames.PIECE, b"x"), push(encode(change())), end(1, 1)],
    "a piece of no file": [begin(), frame(frames.PIECE, b"x"), end()],
    "an empty piece": [begin(), BEGUN, frame(frames.PIECE, b""), end(0, 1)],
    "too long a piece": [begin(), BEGUN, frame(frames.PIECE, b"xx"), end(0, 1)],
    "a piece too many": [begin(), BEGUN, frame(frames.PIECE, b"x"), frame(frames.PIECE, b"x"), end(0, 1)],
    "half a file": [begin(), BEGUN, end(0, 1)],
    "another file": [begin(), BEGUN, frame(frames.PIECE, b"y"), end(0, 1)],
    "a file without a name": [begin(), message(frames.FILE, {"sha256": "../x", "size": 1}), end(0, 1)],
    "a file of no length": [begin(), message(frames.FILE, {"sha256": SHA_OF_X, "size": 0}), end(0, 1)],
    "a huge file": [begin(), message(frames.FILE, {"sha256": SHA_OF_X, "size": 1 << 40}), end(0, 1)],
    "other counts": [begin(), push(encode(change())), end(2, 0)],
    "a frame beyond the limit": [begin(), b"c\xff\xff\xff\xff"],
    "a change that is none": [begin(), message(frames.CHANGES, {"proto": 1, "changes": [7]}), end(1)],
    "a message that is none": [begin(), message(frames.CHANGES, []), end()],
    "no message at all": [begin(), frame(frames.CHANGES, b"plain"), end()],
    "a message within a message": [begin(), frame(frames.CHANGES, wire.zstd.compress(DEEP)), end(1)],
}


@pytest.mark.parametrize("parts", RULES.values(), ids=RULES)
def test_a_sealed_file_against_the_rules_is_refused(parts):
    assert code_of(sealed(*parts)) == "exchange.damaged"


def test_what_a_newer_version_wrote_is_named_as_such():
    assert code_of(sealed(begin(proto=PROTO + 1), b"whatever")) == "exchange.newer"
    assert code_of(sealed(begin(), push(proto=PROTO + 1), end())) == "exchange.newer"
    assert code_of(b"greenfield-exchange/2 {}\n", SECRET) == "exchange.newer"


def test_keys_that_this_version_does_not_know_are_passed_over():
    opening = json.loads(wire.unpacked(begin()[frames.FRAME.size :]))
    assert read(sealed(message(frames.OPENING, opening | {"weather": "rain"}), end())).opened.author == "Awa"


@pytest.mark.parametrize("sign", [frames.OPENING, frames.CHANGES, frames.ENDING])
def test_a_bomb_is_not_unpacked(sign, monkeypatch):
    unpacked = []
    genuine = wire.unpacked

    def counted(data, *, limit):
        unpacked.append(limit)
        return genuine(data, limit=limit)

    monkeypatch.setattr(reading.wire, "unpacked", counted)
    bomb = frame(sign, wire.zstd.compress(bytes(200_000_000)))
    assert len(bomb) < 20_000
    assert code_of(sealed(bomb if sign == frames.OPENING else begin() + bomb)) == "exchange.too_large"
    assert max(unpacked) <= wire.UNPACKED_LIMIT


def test_many_small_bombs_are_stopped_before_long(monkeypatch):
    total = []
    genuine = wire.unpacked

    def counted(data, *, limit):
        found = genuine(data, limit=limit)
        total.append(len(found))
        return found

    monkeypatch.setattr(reading.wire, "unpacked", counted)
    monkeypatch.setattr(reading, "FREE_BYTES", 2_000_000)
    blown = message(frames.CHANGES, {"proto": 1, "changes": [], "more": " " * 500_000})
    assert len(blown) < 200
    assert code_of(sealed(begin(), *[blown] * 1000, end())) == "exchange.too_large"
    assert len(total) < 10


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "exchange.empty"),
        (b"PK\x03\x04 a workbook", "exchange.foreign"),
        (b"age-encryption.org/v2\nother", "exchange.damaged"),
        (b"age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA 30\n", "exchange.damaged"),
        (b"greenfield-exchange/1 " + b"9" * 100_000, "exchange.needs_passphrase"),
    ],
)
def test_what_is_no_exchange_file_is_named_as_such(content, code):
    assert code_of(content) == code


def test_the_key_that_is_wanted_is_named():
    assert code_of(GENUINE, Identities((new_identity(),))) == "exchange.other_receiver"
    assert code_of(GENUINE, Identities(())) == "exchange.other_receiver"
    assert code_of(GENUINE, SECRET) == "exchange.needs_no_passphrase"
    assert code_of(BY_PASSPHRASE, KEY) == "exchange.needs_passphrase"
    assert code_of(BY_PASSPHRASE, Passphrase("another one")) == "exchange.passphrase_wrong"


@pytest.mark.parametrize(
    "cost", [{"memory_kib": 1 << 22}, {"iterations": 1000}, {"lanes": 64}, {"memory_kib": 64, "lanes": 8.5}]
)
def test_a_passphrase_that_would_cost_too_much_is_not_tried(cost, monkeypatch):
    tried = []
    monkeypatch.setattr(sealing.Cost, "derive", lambda *every: tried.append(every))
    line, _, rest = BY_PASSPHRASE.partition(b"\n")
    lock = json.loads(line.partition(b" ")[2]) | cost
    content = b"greenfield-exchange/1 " + json.dumps(lock).encode() + b"\n" + rest
    assert code_of(content, SECRET) == "exchange.damaged"
    assert tried == []


def test_a_header_without_an_end_is_not_read_for_long():
    stanza = b"-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n" + b"A" * 43 + b"\n"

    class Counted(io.BytesIO):
        taken = 0

        def read(self, size=-1):
            found = super().read(size)
            self.taken += len(found)
            return found

    file = Counted(b"age-encryption.org/v1\n" + stanza * 50_000)
    assert code_of(file) == "exchange.damaged"
    assert file.taken < 2 * sealing.HEADER_LIMIT


def test_as_many_receivers_as_there_may_be_open_a_file_and_one_more_is_refused():
    keys = [recipient_of(new_identity()) for _ in range(sealing.MOST_RECEIVERS)]
    file = sealed(begin(), end(), to=Recipients((*keys[1:], *TO_KEY.keys)))
    assert read(file).opened.author == "Awa"
    with pytest.raises(ProblemError) as caught:
        sealed(begin(), end(), to=Recipients((*keys, *TO_KEY.keys)))
    assert caught.value.code == "exchange.too_many"


def test_texts_of_a_stranger_are_only_read(awa, tmp_path):
    path = tmp_path / "stick"
    path.write_bytes(sealed(begin(author="A\x1b[2Jwa\n\u202e" + "x" * 500), end()).getvalue())
    assert look_into(awa, path, KEY).opening.author == "A[2Jwa" + "x" * 111


def test_only_so_many_names_of_a_file_are_remembered(awa, tmp_path, monkeypatch):
    monkeypatch.setattr(naming, "MOST", 10)
    companies = [
        seal(msgspec.structs.replace(change(), cid=f"{n:032x}", record=f"{n:032x}")) for n in range(30)
    ]
    path = tmp_path / "stick"
    path.write_bytes(sealed(begin(), push(*map(encode, companies)), end(30)).getvalue())
    look = look_into(awa, path, KEY)
    assert (look.new, len(look.companies)) == (30, 10)


def test_the_cost_of_a_passphrase_is_that_of_a_workspace():
    target = io.BytesIO()
    sealing.seal(io.BytesIO(b""), target, SECRET)
    lock = json.loads(target.getvalue().partition(b"\n")[0].partition(b" ")[2])
    assert Cost(lock["memory_kib"], lock["iterations"], lock["lanes"]) == Cost()
    assert IDENTITY.encode() not in target.getvalue()
    assert len(base64.b64decode(lock["salt"])) == 16


@pytest.mark.parametrize(
    "text",
    ["", "age1", "age1qqqq", TO_KEY.keys[0][:-1], IDENTITY, "ssh-ed25519 AAAA"],
    ids=["empty", "age1", "short", "cut", "secret", "ssh"],
)
def test_a_recipient_key_that_is_none_is_refused(text):
    with pytest.raises(ProblemError) as caught:
        check_recipient(text)
    assert caught.value.code == "exchange.recipient"
    with pytest.raises(ProblemError) as caught:
        sealing.seal(io.BytesIO(b""), io.BytesIO(), Recipients((text,)))
    assert caught.value.code == "exchange.recipient"


def test_a_stick_that_fails_while_reading_is_named():
    class Failing(io.BytesIO):
        def read(self, size=-1):
            if self.tell() > 100:
                raise OSError(5, "Input/output error")
            return super().read(min(size, 64))

    with pytest.raises(ProblemError) as caught:
        unseal(Failing(GENUINE), io.BytesIO(), KEY, "stick")
    assert caught.value.code == "file.unreadable"


@pytest.mark.parametrize(
    "content",
    [GENUINE[:-1], GENUINE[:100], b"", b"foreign", BY_PASSPHRASE],
    ids=["cut", "begun", "empty", "foreign", "passphrase"],
)
def test_a_workspace_stays_as_it_was(content, awa, tmp_path):
    before = log_of(awa)
    path = tmp_path / "stick"
    path.write_bytes(content)
    for work in (look_into, import_file):
        with pytest.raises(ProblemError):
            work(awa, path, KEY)
    assert log_of(awa) == before
    with pytest.raises(ProblemError) as caught:
        import_file(awa, tmp_path / "none", KEY)
    assert caught.value.code == "file.unreadable"


def test_a_whole_file_that_breaks_the_rules_at_its_end_changes_nothing(awa, tmp_path):
    before = log_of(awa)
    path = tmp_path / "stick"
    path.write_bytes(sealed(*WHOLE, frame(frames.PIECE, b"x"), end(1, 2)).getvalue())
    with pytest.raises(ProblemError) as caught:
        import_file(awa, path, KEY)
    assert caught.value.code == "exchange.damaged"
    assert log_of(awa) == before


def test_a_file_that_no_change_names_is_not_kept(awa, tmp_path):
    path = tmp_path / "stick"
    path.write_bytes(GENUINE)
    imported = import_file(awa, path, KEY)
    assert (imported.changed, imported.files) == (1, 0)
    assert SHA_OF_X not in [row[0] for row in log_of(awa)["files"]]


def test_a_change_that_lies_about_its_content_is_kept_aside_and_told(awa, tmp_path):
    path = tmp_path / "stick"
    lying = encode(change()).replace(b"Mill 1", b"Mill 2")
    path.write_bytes(sealed(begin(), push(lying, encode(change(2))), end(2)).getvalue())
    imported = import_file(awa, path, KEY)
    assert imported.changed == 1
    assert [problem.code for problem in imported.problems("stick")] == ["exchange.refused"]
    assert [row[1] for row in log_of(awa)["aside"]] == ["hash"]
