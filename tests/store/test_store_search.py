import pytest
from store_rows import fingerprints

from greenfield.store import search_index
from greenfield.store.check import check
from greenfield.store.rebuild import rebuild
from greenfield.store.search_index import find
from greenfield.store.segmentation import is_text, query_of, words_of

TEXTS = {
    "chinese": "上海陶瓷厂有限公司",
    "french": "Brûlerie de café, près du marché",
    "arabic": "مصنع النسيج في القاهرة",
    "mixed": "Ceramics 陶瓷 GmbH",
    "german": "Gießerei Köln",
}


@pytest.fixture
def found(workspace):
    with workspace.unit() as unit:
        ids = {unit.create("company", {"name": text}): name for name, text in TEXTS.items()}

    def search(words):
        with workspace.read() as connection:
            return sorted(ids[record] for record, _ in find(connection, words))

    return search


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("陶瓷", ["chinese", "mixed"]),
        ("瓷厂", ["chinese"]),
        ("海", ["chinese"]),
        ("司", ["chinese"]),
        ("陶瓷厂", ["chinese"]),
        ("陶厂", []),
        ("上海 公司", ["chinese"]),
        ("brulerie", ["french"]),
        ("caf", ["french"]),
        ("café marché", ["french"]),
        ("café köln", []),
        ("النسيج", ["arabic"]),
        ("ceramics陶瓷", ["mixed"]),
        ("GIEßEREI", ["german"]),
        ('"', []),
        ("", []),
        ("name:x OR NEAR(", []),
    ],
)
def test_words_are_found_in_any_script(found, words, names):
    assert found(words) == names


def test_what_people_wrote_is_found_and_numbers_and_choices_are_not(workspace):
    with workspace.unit() as unit:
        visit = unit.create("visit", {"state": "open"})
        unit.set(
            visit,
            {
                "answers/remark": "Steam leaks near the dryer",
                "answers/kwh": "120000",
                "answers/fuel": "natural_gas",
                "answers/day": "2026-05-04",
            },
        )
        note = unit.create("note", {"subject": visit, "text": "Ask for the dryer's manual"})
    with workspace.read() as connection:
        assert sorted(find(connection, "dryer")) == sorted([(visit, "answers/remark"), (note, "text")])
        assert [find(connection, word) for word in ("120000", "natural", "2026")] == [[], [], []]
    with workspace.unit() as unit:
        unit.set(visit, {"answers/remark": "No leak any more"})
        unit.set(note, {"text": ""})
    with workspace.read() as connection:
        assert find(connection, "dryer") == []
        assert find(connection, "leak") == [(visit, "answers/remark")]


def test_texts_of_one_unit_are_found_in_it_and_changed_or_removed_in_it(workspace):
    with workspace.unit() as unit:
        visit = unit.create("visit", {"state": "open", "answers/remark": "Steam leaks near the dryer"})
        assert find(unit.connection, "leaks") == [(visit, "answers/remark")]
        note, gone, erased = (
            unit.create("note", {"subject": visit, "text": f"Ask for the {word}"})
            for word in ("manual", "drawing", "invoice")
        )
        unit.set(note, {"text": "Ask for the catalogue"})
        unit.delete(gone)
        unit.erase(erased)
        late = unit.create("note", {"subject": visit, "text": "Measure the stack"})
    with workspace.read() as connection:
        assert find(connection, "ask") == [(note, "text")]
        assert find(connection, "catalogue") == [(note, "text")]
        assert find(connection, "stack") == [(late, "text")]
        assert [find(connection, word) for word in ("manual", "drawing", "invoice")] == [[], [], []]
    with workspace.unit() as unit:
        unit.restore(gone)
    with workspace.read() as connection:
        assert find(connection, "drawing") == [(gone, "text")]
    assert check(workspace) == []


def test_texts_of_a_unit_that_is_undone_are_not_found_later(workspace):
    with workspace.unit() as unit:
        unit.create("note", {"text": "Ask for the manual"})
        unit.undo()
    with workspace.unit() as unit:
        kept = unit.create("note", {"text": "Ask for the drawing"})
    with workspace.read() as connection:
        assert find(connection, "ask") == [(kept, "text")]
    assert check(workspace) == []


def test_more_texts_than_wait_at_once_are_all_found(workspace, monkeypatch):
    monkeypatch.setattr(search_index, "_MOST_WAITING", 3)
    with workspace.unit() as unit:
        notes = [unit.create("note", {"text": f"Ask for part {number}"}) for number in range(8)]
    with workspace.read() as connection:
        assert sorted(find(connection, "ask")) == sorted((note, "text") for note in notes)
    before = fingerprints(workspace)
    rebuild(workspace)
    assert fingerprints(workspace) == before


def test_segments_and_queries():
    assert words_of("陶瓷厂 A").split() == ["陶瓷", "瓷厂", "厂", "A"]
    assert query_of("陶瓷厂 oven") == '"陶瓷 瓷厂" AND "oven"*'
    assert [is_text(value) for value in ("yes", "12.5", "Très vieux", "老", "a b", 5, "")] == [
        False,
        False,
        True,
        True,
        True,
        False,
        False,
    ]
