"""Forms of visits: read once, then opened from what the workspace kept of the reading."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from greenfield import forms
from greenfield.forms.form import Form
from greenfield.forms.packed import engine, pack_form, unpack_form
from greenfield.forms.parse import parse_form
from greenfield.store.form_cache import CachedForm, find_form, keep_form
from greenfield.store.workspace import Workspace

_NO_FILES: Mapping[str, bytes] = MappingProxyType({})


def cached_form(
    workspace: Workspace, source: str, xform: Callable[[], bytes], files: Mapping[str, bytes] = _NO_FILES
) -> Form:
    """Return the form that comes from `source`, the SHA-256 of a package or workbook, with the files it reads.

    Once read, it is opened without `xform`, which makes its XForm XML, and without reading expressions. What
    another engine kept, or is damaged, is read anew. Raises what `parse_form` does for a form that is none.
    """
    kept = find_form(workspace, source)
    this = f"{engine()}-{sources_digest(Path(forms.__file__).parent)}"
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
def sources_digest(folder: Path) -> str:
    """Return what tells one state of the engine's source from another; takes 3 ms, once.

    Whoever works on the engine never meets a form that an earlier state of it has read. In a bundle there is
    no source: there the version tells.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
