"""`library search` and packages of the kind `library` on the command line."""

import pytest
from library_sample import PACKAGE, row, table, write

OWN = PACKAGE.replace("| library | 1.0 ", "| centre  | 1.0 ")


@pytest.fixture
def source(tmp_path):
    """Write the source of a centre's own library."""

    def make(*rows):
        return write(tmp_path / "own", {"10.csv": table(*rows)}, OWN)

    return make


def test_a_faulty_library_names_every_cell_and_makes_no_package(greenfield, tmp_path, source):
    path = source(row(proof="", year="12"), row(name="x_other", title="Other", type="blog"))
    run = greenfield("package", "build", path, "--out", tmp_path, "--json")
    assert run.codes == (1, ["library.empty", "library.year", "library.type"])
    first = run.json["problems"][0]
    assert (first["row"], first["column"]) == (2, "proof")
    assert "10.csv" in first["where"]
    assert greenfield("form", "check", path, "--json").codes == run.codes
    assert not list(tmp_path.glob("*.gfpack"))


def test_a_library_is_built_checked_installed_listed_and_searched(greenfield, at, tmp_path, source):
    built = greenfield("package", "build", source(row(title="Quinoa mills")), "--out", tmp_path, "--json")
    assert built.codes == (0, [])
    path = built.json["file"]
    checked = greenfield("package", "check", path, "--json").json
    assert (checked["kind"], checked["id"], checked["languages"]) == ("library", "centre", ["en"])
    assert greenfield("library", "search", "quinoa", "--json").json["items"] == []
    assert greenfield(*at, "package", "install", path, "--json").codes == (0, [])
    listed = greenfield(*at, "package", "list", "--json").json["packages"]
    kinds = {(one["id"], one["where"]): one["kind"] for one in listed}
    assert kinds["centre", "workspace"] == kinds["library", "program"] == "library"
    (found,) = greenfield(*at, "library", "search", "quinoa", "--json").json["items"]
    assert (found["title"], found["package"]) == ("Quinoa mills", "centre 1.0")
    assert (found["seen"], found["seen_at"]) == ("2026-11-21", "https://example.org/air")
    assert found["proof"] == "Compressed air, 2012"
    assert "https://example.org/air" in greenfield(*at, "library", "search", "quinoa").out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--topic", "water"], ["Guide 1"]),
        (["--topic", "energy", "--type", "case-study"], ["Guide 2"]),
        (["--sector", "c1071"], ["Guide 0", "Guide 1", "Guide 2"]),
        (["--sector", "C13"], ["Guide 1", "Guide 2"]),
        (["--country", "fra"], ["Guide 0", "Guide 1"]),
        (["--expired"], ["Guide 0", "Guide 1", "Guide 2", "Guide 3"]),
    ],
)
def test_a_search_is_narrowed(greenfield, at, source, words, found):
    changes = (
        {"sectors": "C10", "type": "tool"},
        {"topics": "water"},
        {"countries": "SEN", "type": "case study"},
        {"expires": "2026-01-31", "seen": "2026-01-01"},
    )
    rows = [
        row(name=f"x_{number}", title=f"Guide {number}", publisher="Quinoa", address="", **change)
        for number, change in enumerate(changes)
    ]
    written = source(*rows)
    path = greenfield("package", "build", written, "--out", written.parent, "--json").json["file"]
    assert greenfield(*at, "package", "install", path).code == 0
    items = greenfield(*at, "library", "search", "quinoa", *words, "--json").json["items"]
    assert sorted(one["title"] for one in items) == found


@pytest.mark.parametrize(
    "words", [["--topic", "blogs"], ["--type", "blog"], ["--sector", "Z1"], ["--country", "Mali"], []]
)
def test_what_cannot_be_looked_for_is_wrong_use(greenfield, words):
    wanted = ["x", *words] if words else []
    assert greenfield("library", "search", *wanted).code == 2


def test_resources_in_every_language_are_found_by_their_own_words(greenfield):
    for language, words in (
        ("fr", "énergie"),
        ("es", "producción limpia"),
        ("pt_BR", "energia"),
        ("ru", "производство"),
        ("ar", "الانتاج"),
        ("zh_Hans", "清洁生产"),
    ):
        items = greenfield("library", "search", words, "--language", language, "--json").json["items"]
        assert items, language
        assert items[0]["language"] == language
