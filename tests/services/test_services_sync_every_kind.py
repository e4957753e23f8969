"""Every kind of record goes from one workspace to another with all its fields, its files byte by byte; newer ones as well."""

from io import BytesIO
from zipfile import ZipFile

import msgspec
import pytest
from sync_people import Person, quiet, records_only

from greenfield.base.problem import ProblemError
from greenfield.records.kinds import KINDS, FieldType
from greenfield.records.scopes import PhotoPermission, Scope
from greenfield.services.library_shelf import packs
from greenfield.services.own_tables import kept_benchmarks, kept_factors
from greenfield.services.submissions.known_forms import KnownForms
from greenfield.services.sync.conflicts import history
from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.services.toolkits import find_toolkit, offered_toolkits, shipped_packages, toolkit_of
from greenfield.store.reading.plan import find_record
from greenfield.toolkit.benchmarks import shipped_benchmarks
from greenfield.toolkit.package import MANIFEST

PLAIN = {
    FieldType.WHOLE: 7,
    FieldType.NUMBER: 1.5,
    FieldType.FLAG: True,
    FieldType.JSON: {"a": [1, "é", None]},
}
SAID = {"sharing": str(Scope.ORGANISATION), "photos": str(PhotoPermission.REPORT)}
HANGS = {"visit": "visit", "subject": "visit", "company": "company"}


class Maker:
    """Makes a record of any kind with a value in every field, and what it hangs on."""

    def __init__(self, unit, visit, company):
        self.unit, self.made, self.files = unit, {"visit": visit, "company": company}, {}

    def new(self, kind):
        values = {field: self.value(kind, field, holds) for field, holds in KINDS[kind].fields.items()}
        return self.unit.create(kind, values), values

    def value(self, kind, field, holds):
        if holds is FieldType.BLOB:
            content = f"{field} of {kind}".encode() * 400
            sha256 = self.unit.put_blob(content)
            self.files[sha256] = content
            return sha256
        if holds is FieldType.REFERENCE:
            if field not in KINDS[kind].hangs_on:
                return ""
            return self.made[HANGS[field]] if field in HANGS else self.owner(field)
        return SAID.get(field) or PLAIN.get(holds) or f"{field} of {kind}"

    def owner(self, field):
        if field not in self.made:
            self.made[field] = self.new(field)[0] if field in KINDS else ""
        return self.made[field]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_record_of_every_kind_comes_to_a_colleague_as_it_was_made(factory, kind):
    awa, badou, visit = factory
    with awa.workspace.read() as connection:
        company = find_record(connection, "visit", visit).text("company")
    with awa.workspace.unit() as unit:
        maker = Maker(unit, visit, company)
        record, values = maker.new(kind)
    quiet(awa, badou)
    with badou.workspace.read() as connection:
        shown = find_record(connection, kind, record)
    assert shown is not None
    for field, value in values.items():
        assert [side.value for side in history(badou.workspace, record, field)] == [value], field
    for sha256, content in maker.files.items():
        assert badou.workspace.blob(sha256) == content


def test_a_kind_and_a_package_of_a_newer_version_are_kept_and_passed_on(factory, open_copy, centre):
    awa, badou, _ = factory
    newer = {"identifier": "scan-2031", "version": "9.0.0", "type": "toolkit-of-2031", "title": "Scan 2031"}
    content = b"a format of 2031" * 500
    with awa.workspace.unit() as unit:
        sha256 = unit.put_blob(content)
        package = unit.create("package", {**newer, "blob": sha256, "needs": ["something new"]})
    quiet(awa, badou)
    chidi = Person(open_copy("chidi"), centre, "Chidi")
    chidi.sync()
    for who in (badou, chidi):
        assert who.values(package, "needs") == [["something new"]]
        assert who.workspace.blob(sha256) == content


def package_of(identifier, **said):
    """Return the bytes of a package as a later version of the program would make it, and what its record says."""
    shipped = next(content for name, content in shipped_packages() if name.startswith("quick-scan"))
    with ZipFile(BytesIO(shipped)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = msgspec.json.decode(members.pop(MANIFEST)) | {"id": identifier, **said}
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in {MANIFEST: msgspec.json.encode(manifest), **members}.items():
            archive.writestr(name, content)
    return target.getvalue(), {"identifier": identifier, "version": manifest["version"], "type": "toolkit"}


def shared_package(who, content, values):
    with who.workspace.unit() as unit:
        sha256 = unit.put_blob(content) if content else "0" * 64
        unit.create("package", {**values, "blob": sha256})
    return sha256


@pytest.mark.parametrize("lacks", ["the program for it", "its file"])
def test_a_package_that_cannot_be_opened_here_keeps_nobody_from_working(factory, lacks):
    awa, badou, _ = factory
    there = lacks != "its file"
    for identifier in ("quick-scan", "scan-2031"):
        content, values = package_of(identifier, version="9.0.0", format=7)
        shared_package(awa, content if there else b"", values)
    for kind in ("benchmarks", "factors", "library"):
        content, values = package_of("of-2031", version="9.0.0", format=7)
        shared_package(awa, content if there else b"", {**values, "type": kind})
    awa.sync()
    badou.sync(None if there else records_only())
    assert kept_benchmarks(badou.workspace)[0] == shipped_benchmarks()
    assert not kept_factors(badou.workspace)[0].national
    assert len(packs(badou.workspace)) == len(packs())
    assert {one.toolkit for one in KnownForms(badou.workspace).forms} >= {"quick-scan", "walk-through"}
    offered = {one.manifest.id: one.manifest.version for one in offered_toolkits(badou.workspace)}
    assert offered["quick-scan"] == "1.0.0"
    assert "walk-through" in offered
    assert "scan-2031" not in offered
    assert find_toolkit(badou.workspace, "quick-scan")[1].manifest.version == "1.0.0"
    with pytest.raises(ProblemError) as caught:
        find_toolkit(badou.workspace, "scan-2031")
    assert caught.value.code == ("package.newer" if there else "blob.unknown")


def test_a_questionnaire_that_the_program_ships_is_not_fetched_over_the_line(factory):
    awa, badou, visit = factory
    pinned = awa.open(visit).visit.toolkit
    assert badou.workspace.blob(pinned) == awa.workspace.blob(pinned)
    assert [one.path for line in badou.lines for one in line.of(pinned)] == []
    assert WorkspaceStore(badou.workspace).count_files() == (0, 0)


def test_a_visit_whose_questionnaire_has_not_come_yet_says_so(factory):
    awa, badou, _ = factory
    content, values = package_of("scan-2027", version="1.0.0")
    sha256 = shared_package(awa, content, values)
    awa.sync()
    badou.sync(records_only())
    with pytest.raises(ProblemError) as caught:
        toolkit_of(badou.workspace, sha256)
    assert caught.value.code == "toolkit.not_fetched"
    badou.sync()
    assert toolkit_of(badou.workspace, sha256).manifest.id == "scan-2027"
