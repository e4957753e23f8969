"""What an author may have meant."""

from collections.abc import Collection

from greenfield.forms.expression.nearest import nearest_name

_FEW = 12


def suggestion(name: str, known: Collection[str]) -> str:
    """Return the known name that is most like `name`, nothing when nothing is known.

    A check whose names come from the toolkit has a code of its own for that: `not_one`.
    """
    return nearest_name(name, known)


def not_one(code: str, nothing_known: str, known: Collection[str]) -> str:
    """Return the code of a name that is unknown, `nothing_known` where there is no name at all to offer."""
    return code if known else nothing_known


def listed(known: Collection[str]) -> str:
    """Return known names for a sentence, the first dozen of many."""
    names = list(known)
    return ", ".join(names[:_FEW]) + (", …" if len(names) > _FEW else "")
