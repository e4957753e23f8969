"""Names of indicators by their keys, as they are read."""

from greenfield.base.texts import Texts


def indicator_name(key: str, texts: Texts) -> str:
    """Return the name of an indicator (`energy_gj`, `energy_productivity`, ...), the key itself if it has none."""
    return {
        "energy_gj": texts("Energy"),
        "materials_t": texts("Materials"),
        "water_m3": texts("Water"),
        "co2e_t": texts("Greenhouse gas"),
        "wastewater_m3": texts("Waste-water"),
        "waste_t": texts("Waste"),
        "output": texts("Output"),
        "energy_productivity": texts("Output for each unit of energy"),
        "materials_productivity": texts("Output for each unit of materials"),
        "water_productivity": texts("Output for each unit of water"),
        "co2e_intensity": texts("Greenhouse gas for each unit of output"),
        "wastewater_intensity": texts("Waste-water for each unit of output"),
        "waste_intensity": texts("Waste for each unit of output"),
    }.get(key, key)
