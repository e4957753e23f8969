"""Names of flows as a result keeps them: the toolkit's label, and which fuel or gas it is."""

import re

from greenfield.assess import carriers
from greenfield.assess.values import Flow, Resource
from greenfield.base.languages import LANGUAGES
from greenfield.base.texts import texts_for
from greenfield.services.assessment import Assessment
from greenfield.services.carrier_names import CARRIERS, carrier_name
from greenfield.services.visit_result import Said
from greenfield.toolkit.repeat_rows import row_name
from greenfield.toolkit.toolkit import FlowRow, Toolkit, said

_REFRIGERANT = re.compile(r"r([0-9]{2,4})([a-z]{0,2})")
_BLENDS = ("4", "5")


def flow_names(toolkit: Toolkit, assessment: Assessment) -> dict[str, Said]:
    """Return the name of each flow by language; each row of a repeat is a flow of its own."""
    found = assessment.inventory.found
    flows = {name: one.flow for name, one in found.items()}
    rows = {row.name: row for row in toolkit.flows}
    missing = [name for name in rows if name not in {row_name(one) for one in flows}]
    return {name: _name(rows[row_name(name)], flows.get(name)) for name in (*flows, *missing)}


def _name(row: FlowRow, flow: Flow | None) -> Said:
    names: Said = {}
    for code in LANGUAGES:
        label = said(row.label, code)
        gas = refrigerant_name(flow.carrier) if flow and flow.resource is Resource.EMISSION else ""
        if gas:
            names[code] = f"{label} ({gas})" if label else gas
        elif flow is None or flow.carrier not in CARRIERS or flow.carrier == "electricity":
            names[code] = label or row.name
        else:
            carrier = carrier_name(flow.carrier, texts_for(code))
            names[code] = f"{label} ({_inside(carrier)})" if label else carrier
    return names


def refrigerant_name(carrier: str) -> str:
    """Return how a refrigerant is written: `R-404A`, `R-134a`; empty for what is none.

    ANSI/ASHRAE 34 writes the letter of a blend (400 and 500 series) large, that of an isomer small.
    """
    found = _REFRIGERANT.fullmatch(carriers.refrigerant_name(carrier))
    if found is None:
        return ""
    number, letter = found.groups()
    is_blend = len(number) == len("404") and number.startswith(_BLENDS)
    return f"R-{number}{letter.upper() if is_blend else letter}"


def _inside(name: str) -> str:
    """Return a name as it stands inside of a line; an abbreviation keeps its capitals."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
