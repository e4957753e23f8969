"""Names of energy carriers, as a person reads them."""

from greenfield.base.texts import Texts, mark

CARRIERS: dict[str, str] = {
    "electricity": mark("Electricity"),
    "steam": mark("Steam"),
    "heat": mark("Bought heat"),
    "cooling": mark("Bought cold"),
    "compressed_air": mark("Bought compressed air"),
    "solar": mark("Own solar power"),
    "wind": mark("Own wind power"),
    "hydro": mark("Own hydropower"),
    "geothermal": mark("Geothermal heat"),
    "diesel": mark("Diesel"),
    "petrol": mark("Petrol"),
    "kerosene": mark("Kerosene"),
    "natural_gas": mark("Natural gas"),
    "lpg": mark("LPG"),
    "residual_fuel_oil": mark("Heavy fuel oil"),
    "bituminous_coal": mark("Bituminous coal"),
    "sub_bituminous_coal": mark("Sub-bituminous coal"),
    "lignite": mark("Lignite"),
    "anthracite": mark("Anthracite"),
    "petroleum_coke": mark("Petroleum coke"),
    "wood": mark("Wood"),
    "charcoal": mark("Charcoal"),
    "solid_biomass": mark("Other solid biomass"),
    "naphtha": mark("Naphtha"),
    "waste_oil": mark("Waste oil"),
    "coking_coal": mark("Coking coal"),
    "coke": mark("Coke"),
    "peat": mark("Peat"),
    "black_liquor": mark("Black liquor"),
    "biodiesel": mark("Biodiesel"),
    "biogasoline": mark("Biogasoline"),
    "biogas": mark("Biogas"),
    "propane": mark("Propane"),
    "butane": mark("Butane"),
    "methane": mark("Methane"),
    "coke_oven_gas": mark("Coke oven gas"),
    "vegetable_oil": mark("Vegetable oil"),
}


def carrier_name(carrier: str, texts: Texts) -> str:
    """Return the name of an energy carrier, or the key itself if it has none here."""
    name = CARRIERS.get(carrier)
    return texts(name) if name else carrier
