"""Answers of a visit by the names of questions, for tests of whole toolkits."""

from datetime import UTC, datetime

from greenfield.forms.session import Context, FormSession
from greenfield.toolkit.answers import SessionAnswers

FACTORY = {
    "country": "TUN", "currency": "EUR", "sector": "C10", "employees": "50", "hours_year": "4800",
    "period_start": "2025-01-01", "period_end": "2025-12-31", "product": "jam",
    "elec_amount": "100000", "elec_unit": "kWh", "elec_cost": "20000",
    "heat_carrier": "natural_gas", "heat_amount": "500000", "heat_unit": "kWh", "heat_cost": "30000",
    "water_amount": "5000", "water_unit": "m3", "water_cost": "10000",
    "wastewater_amount": "4000", "wastewater_unit": "m3", "wastewater_cost": "8000",
    "raw_amount": "1000", "raw_unit": "t", "raw_cost": "500000",
    "packaging_amount": "20", "packaging_unit": "t", "packaging_cost": "40000",
    "chem_cost": "15000", "waste_unit": "t", "waste_cost": "5000",
}  # fmt: skip
"""What a factory answers in both scans, whatever the measure."""


def answered(form, answers):
    """A session with answers by the names of questions; a list answers a repeat row by row."""
    session = FormSession(form, Context(now=datetime(2026, 3, 5, tzinfo=UTC), random=lambda: 0.5))
    for name, value in answers.items():
        if isinstance(value, list):
            fill_rows(session, name, value)
        else:
            session.set(place(session, name), str(value))
    return session


def place(session, name):
    found = [node.ref for node in session.nodes() if node.ref.rsplit("/", 1)[-1] == name]
    assert found, f"there is no question {name}"
    return found[0]


def fill_rows(session, name, rows):
    first = place(session, next(iter(rows[0])))
    repeat = first[: first.index(f"/{name}[") + len(name) + 1]
    present = sum(
        node.ref.startswith(f"{repeat}[")
        for node in session.nodes()
        if node.ref.endswith(first.rsplit("/", 1)[-1])
    )
    if len(rows) > present:
        session.add(repeat, count=len(rows) - present)
    for number, row in enumerate(rows, 1):
        for question, value in row.items():
            within = first[len(repeat) + 3 :].rsplit("/", 1)[0]
            group = f"/{within}" if "/" in first[len(repeat) + 4 :] else ""
            session.set(f"{repeat}[{number}]{group}/{question}", str(value))


def candidate(evaluation, session, name):
    inventory = evaluation.inventory(SessionAnswers(session))
    return inventory, next(one for one in inventory.candidates if one.name == name)
