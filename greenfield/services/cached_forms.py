"""Forms of visits: read once, then opened from what the workspace kept of the reading."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

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
    if kept is not None and kept.engine == engine():
        try:
            return unpack_form(kept.form)
        except ValueError:
            pass
    xml = kept.xform if kept is not None else xform()
    form = parse_form(xml, files)
    keep_form(workspace, source, CachedForm(engine(), xml, pack_form(form)))
    return form
