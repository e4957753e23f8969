"""Forms of visits: read once, then opened from what the workspace kept of the reading."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from greenfield import forms
from greenfield.base import resources
from greenfield.forms.form import Form
from greenfield.forms.packed import engine, pack_form, unpack_form
from greenfield.forms.parse import parse_form
from greenfield.store.form_cache import CachedForm, find_form, keep_form
from greenfield.store.workspace import Workspace

DIGEST_FILE = "engine.txt"
_NO_FILES: Mapping[str, bytes] = MappingProxyType({})


def cached_form(
    workspace: Workspace, source: str, xform: Callable[[], bytes], files: Mapping[str, bytes] = _NO_FILES
) -> Form:
    """Return the form that comes from `source`, the SHA-256 of a package or workbook, with the files it reads.

    Once read, it is opened without `xform`, which makes its XForm XML, and without reading expressions. What
    another engine kept, or is damaged, is read anew. Raises what `parse_form` does for a form that is none.
    """
    kept = find_form(workspace, source)
    this = f"{engine()}-{state_of_engine(Path(forms.__file__).parent)}"
    if kept is not None and kept.engine == this:
        try:
            return unpack_form(kept.form)
        except ValueError:
            pass
    xml = kept.xform if kept is not None else xform()
    form = parse_form(xml, files)
    keep_form(workspace, source, CachedForm(this, xml, pack_form(form)))
    return form


@cache
def state_of_engine(folder: Path) -> str:
    """Return what tells one state of the engine, whose sources lie in a folder, from another; takes 3 ms, once.

    Whoever works on the engine never meets a form that an earlier state of it has read, and no two builds share
    one: a bundle has no sources, so its build wrote their digest into `DIGEST_FILE`.
    """
    return sources_digest(folder) or resources.built(DIGEST_FILE).read_text(encoding="ascii").strip()


def sources_digest(folder: Path) -> str:
    """Return a digest of the sources below a folder by their paths; empty where there are none."""
    digest = hashlib.sha256()
    paths = sorted(folder.rglob("*.py"), key=lambda path: path.relative_to(folder).as_posix())
    for path in paths:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12] if paths else ""
