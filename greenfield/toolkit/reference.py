"""What the checks compare with: the carriers that the method knows, ARC codes, and names of the library."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from greenfield.assess.carriers import energy_carriers
from greenfield.assess.factors import FactorTables
from greenfield.base import resources
from greenfield.base.problem import fail
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.library_names import library_names


@dataclass(frozen=True, slots=True)
class Reference:
    """Known carriers of energy, factor tables, titles of ARC codes by code, names of the program's library pack."""

    tables: FactorTables
    arc_codes: Mapping[str, str]
    library: frozenset[str] = field(default_factory=frozenset)

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


@lru_cache(maxsize=1)
def _titles() -> Mapping[str, str]:
    return MappingProxyType(read_arc_codes())


def arc_title(code: str) -> str:
    """Return the title of an Assessment Recommendation Code, empty for one that is not in the list."""
    return _titles().get(code, "") if code else ""


def load_reference() -> Reference:
    """Return the program's own tables; problems as `load_factors` and `read_arc_codes` raise them."""
    return Reference(load_factors(), read_arc_codes(), library_names())
