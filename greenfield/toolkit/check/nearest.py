"""What an author may have meant."""

from collections.abc import Collection
from difflib import get_close_matches

_FEW = 12
_LIKE = 0.5
_MANY = 300
_NEAR = 3


def suggestion(name: str, known: Collection[str], *, cutoff: float = _LIKE) -> str:
    """Return the known name that is most like `name`, nothing when none is like it.

    A check whose names come from the toolkit has a code of its own for nothing being known: `not_one`.
    """
    if len(known) > _MANY:
        known = [
            one for one in known if one[:1].lower() == name[:1].lower() and abs(len(one) - len(name)) < _NEAR
        ]
        known = known[:_MANY]
    by_lower = {one.lower(): one for one in sorted(known, reverse=True)}
    found = get_close_matches(name.lower(), by_lower, n=1, cutoff=cutoff)
    return by_lower[found[0]] if found else ""


def not_one(code: str, nothing_known: str, known: Collection[str]) -> str:
    """Return the code of a name that is unknown, `nothing_known` where there is no name at all to offer."""
    return code if known else nothing_known


def listed(known: Collection[str]) -> str:
    """Return known names for a sentence, the first dozen of many."""
    names = list(known)
    return ", ".join(names[:_FEW]) + (", …" if len(names) > _FEW else "")
