"""Finds the name that somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like `name`; empty when nothing is known."""
    found = get_close_matches(name.lower(), sorted(known), n=1, cutoff=0.0)
    return found[0] if found else ""
