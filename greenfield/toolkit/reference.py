"""What the checks compare with: the carriers that the method knows, and the ARC codes."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass

from greenfield.assess.carriers import energy_carriers
from greenfield.assess.factors import FactorTables
from greenfield.base import resources
from greenfield.base.problem import fail
from greenfield.toolkit.factors import load_factors


@dataclass(frozen=True, slots=True)
class Reference:
    """Known carriers of energy, factor tables, and titles of ARC codes by code."""

    tables: FactorTables
    arc_codes: Mapping[str, str]

    @property
    def carriers(self) -> tuple[str, ...]:
        """Every carrier of energy."""
        return energy_carriers(self.tables.fuels)


def read_arc_codes() -> dict[str, str]:
    """Return the titles of the Assessment Recommendation Codes by code; ProblemError `resource.missing`."""
    path = resources.source("arc", "arc_codes.csv")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["code"]: row["title"] for row in csv.DictReader(file)}
    except (OSError, KeyError, csv.Error) as error:
        raise fail("resource.missing", str(path)) from error


def load_reference() -> Reference:
    """Return the program's own tables; problems as `load_factors` and `read_arc_codes` raise them."""
    return Reference(load_factors(), read_arc_codes())
