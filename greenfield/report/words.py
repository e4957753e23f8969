"""The words of a document for the keys of the method: areas, techniques, resources, origins, status."""

from greenfield.assess.values import Area, Resource, Technique
from greenfield.base.texts import Texts
from greenfield.report.plan import Origin


def area_word(area: Area, texts: Texts) -> str:
    """Return the name of an area of practice."""
    return {
        Area.ENERGY: texts("Electricity and energy"),
        Area.HEAT: texts("Heat and cold"),
        Area.WATER: texts("Water"),
        Area.MATERIALS: texts("Materials"),
        Area.WASTE: texts("Waste"),
        Area.WASTEWATER: texts("Waste-water"),
        Area.CHEMICALS: texts("Chemicals"),
        Area.MANAGEMENT: texts("Management"),
    }[area]


def technique_word(technique: Technique, texts: Texts) -> str:
    """Return the name of one of the eight techniques of cleaner production."""
    return {
        Technique.GOOD_HOUSEKEEPING: texts("Good housekeeping"),
        Technique.INPUT_SUBSTITUTION: texts("Input substitution"),
        Technique.PROCESS_CONTROL: texts("Better process control"),
        Technique.EQUIPMENT_MODIFICATION: texts("Equipment modification"),
        Technique.TECHNOLOGY_CHANGE: texts("Technology change"),
        Technique.ONSITE_REUSE: texts("On-site reuse and recycling"),
        Technique.USEFUL_BYPRODUCT: texts("Production of a useful by-product"),
        Technique.PRODUCT_MODIFICATION: texts("Product modification"),
    }[technique]


def resource_word(resource: Resource, texts: Texts) -> str:
    """Return the name of a kind of flow, as it stands in the middle of a sentence."""
    return {
        Resource.ENERGY: texts("energy"),
        Resource.WATER: texts("water"),
        Resource.MATERIAL: texts("materials"),
        Resource.WASTE: texts("waste"),
        Resource.WASTEWATER: texts("waste-water"),
        Resource.EMISSION: texts("emissions"),
    }[resource]


def origin_word(origin: Origin, texts: Texts) -> str:
    """Return what a figure of greenhouse gas covers."""
    return {
        Origin.COMBUSTION: texts("Fuels burnt on site (combustion)"),
        Origin.GRID: texts("Electricity from the grid (life-cycle)"),
        Origin.STATED: texts("Stated by the company"),
    }[origin]


def status_word(step: int | None, texts: Texts) -> str:
    """Return what a status from 1 to 5 means; None is a status that nobody answered."""
    return {
        None: texts("Not answered"),
        1: texts("Much to gain"),
        2: texts("Room to improve"),
        3: texts("Fair"),
        4: texts("Good"),
        5: texts("Best practice"),
    }[step]
