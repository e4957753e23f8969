"""Checks of `flow(...)`, `cost(...)`, `price(...)` in formulas of measures."""

from collections.abc import Iterator, Sequence

from greenfield.assess.values import Resource
from greenfield.base.problem import Problem
from greenfield.forms.formula import Formula, FunctionCall
from greenfield.toolkit.check.formula_cell import Cell
from greenfield.toolkit.check.nearest import not_one, suggestion
from greenfield.toolkit.check.units import example_units, unit_fault
from greenfield.toolkit.flow_functions import EVERY
from greenfield.toolkit.reference import Reference
from greenfield.toolkit.toolkit import FlowRow

_ARGUMENTS = {"flow": 3, "price": 3, "cost": 2}


def check_calls(
    cell: Cell, formula: Formula, flows: Sequence[FlowRow], reference: Reference
) -> Iterator[Problem]:
    """Yield a problem for each call that no row of `flows` can ever answer."""
    for call in formula.calls:
        wanted = _ARGUMENTS[call.name]
        if len(call.arguments) != wanted:
            yield cell.problem(
                "formula.arguments",
                name=call.name,
                count=len(call.arguments),
                expected=str(wanted),
                offset=call.offset,
                position=call.offset + 1,
            )
        else:
            yield from _call(cell, call, flows, reference)


def _call(
    cell: Cell, call: FunctionCall, flows: Sequence[FlowRow], reference: Reference
) -> Iterator[Problem]:
    resource, carrier, *unit = call.arguments
    resources = [str(known) for known in Resource]
    if not isinstance(resource, str):
        return
    if resource not in resources:
        yield cell.problem(
            "flows.resource",
            resource=resource,
            nearest=suggestion(resource, resources),
            known=", ".join(resources),
        )
        return
    of_resource = [flow for flow in flows if flow.resource == resource]
    carriers = sorted({flow.carrier for flow in of_resource if "${" not in flow.carrier})
    may_be_any = any("${" in flow.carrier for flow in of_resource)
    found = bool(of_resource) and (carrier in {EVERY, None, *carriers} or may_be_any)
    if not found:
        named = [known for known in carriers if known]
        yield cell.problem(
            not_one("measures.no_such_flow", "measures.no_flow_of", named),
            resource=resource,
            carrier=carrier,
            nearest=suggestion(str(carrier), named),
        )
        return
    if unit and isinstance(unit[0], str):
        literal = str(carrier) if carrier in reference.carriers else ""
        fault = unit_fault(unit[0], Resource(resource), literal, reference.tables)
        if fault == "flows.no_density":
            yield cell.problem(fault, unit=unit[0], carrier=carrier)
        elif fault:
            examples = example_units(Resource(resource))
            yield cell.problem(fault, unit=unit[0], resource=resource, examples=examples)
