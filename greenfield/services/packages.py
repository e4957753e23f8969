"""Packages: made from the source of a toolkit or a library, checked, kept in a workspace, listed."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from greenfield.base.languages import SOURCE_LANGUAGE
from greenfield.base.problem import fail
from greenfield.services.files import write_file
from greenfield.services.form_import import FORM_ENDINGS, examine_form, keep_form
from greenfield.services.indicator_sets import read_source
from greenfield.services.own_tables import TABLE_KINDS, keep_tables, table_package
from greenfield.services.toolkits import keep_package, shipped_packages
from greenfield.store.reading.history import history_of
from greenfield.store.reading.people import name_of
from greenfield.store.reading.plan import all_of
from greenfield.store.workspace import Workspace
from greenfield.toolkit.build import build_form, build_package
from greenfield.toolkit.library_pack import items_of
from greenfield.toolkit.package import LIBRARY, TOOLKIT, Package, sha256_of, unpack
from greenfield.toolkit.read import read_file
from greenfield.toolkit.table_pack import TABLE_ENDINGS, tables_of
from greenfield.toolkit.toolkit import Toolkit, open_toolkit


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package in a list; `where` is `program` or `workspace`, `shared_by` who else brought it in, by name."""

    id: str
    version: str
    kind: str
    publisher: str
    sha256: str
    where: str
    shared_by: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the row for the command line."""
        return asdict(self)


def build_to(source: Path, folder: Path) -> tuple[Path, str]:
    """Compile a toolkit, a library or an indicator set into a package in `folder`; return its path and sha256.

    A package of the same name with other bytes is never replaced: `package.version_taken`. Raises also as
    `toolkit.build.build_package` and `write_file` do.
    """
    is_table = source.suffix.lower() in TABLE_ENDINGS
    name, content = build_form(read_source(source)) if is_table else build_package(source)
    path = folder / name
    if path.exists() and read_file(path) != content:
        raise fail("package.version_taken", str(path))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise fail("file.unwritable", str(folder), reason=error.strerror or str(error)) from error
    write_file(path, content)
    return path, sha256_of(content)


def read_package(path: Path) -> Package:
    """Return a package that is whole, with rows that can be read; a file of tables or an indicator set is made into one.

    Raises as `toolkit.package.unpack`, `toolkit.library_pack.items_of`, `toolkit.table_pack.build_tables` and
    `read_file` do.
    """
    content = read_file(path)
    if path.suffix.lower() in TABLE_ENDINGS and (made := table_package(content, path.name)):
        return made[1]
    if path.suffix.lower() in TABLE_ENDINGS:
        name, content = build_form(read_source(path))
        return unpack(content, name)
    package = unpack(content, path.name)
    if package.manifest.kind == LIBRARY:
        items_of(package, path.name)
    elif package.manifest.kind in TABLE_KINDS:
        tables_of(package, path.name)
    return package


def install(workspace: Workspace, path: Path) -> Toolkit | Package:
    """Keep a package, or a form or a file of tables that is checked and made into one, in the workspace, once.

    The same version with other bytes, in the workspace or in the program, is refused: `package.version_taken`.
    Raises also as `toolkit.toolkit.open_toolkit`, `toolkit.library_pack.items_of`, `toolkit.table_pack.build_tables`
    and `read_file` do.
    """
    content = read_file(path)
    if path.suffix.lower() in TABLE_ENDINGS and (made := table_package(content, path.name)):
        keep_tables(workspace, *made, path.name)
        return made[1]
    if path.suffix.lower() in FORM_ENDINGS:
        return keep_form(workspace, examine_form(path, SOURCE_LANGUAGE))
    package = unpack(content, path.name)
    installed: Toolkit | Package = package
    if package.manifest.kind == TOOLKIT:
        installed = open_toolkit(content, path.name)
    elif package.manifest.kind in TABLE_KINDS:
        tables_of(package, path.name)
    else:
        items_of(package, path.name)
    with workspace.unit() as unit:
        keep_package(unit, content, package.manifest, package.sha256)
    return installed


def shipped() -> Iterator[PackageRow]:
    """Yield the packages that come with the program."""
    for name, content in shipped_packages():
        package = unpack(content, name)
        manifest = package.manifest
        yield PackageRow(
            manifest.id, manifest.version, manifest.kind, manifest.publisher, package.sha256, "program"
        )


def kept_packages(workspace: Workspace) -> list[PackageRow]:
    """Return the packages that a workspace keeps, each once, whoever brought it in."""
    with workspace.read() as connection:
        kept = all_of(connection, "package")
        makers: dict[str, set[str]] = {}
        for each in kept:
            authors = {version.author for version in history_of(connection, each.id, "blob")}
            names = {name_of(connection, author) for author in authors - {workspace.author}}
            makers.setdefault(each.text("blob"), set()).update(names - {""})
    once = {one.text("blob"): one for one in reversed(kept)}
    return [
        PackageRow(
            id=one.text("identifier"),
            version=one.text("version"),
            kind=one.text("type"),
            publisher=one.text("publisher"),
            sha256=one.text("blob"),
            where="workspace",
            shared_by=tuple(sorted(makers[one.text("blob")])),
        )
        for one in kept
        if once[one.text("blob")] is one
    ]
