"""The carriers that are no fuel: electricity, bought heat, own renewable sources, and `unspecified`."""

from collections.abc import Iterable

UNSPECIFIED = "unspecified"
ELECTRICITY = "electricity"
# Heat that somebody else makes, a park's steam among it: energy, but no published factor fits all of it.
HEAT = frozenset({"steam", "heat", "cooling", "compressed_air"})
# Own sources without a fuel: final energy taken on site, with no combustion.
OWN_RENEWABLE = frozenset({"solar", "wind", "hydro", "geothermal"})
NO_FUEL = HEAT | OWN_RENEWABLE | {ELECTRICITY, UNSPECIFIED}
# What is made on site from a fuel: marked `onsite`, it is shown and not counted again.
MADE_FROM_FUEL = HEAT | {ELECTRICITY, UNSPECIFIED}
# Gases that a flow may state by themselves, each made CO2e by the GWP set.
STATED_GASES = frozenset({"co2e", "co2", "ch4", "n2o"})


def refrigerant_name(text: str) -> str:
    """Return a refrigerant as tables call it: `r404a` of `R-404A`, as it stands on a label."""
    return text.strip().lower().replace("-", "").replace(" ", "")


def energy_carriers(fuels: Iterable[str]) -> tuple[str, ...]:
    """Return every carrier of energy in order: the ones that are no fuel, and the fuels of a table."""
    return (ELECTRICITY, UNSPECIFIED, *sorted(HEAT), *sorted(OWN_RENEWABLE), *fuels)
