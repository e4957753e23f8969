"""Library packs: every fault of their tables is found, and the same rows give the same bytes."""

import json

import pytest
from library_sample import PACKAGE, row, table, write

from greenfield.base.languages import LANGUAGES
from greenfield.base.places import alpha2_of
from greenfield.base.problem import ProblemError
from greenfield.base.sectors import DIVISIONS, division_of
from greenfield.services.sector_names import DIVISIONS as NAMED
from greenfield.toolkit.build import build_package
from greenfield.toolkit.check.file import check_file
from greenfield.toolkit.library_names import library_names
from greenfield.toolkit.library_pack import ROWS, items_of, open_library
from greenfield.toolkit.library_source import library_source
from greenfield.toolkit.library_words import TOPICS, TYPES
from greenfield.toolkit.make_packages import make_packages
from greenfield.toolkit.package import Manifest, pack, unpack
from greenfield.toolkit.reference import load_reference

FAULTS = [
    ({"title": ""}, "library.empty", "title"),
    ({"publisher": ""}, "library.empty", "publisher"),
    ({"summary": ""}, "library.empty", "summary"),
    ({"seen_at": ""}, "library.empty", "seen_at"),
    ({"proof": ""}, "library.empty", "proof"),
    ({"topics": ""}, "library.empty", "topics"),
    ({"name": "air leaks"}, "library.bad_name", "name"),
    ({"year": "12"}, "library.year", "year"),
    ({"language": "pt"}, "library.language", "language"),
    ({"type": "blog"}, "library.type", "type"),
    ({"topics": "energy money"}, "library.topic", "topics"),
    ({"sectors": "C10 C99"}, "library.sector", "sectors"),
    ({"sectors": "C1071"}, "library.sector", "sectors"),
    ({"countries": "SEN XXX"}, "library.country", "countries"),
    ({"address": "example.org"}, "library.address", "address"),
    ({"address": "javascript:alert"}, "library.address", "address"),
    ({"seen_at": "file:///etc/passwd"}, "library.address", "seen_at"),
    ({"seen": "yesterday"}, "library.day", "seen"),
    ({"expires": "31.12.2027"}, "library.day", "expires"),
    ({"expires": "2026-11-20"}, "library.expired_before", "expires"),
]


def problems(folder, *rows):
    return check_file(write(folder, {"10-some.csv": table(*rows)}))


def built(folder, *rows, **given):
    return build_package(write(folder, {"10-some.csv": table(*rows)}, **given))


@pytest.mark.parametrize(("changed", "code", "column"), FAULTS)
def test_a_fault_is_named_with_file_row_and_column(tmp_path, changed, code, column):
    (problem,) = problems(tmp_path, row(name="x_first", title="Another one"), row(**changed))
    place = problem.place
    assert (problem.code, place.name, place.row, place.column) == (code, "10-some.csv", 3, column)


def test_a_row_without_a_fault_has_none(tmp_path):
    right = row(sectors="C10 C13", countries="SEN FRA", expires="2026-11-21", year="", address="")
    assert problems(tmp_path, right) == []


def test_a_column_that_is_not_known_or_missing_is_named(tmp_path):
    odd = {("publishr" if key == "publisher" else key): value for key, value in row().items()}
    found = problems(tmp_path, odd)
    assert [(one.code, one.place.row, one.place.column) for one in found] == [
        ("workbook.no_column", 1, "publisher"),
        ("library.column", 1, "publishr"),
    ]
    assert found[1].values["nearest"] == "publisher"


def test_summaries_may_stand_in_further_languages_and_nothing_else_may(tmp_path):
    name, content = built(tmp_path, {**row(), "summary::Français (fr)": "Trouver les fuites."})
    assert open_library(content, name)[0].summary == {
        "en": "How to find leaks.",
        "fr": "Trouver les fuites.",
    }
    found = problems(tmp_path, {**row(), "title::Français (fr)": "Air comprimé"})
    assert [one.code for one in found] == ["library.column"]


def test_a_name_and_a_title_of_one_publisher_stand_once_in_all_tables(tmp_path):
    first = table(row())
    second = table(row(title="Boilers"), row(name="x_other", title="COMPRESSED  AIR".replace("  ", " ")))
    found = check_file(write(tmp_path, {"10-a.csv": first, "20-b.csv": second}))
    assert [(one.code, one.place.name, one.place.row, one.place.column) for one in found] == [
        ("library.name_elsewhere", "20-b.csv", 2, "name"),
        ("library.listed_before", "20-b.csv", 3, "title"),
    ]
    assert {one.values["first"] for one in found} == {"10-a.csv · 2"}
    assert problems(tmp_path / "two", row(), row(name="x_other", publisher="Another")) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'name,title\n"open', "library.not_a_table"),
        ("name\nÉté".encode("latin-1"), "library.not_a_table"),
        (table(row()).encode() + b"x,y" * 20 + b"\n", "library.cells"),
        (b"name\n" + b"a" * 40_000 + b"\n", "workbook.long_cell"),
        (b"name\n" + b"a\n" * 20_001, "workbook.too_large"),
    ],
)
def test_a_file_that_is_no_table_is_named(tmp_path, content, code):
    path = write(tmp_path, {})
    (tmp_path / "10-some.csv").write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        build_package(path)
    assert (caught.value.code, caught.value.problems[0].place.name) == (code, "10-some.csv")


def test_a_pack_without_a_row_is_none(tmp_path):
    with pytest.raises(ProblemError) as caught:
        build_package(write(tmp_path, {}))
    assert caught.value.code == "library.no_rows"


def test_the_same_rows_give_the_same_bytes_in_whatever_order_and_file(tmp_path):
    rows = [row(name=f"x_{number}", title=f"Guide {number}") for number in range(4)]
    first = write(tmp_path / "a", {"10.csv": table(*rows)})
    second = write(tmp_path / "b", {"10.csv": table(rows[3], rows[0]), "20.csv": table(rows[2], rows[1])})
    assert build_package(first) == build_package(second)


def test_the_manifest_has_the_languages_of_the_rows_and_a_title_in_each_language(tmp_path):
    rows = [
        row(name="x_fr", title="Air comprimé", language="fr"),
        row(name="x_ar", title="الهواء", language="ar"),
    ]
    name, content = built(tmp_path, *rows)
    package = unpack(content, name)
    manifest = package.manifest
    assert name == "library-1.0.gfpack"
    assert (manifest.kind, manifest.languages) == ("library", ["fr", "ar"])
    assert manifest.title == {"en": "Library", "fr": "Bibliothèque"}
    assert [one["title"] for one in json.loads(package.members[ROWS])] == ["الهواء", "Air comprimé"]


def test_a_pack_comes_back_as_it_was_written(tmp_path):
    name, content = built(tmp_path, row(sectors="C10 C13", countries="SEN", expires="2027-01-31"))
    (item,) = open_library(content, name)
    assert (item.name, item.sectors, item.countries) == ("x_air", ("C10", "C13"), ("SEN",))
    assert (item.expires, item.seen, item.proof) == ("2027-01-31", "2026-11-21", "Compressed air, 2012")


def test_what_is_missing_in_the_sheet_package_is_named(tmp_path):
    with pytest.raises(ProblemError) as caught:
        built(tmp_path, row(), package=PACKAGE.replace("A centre", "        "))
    assert caught.value.code == "package.missing"


def test_a_pack_with_rows_that_are_none_or_lead_elsewhere_is_not_opened(tmp_path):
    name, content = built(tmp_path, row())
    package = unpack(content, name)
    rows = package.members[ROWS]
    for changed in (b"{}", b"[1]", b"\xff", rows.replace(b"https://example.org/air", b"file:///etc/passwd")):
        other = pack(package.manifest, {ROWS: changed})
        with pytest.raises(ProblemError) as caught:
            open_library(other, name)
        assert caught.value.code == "package.damaged"
    other = unpack(pack(Manifest(**{**_fields(package.manifest), "kind": "factors"}), package.members), name)
    with pytest.raises(ProblemError) as caught:
        items_of(other, name)
    assert caught.value.code == "library.not_one"


def _fields(manifest):
    return {name: getattr(manifest, name) for name in manifest.__struct_fields__}


def test_the_divisions_are_those_that_have_a_name():
    assert set(NAMED) == DIVISIONS
    assert [division_of(code) for code in ("C10", "C1071", "C99", "c10", "C10x", "")] == [
        "C10",
        "C10",
        *[""] * 4,
    ]


def test_every_row_of_the_shipped_library_passes_the_check():
    assert [f"{one.place} {one.code}" for one in check_file(library_source())] == []


def test_the_shipped_library_is_a_package_with_all_that_its_tables_list(tmp_path):
    made = [path for path in make_packages(tmp_path / "made") if path.name.startswith("library-")]
    items = open_library(made[0].read_bytes(), made[0].name)
    assert {item.name for item in items} == library_names() == load_reference().library
    assert len(items) == len(library_names())
    for item in items:
        assert item.type in TYPES
        assert set(item.topics) <= set(TOPICS)
        assert item.language in LANGUAGES
        assert all(map(alpha2_of, item.countries))
    assert {item.language for item in items} == set(LANGUAGES)
