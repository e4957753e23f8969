"""What is known of a total that is not known yet: at least how much, and which flows are still missing."""

from dataclasses import dataclass

from greenfield.assess.account import TOTALS
from greenfield.assess.floors import floors
from greenfield.assess.values import Resource
from greenfield.services.assessment import Assessment

_OF_GAS = frozenset({Resource.ENERGY, Resource.EMISSION})


@dataclass(frozen=True, slots=True)
class SoFar:
    """A total on the way. `at_least` is in the unit of the total, `missing` are names of flows of the toolkit."""

    at_least: float
    missing: tuple[str, ...]


def so_far(assessment: Assessment) -> dict[str, SoFar]:
    """Return what is known of each total that is not known, by its key (`energy_gj`, `co2e_t`).

    Only where a flow is missing whose answer would bring it nearer; a total is never made of it.
    """
    found = {}
    for key, at_least in floors(assessment.account).items():
        resources = _OF_GAS if key == "co2e_t" else {TOTALS[key]}
        missing = tuple(
            name
            for name, flow in assessment.inventory.found.items()
            if not flow.is_absent and flow.flow is None and flow.resource in resources
        )
        if missing:
            found[key] = SoFar(at_least, missing)
    return found
