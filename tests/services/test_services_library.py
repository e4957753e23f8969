"""The library: found by words in any language, ranked, narrowed; packs of a centre beside those of the program."""

from datetime import date
from functools import partial

import pytest
from library_sample import PACKAGE, row, table, write

from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.services import library_shelf
from greenfield.services.library import Library, Wanted, library_of
from greenfield.services.library_shelf import Pack, packs
from greenfield.services.packages import build_to, install, kept_packages, read_package
from greenfield.services.toolkits import find_toolkit, offered_toolkits
from greenfield.toolkit.build import build_package
from greenfield.toolkit.library_pack import open_library

TODAY = date(2026, 11, 21)


@pytest.fixture
def listed(tmp_path):
    """Make a library of rows for a reader."""

    def make(*rows, language="en"):
        name, content = build_package(write(tmp_path, {"10.csv": table(*rows)}))
        return Library(
            (Pack("library 1.0", is_library=True, items=open_library(content, name)),), texts_for(language)
        )

    return make


def names(library, words="", **wanted):
    return [found.name for found in library.search(Wanted(words, **wanted), TODAY)]


def numbered(*changes):
    return [row(name=f"x_{at}", address=f"https://example.org/{at}", **{"title": f"Guide {at}", **change})
            for at, change in enumerate(changes)]  # fmt: skip


def test_every_word_must_stand_somewhere(listed):
    library = listed(
        *numbered({"title": "Steam boilers", "summary": "Feed water."}, {"title": "Steam traps"})
    )
    assert names(library, "steam") == ["x_0", "x_1"]
    assert names(library, "steam water") == ["x_0"]
    assert names(library, "steam quinoa") == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": "Économies d'énergie"}, "ECONOMIES energie"),
        ({"title": "清洁生产审核指南"}, "清洁生产"),
        ({"title": "清洁生产审核指南 纺织"}, "纺织\u3000审核"),
        ({"title": "دليل الإنتاج الأنظف"}, "الانتاج"),
        ({"title": "كفاءة الطاقة"}, "الطـاقة"),
        ({"title": "Чистое производство"}, "ЧИСТОЕ"),
        ({"publisher": "Água e Saneamento"}, "agua"),
        ({"topics": "wastewater"}, "wastewater"),
        ({"topics": "wastewater"}, "waste-water"),
        ({"type": "case study"}, "case study"),
        ({"sectors": "C13"}, "textiles"),
        ({"year": "2009"}, "2009"),
        ({"summary": "Where pinch analysis pays."}, "pinch"),
    ],
)
def test_words_are_found_whatever_their_capitals_accents_and_writing(listed, change, words):
    library = listed(*numbered(change, {"title": "Boilers", "publisher": "Other"}))
    assert names(library, words) == ["x_0"]


def test_the_names_of_sectors_and_topics_are_found_in_the_readers_language(listed):
    library = listed(*numbered({"sectors": "C10", "topics": "waste"}, {"sectors": "C13"}), language="fr")
    assert names(library, "alimentaires") == ["x_0"]
    assert names(library, "food") == ["x_0"]
    assert names(library, "déchets") == ["x_0"]


def test_the_title_comes_before_the_summary_then_the_readers_language_then_what_is_newer(listed):
    library = listed(
        *numbered(
            {"title": "Boilers", "summary": "Steam.", "language": "fr", "year": "2025"},
            {"title": "Steam and boilers", "language": "en", "year": "2001"},
            {"title": "Steam", "language": "en", "year": "2020"},
            {"title": "Steam traps", "language": "fr", "year": "1999"},
            {"title": "Steam pipes", "language": "en", "year": ""},
        ),
        language="fr",
    )
    assert names(library, "steam") == ["x_3", "x_2", "x_1", "x_4", "x_0"]
    assert names(library, "steam boilers") == ["x_1", "x_0"]


def test_the_list_is_narrowed_and_what_is_for_all_fits_every_sector_and_country(listed):
    library = listed(
        *numbered(
            {"sectors": "C10", "countries": "SEN MLI"},
            {"sectors": "C13", "topics": "water heat", "type": "tool"},
            {"countries": "FRA", "language": "fr"},
        )
    )
    find = partial(names, library)
    assert find(sector="C1071") == ["x_0", "x_2"]
    assert find(sector="C13") == ["x_1", "x_2"]
    assert find(country="SEN") == ["x_0", "x_1"]
    assert find(topic="heat") == ["x_1"]
    assert find(topic="heat", type="guide") == []
    assert find(language="fr") == ["x_2"]


def test_an_offer_that_has_ended_is_left_out_unless_it_is_asked_for(listed):
    library = listed(
        *numbered({"expires": "2026-11-21"}, {"expires": "2026-11-20", "seen": "2026-01-01"}, {"expires": ""})
    )
    assert names(library) == ["x_0", "x_2"]
    found = library.search(Wanted(expired=True), TODAY)
    assert [(one.name, one.expired) for one in found] == [("x_0", False), ("x_1", True), ("x_2", False)]


def test_a_row_says_where_and_when_it_was_seen(listed):
    (found,) = listed(row(address="")).search(Wanted(), TODAY)
    shown = found.as_json()
    assert (shown["seen"], shown["seen_at"]) == ("2026-11-21", "https://example.org/air")
    assert (shown["proof"], shown["package"]) == ("Compressed air, 2012", "library 1.0")
    assert found.web == "https://example.org/air"


def test_a_centre_installs_a_pack_of_its_own_and_both_are_searched(workspace, tmp_path):
    shared = library_of("en").search(Wanted(), TODAY)[0]
    own = [
        row(name="own_first", title="Guide of our centre", address="https://centre.example/guide"),
        row(
            name="own_same",
            title="The same in other words",
            address=shared.web.replace("https://", "http://"),
        ),
    ]
    source = write(
        tmp_path / "own", {"10.csv": table(*own)}, PACKAGE.replace("| library | 1.0 ", "| centre  | 1.0 ")
    )
    path, sha256 = build_to(source, tmp_path)
    before = len(library_of("en", workspace).items)
    for _ in range(2):
        assert install(workspace, path).sha256 == sha256
    assert [(one.id, one.kind) for one in kept_packages(workspace)] == [("centre", "library")]
    library = library_of("en", workspace)
    assert len(library.items) == before + (1 if shared.address else 2)
    assert [one.package for one in library.search(Wanted("guide of our centre"), TODAY)] == ["centre 1.0"]
    assert library.named("own_same") is not None
    assert library_of("en").named("own_first") is None


def test_a_library_is_no_toolkit_for_a_visit(workspace, tmp_path):
    path, _ = build_to(
        write(tmp_path / "own", {"10.csv": table(row())}, PACKAGE.replace("| 1.0 ", "| 9.0 ")), tmp_path
    )
    install(workspace, path)
    assert "library" not in {one.manifest.id for one in offered_toolkits(workspace)}
    with pytest.raises(ProblemError) as caught:
        find_toolkit(workspace, "library")
    assert caught.value.code == "toolkit.unknown"


def test_another_pack_of_the_programs_own_version_is_refused(workspace, tmp_path):
    path, _ = build_to(
        write(tmp_path / "own", {"10.csv": table(row())}, PACKAGE.replace("| 1.0 ", "| 1.0.0 ")), tmp_path
    )
    with pytest.raises(ProblemError) as caught:
        install(workspace, path)
    assert caught.value.code == "package.version_taken"
    assert read_package(path).manifest.kind == "library"


def test_a_pack_is_decoded_once(monkeypatch, workspace):
    packs(workspace)
    opened = []
    monkeypatch.setattr(library_shelf, "unpack", lambda *given: opened.append(given))
    assert packs(workspace) == packs()
    assert library_of("en") is library_of("en", workspace)
    assert opened == []


def test_the_shipped_library_stands_before_the_toolkits_and_each_address_once():
    library = library_of("en")
    addresses = [item.address for item in library.items if item.address]
    assert len(addresses) == len(set(addresses))
    assert len(library.items) > 300
    assert {one.package.split()[0] for one in library.search(Wanted(), TODAY)} >= {"library", "quick-scan"}
