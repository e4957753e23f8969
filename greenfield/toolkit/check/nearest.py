"""What an author may have meant."""

from collections.abc import Collection

from greenfield.forms.expression.nearest import nearest_name

_FEW = 12


def suggestion(name: str, known: Collection[str]) -> str:
    """Return the known name that is most like `name`, a dash when nothing is known."""
    return nearest_name(name, known) or "–"


def listed(known: Collection[str]) -> str:
    """Return known names for a sentence, the first dozen of many."""
    names = list(known)
    return ", ".join(names[:_FEW]) + (", …" if len(names) > _FEW else "")
