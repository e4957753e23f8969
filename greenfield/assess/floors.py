"""What a total is at least, while a flow of it is not known: for the visitor on the way, never for a document."""

from collections.abc import Iterable
from math import fsum

from greenfield.assess.account import TOTALS, Account


def floors(account: Account) -> dict[str, float]:
    """Return the sum of the known flows of each total that is not known, by its key (`energy_gj`, `co2e_t`).

    In the unit of the total. Nothing for a total of which no flow is known, or one is below zero: then the sum of
    the others is no floor.
    """
    found: dict[str, float | None] = {}
    for key, resource in TOTALS.items():
        ids = [flow.id for flow in account.period.flows if flow.resource is resource]
        found[key] = _floor(account.amounts[one] for one in ids if one in account.amounts)
    found["co2e_t"] = _floor(row.t for row in account.emissions if row.t is not None)
    return {
        key: floor for key, floor in found.items() if floor is not None and account.totals.get(key) is None
    }


def _floor(amounts: Iterable[float]) -> float | None:
    known = list(amounts)
    return fsum(known) if known and min(known) >= 0 and max(known) > 0 else None
