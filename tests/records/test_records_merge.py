import msgspec
import pytest

from greenfield.base.ids import new_id
from greenfield.records.accept import accept
from greenfield.records.change import Change, FieldEdit, seal
from greenfield.records.edits import deleting, resolving, setting
from greenfield.records.memory_book import MemoryBook
from greenfield.records.merge import RecordState
from greenfield.records.scopes import PhotoPermission, permits_photos

RECORD = "5" * 32


class Conversation:
    """Draws a record's history: each change has a name whose order is that of the ids."""

    def __init__(self, kind="company", record=RECORD):
        self.kind = kind
        self.record = record
        self.changes = {}

    def say(self, letter, /, op="set", fields=None, **values):
        fields = fields or {field: FieldEdit(*said) for field, said in values.items()}
        self.changes[letter] = seal(
            Change(
                cid=cid(letter),
                hash="",
                device="d" * 32,
                author="",
                dseq=1,
                kind=self.kind,
                record=self.record,
                op=op,
                fields=fields,
                at_device="",
            )
        )
        return self.changes[letter]

    def state(self, order):
        book = MemoryBook()
        outcomes = [accept(book, self.changes[name]) for name in order.split()]
        return book.states[self.record], outcomes[-1]


def cid(name):
    return f"{ord(name[0]):032x}"


def shown(state, field="name"):
    return {chr(int(head.cid, 16)): head.value.strip('"') for head in state.heads(field)}


def conversation(*lines):
    """Each line: change, value, the changes that its author saw: `"b 5 a"`."""
    found = Conversation()
    for line in lines:
        name, value, *seen = line.split()
        found.say(name, name=(value, cid(seen[0]) if seen else None, tuple(map(cid, seen[1:]))))
    return found


@pytest.mark.parametrize(
    ("lines", "heads"),
    [
        (["a 5"], {"a": "5"}),
        (["a 5", "b 6 a"], {"b": "6"}),
        (["a 5", "b 6 a", "c 7 a"], {"b": "6", "c": "7"}),
        (["a 5", "b 6 a", "c 6 a"], {"b": "6", "c": "6"}),
        (["a 5", "b 6 a", "c 7 a", "d 8 b c"], {"d": "8"}),
        (["a 5", "b 6 a", "c 5 b"], {"c": "5"}),
        # two people wrote 5 apart, one of them corrected it: the other 5 is not in conflict
        (["a 5", "b 5", "c 7 a"], {"c": "7"}),
        (["a 5", "b 5", "c 7 a", "d 8 c"], {"d": "8"}),
        # somebody went from 5 to 6 and back to 5, somebody else from 5 to 7
        (["a 5", "b 6 a", "c 5 b", "d 7 a"], {"d": "7"}),
        # 1 was there before 2, so going back to 1 is a decision of its own
        (["a 1", "b 2 a", "c 3 b", "d 1 b"], {"c": "3", "d": "1"}),
        # each replaced what the other one says: people disagree
        (["a 5", "b 7", "c 7 a", "d 5 b"], {"c": "7", "d": "5"}),
        (["a 2", "b 0 a", "c 1 b", "d 1", "e 2 d", "f 0 a"], {"c": "1", "e": "2", "f": "0"}),
        # each is in the other's line, but only the author of d had the other's value before him
        (["a 5", "b 9", "c 6 b", "d 9 a", "e 5 c"], {"d": "9"}),
        # the parent never came
        (["b 6 a"], {"b": "6"}),
    ],
)
def test_what_stands_follows_from_who_saw_what(lines, heads):
    talk = conversation(*lines)
    names = " ".join(talk.changes)
    for order in (names, names[::-1]):
        assert shown(talk.state(order)[0]) == heads


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["a 5"], "applied"),
        (["a 5", "b 6 a"], "applied"),
        (["a 5", "b 5"], "merged"),
        (["b 6 a", "a 5"], "merged"),
        (["a 5", "b 6"], "conflict"),
    ],
)
def test_the_outcome_says_what_became_of_a_change(lines, status):
    talk = conversation(*lines)
    assert talk.state(" ".join(talk.changes))[1].status == status


def test_the_lowest_id_feeds_calculations_while_two_values_stand():
    state, _ = conversation("c 7", "b 5").state("c b")
    assert state.current("name").value == '"5"'
    assert state.in_conflict == ("name",)


def test_the_narrower_permission_holds_while_two_stand():
    talk = Conversation()
    talk.say("a", photos=("public",), sharing=("own",))
    talk.say("b", photos=("internal",), sharing=("organisation",))
    state, _ = talk.state("a b")
    assert state.current("photos").value == '"internal"'
    assert state.current("sharing").value == '"own"'
    talk.say("c", photos=("what a newer version allows",))
    assert talk.state("a b c")[0].current("photos").value == '"what a newer version allows"'
    talk.say("d", photos=("none",))
    assert talk.state("a b c d")[0].current("photos").value == '"none"'


def test_a_word_that_is_no_permission_permits_no_photo():
    for said in ("yes", "", "none", "what a newer version allows"):
        assert not permits_photos(said, PhotoPermission.INTERNAL)
    uses = (PhotoPermission.INTERNAL, PhotoPermission.REPORT, PhotoPermission.PUBLIC)
    assert [permits_photos("report", use) for use in uses] == [True, True, False]


def test_an_edit_that_a_delete_did_not_see_is_a_conflict_and_keeps_the_record():
    talk = conversation("a 5", "b 6 a")
    before, _ = talk.state("a")
    talk.say("d", op="delete", fields=deleting(before))
    assert talk.state("a d")[0].is_deleted
    for order in ("a d b", "a b d", "b d a", "d b a"):
        state, _ = talk.state(order)
        assert not state.is_deleted
        assert state.in_conflict == ("deleted",)
        assert shown(state) == {"b": "6"}
    talk.say("e", op="delete", fields=deleting(talk.state("a b d")[0]))
    for order in ("a b d e", "e d b a"):
        assert talk.state(order)[0].is_deleted
        assert talk.state(order)[0].in_conflict == ()


def test_an_ordinary_edit_in_a_conflict_leaves_the_other_value_and_a_resolve_names_all():
    talk = conversation("a 5", "b 6")
    state, _ = talk.state("a b")
    talk.say("c", fields=setting(state, {"name": "7"}))
    assert shown(talk.state("a b c")[0]) == {"b": "6", "c": "7"}
    talk.say("d", op="resolve", fields=resolving(state, {"name": "6"}))
    assert shown(talk.state("a b d")[0]) == {"d": "6"}


def test_a_change_that_is_known_is_a_duplicate_and_one_with_other_content_is_refused_and_kept():
    book = MemoryBook()
    first = conversation("a 5").changes["a"]
    other = conversation("a 6").changes["a"]
    assert [accept(book, each).status for each in (first, first, other)] == [
        "applied",
        "duplicate",
        "refused",
    ]
    assert shown(book.states[RECORD]) == {"a": "5"}
    assert [(kept.fields["name"].value, outcome.reason) for kept, outcome in book.aside] == [
        ("6", "other content")
    ]


@pytest.mark.parametrize(
    ("altered", "reason"),
    [({"author": "somebody else"}, "hash"), ({"cid": "1"}, "id"), ({"record": "../etc"}, "id")],
)
def test_a_change_that_cannot_be_genuine_is_refused(altered, reason):
    book = MemoryBook()
    forged = msgspec.structs.replace(conversation("a 5").changes["a"], **altered)
    assert accept(book, forged).reason == reason
    assert not book.log


def test_an_operation_of_a_newer_version_is_held_and_sets_nothing():
    talk = Conversation()
    talk.say("a", name=("5",))
    talk.say("b", op="annotate", name=("6",))
    state, outcome = talk.state("a b")
    assert outcome.status == "held"
    assert shown(state) == {"a": "5"}


def test_what_is_set_once_takes_no_second_value():
    talk = Conversation(kind="document")
    talk.say("a", op="create", name=("plan.pdf",))
    talk.say("b", name=("other.pdf", cid("a")))
    for order in ("a b", "b a"):
        assert shown(talk.state(order)[0]) == {"a": "plan.pdf"}


def test_an_erase_takes_all_that_hangs_on_the_record_whenever_it_arrives():
    company, site, visit, erase = (new_id() for _ in range(4))
    made = [
        Conversation("company", company).say("a", op="create", name=("Tannery",)),
        Conversation("site", site).say("b", op="create", company=(company,), name=("Yard",)),
        Conversation("visit", visit).say("c", op="create", site=(site,), state=("open",)),
        Conversation("visit", visit).say("e", fields={"answers/kwh": FieldEdit("secret")}),
    ]
    last = seal(msgspec.structs.replace(made[0], cid=erase, op="erase", fields={}))
    for order in (
        [*made, last],
        [last, *made],
        [*made[:2], last, *made[2:]],
        [made[3], last, made[2], *made[:2]],
    ):
        book = MemoryBook()
        for each in order:
            accept(book, each)
        assert all(state.erased and not state.fields for state in book.states.values())
        assert len(book.states) == 3
        contents = [change for change in book.log.values() if isinstance(change, Change)]
        assert [change.op for change in contents] == ["erase"]


def test_what_an_erase_left_of_a_change_erases_elsewhere_too():
    book, other = MemoryBook(), MemoryBook()
    talk = conversation("a 5", "b 6 a")
    accept(book, talk.changes["a"])
    accept(book, talk.say("d", op="erase", fields={}))
    accept(other, talk.changes["b"])
    for change in book.log.values():
        accept(other, change)
    accept(other, talk.changes["a"])
    assert other.states[RECORD] == RecordState(RECORD, "company", {}, erased=True)
    assert [change.op for change in other.log.values() if isinstance(change, Change)] == ["erase"]
