"""Packages: the same source gives the same bytes, and what was changed is refused."""

import io
import os
import subprocess
import sys
import zipfile

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toolkit_sample import replaced, sample, write

from greenfield.base.problem import ProblemError
from greenfield.toolkit.build import build_package
from greenfield.toolkit.package import FORM, MANIFEST, SHEETS, Manifest, pack, sha256_of, unpack
from greenfield.toolkit.toolkit import open_toolkit


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return build_package(write(tmp_path_factory.mktemp("source"), sample()))


def members_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def code_of(content):
    with pytest.raises(ProblemError) as caught:
        open_toolkit(content, "some.gfpack")
    return caught.value.code


def test_a_package_says_what_it_is(package):
    name, content = package
    assert name == "small-1.0.gfpack"
    manifest = unpack(content, name).manifest
    assert (manifest.format, manifest.kind, manifest.id, manifest.version) == (1, "toolkit", "small", "1.0")
    assert (manifest.publisher, manifest.licence) == ("A centre", "Apache-2.0")
    assert manifest.title == {"en": "Small"}
    assert manifest.languages == ["en"]
    assert manifest.members == {
        name: sha256_of(found) for name, found in members_of(content).items() if name != MANIFEST
    }


def test_the_same_source_gives_the_same_bytes_in_another_process_and_folder(package, tmp_path):
    source = write(tmp_path, sample(), "other name.md")
    script = (
        "import sys, pathlib; from greenfield.toolkit.build import build_package;"
        "sys.stdout.buffer.write(build_package(pathlib.Path(sys.argv[1]))[1])"
    )
    for seed in ("1", "2"):
        made = subprocess.run(
            [sys.executable, "-c", script, str(source)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland"},
        ).stdout
        assert sha256_of(made) == sha256_of(package[1])


def test_another_source_gives_other_bytes(package, tmp_path):
    _name, content = build_package(write(tmp_path, replaced("measures", "Listen.", "Listen well.")))
    assert content != package[1]


def test_a_toolkit_comes_back_as_it_was_written(package):
    name, content = package
    toolkit = open_toolkit(content, name)
    assert toolkit.sha256 == sha256_of(content)
    assert toolkit.title("fr") == "Small"
    assert [(flow.name, flow.carrier, flow.unit) for flow in toolkit.flows] == [
        ("electricity", "electricity", "kWh"),
        ("boiler", "${fuel}", "${vol_unit}"),
        ("product", "", "t"),
    ]
    assert toolkit.profile == {"employees": "people"}
    assert toolkit.measure("fix").library == ("guide",)
    assert toolkit.measure("nothing") is None
    assert toolkit.library["guide"].summary == {"en": "Short."}
    assert [(p.question, str(p.area), dict(p.scores)) for p in toolkit.practices] == [
        ("leaks", "energy", {"none": 1.0, "some": 0.5, "many": 0.0})
    ]
    assert b"<h:title>Small</h:title>" in toolkit.form_xml
    assert b"score" not in toolkit.form_xml


def test_opening_a_package_needs_no_pyxform(package, tmp_path):
    path = tmp_path / package[0]
    path.write_bytes(package[1])
    script = (
        "import sys, pathlib; from greenfield.toolkit.toolkit import open_toolkit;"
        "open_toolkit(pathlib.Path(sys.argv[1]).read_bytes(), 'p');"
        "sys.exit(any(name.split('.')[0] in {'pyxform', 'openpyxl', 'pint', 'babel'} for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)


def test_a_source_with_errors_makes_no_package_and_lists_them_all(tmp_path):
    text = replaced("measures", "2.4236", "9.9").replace("invoiced", "${nothing}")
    with pytest.raises(ProblemError) as caught:
        build_package(write(tmp_path, text))
    assert [problem.code for problem in caught.value.problems] == ["toolkit.unknown_question", "measures.arc"]


def test_a_plain_form_makes_no_package(tmp_path):
    with pytest.raises(ProblemError) as caught:
        build_package(write(tmp_path, "| survey | type | name | label |\n| | text | a | A |"))
    assert caught.value.code == "package.no_sheet"


def test_an_xform_makes_no_package(tmp_path):
    with pytest.raises(ProblemError) as caught:
        build_package(write(tmp_path, "<h:html/>", "form.xml"))
    assert caught.value.code == "package.needs_sheets"


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_half_a_package_is_damaged(package, share):
    assert code_of(package[1][: int(len(package[1]) * share)]) == "package.damaged"


@pytest.mark.parametrize("member", [FORM, SHEETS])
def test_a_changed_missing_or_added_member_is_damage(package, member):
    members = members_of(package[1])
    assert code_of(zipped({**members, member: members[member] + b" "})) == "package.damaged"
    assert code_of(zipped({n: c for n, c in members.items() if n != member})) == "package.damaged"
    assert code_of(zipped({**members, "extra.txt": b"x"})) == "package.damaged"


def test_a_zip_file_without_manifest_is_no_package():
    assert code_of(zipped({"hello.txt": b"hello"})) == "package.not_one"
    assert code_of(zipped({MANIFEST: b"[]"})) == "package.not_one"
    assert code_of(zipped({MANIFEST: b"\xff\xfe"})) == "package.not_one"


def test_a_newer_format_is_told_apart_from_damage(package):
    members = members_of(package[1])
    manifest = msgspec.json.decode(members[MANIFEST])
    future = {**manifest, "format": 2, "kind": {"something": "else"}}
    assert code_of(zipped({**members, MANIFEST: msgspec.json.encode(future)})) == "package.newer"


def test_a_package_that_would_swell_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, bytes(40_000_000))
    assert code_of(target.getvalue()) == "archive.hostile"


def test_a_well_packed_package_whose_sheets_are_none_is_damaged():
    manifest = Manifest(
        format=1, kind="toolkit", id="x", version="1", publisher="p", licence="l", title={}, languages=[]
    )
    assert code_of(pack(manifest, {FORM: b"", SHEETS: b'{"survey": 3}'})) == "package.damaged"


@pytest.mark.parametrize(
    "stored",
    [
        b'{"measures": {"headers": ["name", "area", "technique"], "rows": [[2, {"name": "m", "area": "moon"}]]}}',
        b'{"flows": {"headers": ["name", "resource"], "rows": [[2, {"name": "f", "resource": "moon"}]]}}',
    ],
)
def test_a_package_that_names_what_does_not_exist_is_damaged(stored):
    manifest = Manifest(
        format=1, kind="toolkit", id="x", version="1", publisher="p", licence="l", title={}, languages=[]
    )
    assert code_of(pack(manifest, {FORM: b"", SHEETS: stored})) == "package.damaged"


@settings(max_examples=80, deadline=None)
@given(position=st.floats(0, 1, exclude_max=True), value=st.integers(1, 255))
def test_one_changed_byte_never_goes_unnoticed_as_another_toolkit(package, position, value):
    name, content = package
    changed = bytearray(content)
    changed[int(position * len(content))] ^= value
    try:
        toolkit = open_toolkit(bytes(changed), name)
    except ProblemError as error:
        assert error.code in {  # noqa: PT017  any of them names the damage
            "package.damaged",
            "package.not_one",
            "package.newer",
            "archive.hostile",
        }
    else:
        original = open_toolkit(content, name)
        assert (toolkit.form_xml, toolkit.measures) == (original.form_xml, original.measures)
        assert toolkit.sha256 != original.sha256
