"""A package that does not open here is never passed over silently: why, and what to do, is said wherever it would have counted."""

import hashlib

import pytest
from package_sample import NEWER

from greenfield.base.catalogue import sentence
from greenfield.base.texts import texts_for
from greenfield.services.library import left_out, library_of
from greenfield.services.own_tables import kept_benchmarks, kept_factors
from greenfield.services.toolkits import shipped_packages
from greenfield.services.unopened_packages import unopened_packages
from greenfield.toolkit.package import unpack

STATES = {"damaged": NEWER[: len(NEWER) // 2], "newer": NEWER, "not here": None}


def keep(workspace, kind, content, version="1.0.0"):
    """Keep a package as it comes from somebody else."""
    with workspace.unit() as unit:
        blob = hashlib.sha256(b"elsewhere").hexdigest() if content is None else unit.put_blob(content)
        values = {"identifier": "own", "version": version, "type": kind, "title": "Own", "blob": blob}
        unit.create("package", values, blobs=[blob])


def codes(problems):
    return [each.code for each in problems]


@pytest.mark.parametrize("kind", ["factors", "benchmarks"])
@pytest.mark.parametrize(
    ("state", "said"), [("damaged", "damaged"), ("newer", "newer"), ("not here", "not_here")]
)
def test_figures_say_why_they_were_worked_out_without_a_table(workspace, kind, state, said):
    keep(workspace, kind, STATES[state])
    _, told = (kept_factors if kind == "factors" else kept_benchmarks)(workspace)
    assert codes(told) == [f"{kind}.{said}"]
    assert ("Update Greenfield" in sentence(told[0], texts_for("en"))) is (state == "newer")


@pytest.mark.parametrize("kind", ["library", "toolkit", "factors"])
@pytest.mark.parametrize(
    ("state", "said"), [("damaged", "cannot_open"), ("newer", "needs_newer"), ("not here", "not_fetched")]
)
def test_doctor_and_library_say_what_does_not_open(workspace, kind, state, said):
    assert unopened_packages(workspace) == []
    keep(workspace, kind, STATES[state])
    told = unopened_packages(workspace)
    assert codes(told) == [f"package.{said}"]
    assert "“Own”, version 1.0.0" in sentence(told[0], texts_for("en"))
    assert codes(left_out(workspace)) == ([f"package.{said}"] if kind == "library" else [])
    assert library_of("en", workspace).items, "the others are found as ever"


def test_a_kind_of_package_that_is_not_known_here_needs_a_newer_program(workspace):
    keep(workspace, "rate-tables", b"anything")
    assert codes(unopened_packages(workspace)) == ["package.needs_newer"]


@pytest.mark.parametrize(("kind", "told"), [("library", []), ("toolkit", ["package.cannot_open"])])
def test_what_a_higher_version_replaces_is_told_no_more_unless_visits_may_use_it(workspace, kind, told):
    whole = next(
        content for name, content in shipped_packages() if unpack(content, name).manifest.kind == kind
    )
    keep(workspace, kind, whole, version="0.9.0")
    keep(workspace, kind, STATES["damaged"], version="1.9.0")
    assert codes(unopened_packages(workspace)) == ["package.cannot_open"], "a lower one does not replace it"
    keep(workspace, kind, whole, version="1.10.0")
    assert codes(unopened_packages(workspace)) == told
