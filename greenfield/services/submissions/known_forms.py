"""The forms that this workspace knows: which toolkit a submission belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from greenfield.base.problem import Place, ProblemError, fail
from greenfield.forms.reading.xml import elements, first, read_xml
from greenfield.services.submissions.submission import Submission
from greenfield.services.toolkits import shipped_packages
from greenfield.store.reading.plan import all_of
from greenfield.store.workspace import Workspace
from greenfield.toolkit.package import FORM, Package, unpack
from greenfield.toolkit.toolkit import Toolkit, open_toolkit
from greenfield.toolkit.versions import version_key

_KIND = "toolkit"


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A form as submissions name it, the toolkit that has it, and the toolkit's package."""

    id: str
    version: str
    title: str
    toolkit: str
    toolkit_version: str
    content: bytes

    def __str__(self) -> str:
        """`quick_scan 1.0.0`, as submissions write it."""
        return f"{self.id} {self.version}".strip()

    def open(self) -> Toolkit:
        """Return the toolkit."""
        return open_toolkit(self.content, self.toolkit)


class KnownForms:
    """The forms of the packages that a workspace keeps and that the program ships; made once an import."""

    def __init__(self, workspace: Workspace) -> None:
        """Read what the packages say of their forms."""
        self.forms = list(_known(workspace))

    def form_of(self, submission: Submission, named: str = "") -> KnownForm:
        """Return the form of a submission; `named` is the toolkit that a person says it is, `ID` or `ID:VERSION`.

        Raises ProblemError `submission.form_unknown`, `submission.version_unknown`, `submission.form_not_named`,
        `toolkit.unknown`.
        """
        if named:
            return self._named(named)
        known = ", ".join(map(str, self.forms))
        if not submission.form:
            raise fail("submission.form_not_named", submission.source, known=known)
        fitting = [one for one in self.forms if one.id == submission.form]
        place = Place(submission.source)
        if not fitting:
            raise fail("submission.form_unknown", place, form=submission.form, known=known)
        version = submission.version
        exact = [one for one in fitting if version is None or one.version == version]
        if not exact or (version is None and len({one.version for one in fitting}) > 1):
            raise fail(
                "submission.version_unknown" if version is not None else "submission.version_not_named",
                place,
                form=submission.form,
                version=version or "—",
                known=", ".join(str(one) for one in fitting),
            )
        if len({one.toolkit for one in exact}) > 1:
            several = ", ".join(f"{one.toolkit}:{one.toolkit_version}" for one in exact)
            raise fail("submission.form_twice", place, form=submission.form, known=several)
        return max(exact, key=lambda one: version_key(one.toolkit_version))

    def named_by(self, name: str) -> str:
        """Return the form that the name of an export's file means: a form's id, or its title, first."""
        lowered = name.lower()
        ids = {one.id for one in self.forms if one.id.lower() == lowered}
        titles = {one.id for one in self.forms if one.title and lowered.startswith(one.title.lower())}
        found = ids or titles
        return found.pop() if len(found) == 1 else ""

    def _named(self, named: str) -> KnownForm:
        identifier, _, version = named.partition(":")
        fitting = [one for one in self.forms if identifier in {one.toolkit, one.id}]
        fitting = [one for one in fitting if version in {"", one.toolkit_version, one.version}]
        if not fitting:
            raise fail("toolkit.unknown", named)
        return max(fitting, key=lambda one: version_key(one.toolkit_version))


def _known(workspace: Workspace) -> Iterator[KnownForm]:
    with workspace.read() as connection:
        blobs = [one.text("blob") for one in all_of(connection, "package") if one.text("type") == _KIND]
    seen: set[str] = set()
    for name, shipped in (*((blob, None) for blob in blobs), *shipped_packages()):
        try:
            content = workspace.blob(name) if shipped is None else shipped
            package = unpack(content, name)
        except ProblemError:
            continue  # damaged or newer, or not fetched yet: a visit that needs it tells
        if package.manifest.kind == _KIND and package.sha256 not in seen:
            seen.add(package.sha256)
            yield from _forms_in(package, content)


def _forms_in(package: Package, content: bytes) -> Iterator[KnownForm]:
    document = read_xml(package.members.get(FORM, b""), package.manifest.id)
    head = first(document, "head")
    model = first(head, "model") if head is not None else None
    instance = first(model, "instance") if model is not None else None
    root = next(elements(instance), None) if instance is not None else None
    title = first(head, "title") if head is not None else None
    if root is not None:
        yield KnownForm(
            id=root.get("id") or "",
            version=root.get("version") or "",
            title=((title.text if title is not None else "") or "").strip(),
            toolkit=package.manifest.id,
            toolkit_version=package.manifest.version,
            content=content,
        )
