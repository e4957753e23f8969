"""Which company stands for another after companies were merged."""

from collections.abc import Mapping


def standing(company: str, merged_into: Mapping[str, str]) -> str:
    """Return the company that `company` ended in; of a circle, the one with the lowest id stands."""
    seen: list[str] = []
    here = company
    while here in merged_into and here not in seen:
        seen.append(here)
        here = merged_into[here]
    return min(seen[seen.index(here) :]) if here in seen else here
