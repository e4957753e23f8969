"""Whatever the files say, reading them ends in submissions or in named problems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.base.problem import ProblemError
from greenfield.forms.parse import parse_form
from greenfield.services.submissions.instance_xml import fill_from_xml, read_instance
from greenfield.services.submissions.table_rows import Export, rows_of
from greenfield.services.submissions.tables import Table, read_csv
from greenfield.services.toolkits import shipped_toolkit


class NoFiles:
    """A folder without media."""

    def find(self, _name):
        return None


@pytest.fixture(scope="module")
def form():
    return parse_form(shipped_toolkit("quick-scan")[1].form_xml)


NAMES = st.sampled_from(["about", "country", "power", "elec_amount", "meta", "instanceID", "x", "orx:meta"])
TEXTS = st.text(
    alphabet=st.characters(exclude_characters="<>&\x00", exclude_categories=["Cs", "Cc"]), max_size=12
)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(st.tuples(NAMES, inner), max_size=4).map(tuple), max_leaves=20
)


def written(tree):
    if isinstance(tree, str):
        return tree
    return "".join(f"<{name}>{written(inner)}</{name}>" for name, inner in tree)


@given(TREES)
def test_any_tree_of_elements_is_read_whole(form, tree):
    text = f'<data id="quick_scan" xmlns:orx="http://openrosa.org/xforms">{written(tree)}</data>'
    filled = fill_from_xml(read_instance(text.encode(), "x.xml", NoFiles()).root, form)
    assert all(text.strip() for text in (*filled.answers.values(), *filled.left_out.values()))


def problem_of(read, *arguments):
    """The code of the problem that reading ends in, empty for none; anything else is a fault."""
    try:
        read(*arguments)
    except ProblemError as error:
        return error.code
    return ""


@given(st.binary(max_size=200))
def test_bytes_are_a_submission_or_a_named_problem(data):
    codes = [problem_of(read_instance, data, "x.xml", NoFiles()), problem_of(read_csv, data, "x.csv")]
    assert all(code == "" or code.startswith("submission.") for code in codes)


HEADERS = st.sampled_from(
    ["KEY", "_uuid", "_index", "PARENT_KEY", "_parent_index", "country", "about/country", "about-sector", "power/", "-",
     "elec_unit", "about/output_unit/t", "Country", "_about_latitude", "photo_URL", "/", "::"]
)  # fmt: skip


@given(st.lists(HEADERS, unique=True, max_size=10), st.lists(st.lists(TEXTS, max_size=10), max_size=4))
def test_any_table_fills_the_form_or_is_told(form, headers, rows):
    cells = [dict(zip(headers, row, strict=False)) for row in rows]
    table = Table("x.csv", "x", tuple(headers), tuple(enumerate(cells, start=2)))
    for row in rows_of(Export(table, (), "quick_scan", NoFiles())):
        filled, _ = row.fill(form)
        assert set(filled.answers) <= set(form.layout.by_path)
