"""Countries, currencies and sectors to choose from, named in the person's language."""

from babel import Locale

from greenfield.base.places import countries, currencies
from greenfield.base.texts import Texts
from greenfield.services.sector_names import DIVISIONS
from greenfield.ui.widgets.choice_box import Choice


def country_choices(texts: Texts) -> list[Choice]:
    """Return all countries; one is found by its letters too."""
    return [Choice(one.alpha3, one.name, one.alpha2) for one in countries(Locale.parse(texts.language))]


def currency_choices(texts: Texts) -> list[Choice]:
    """Return all currencies of today, each with its code, by which most people know it."""
    found = currencies(Locale.parse(texts.language))
    return [Choice(one.code, f"{one.name} ({one.code})") for one in found]


def sector_choices(texts: Texts) -> list[Choice]:
    """Return all divisions of ISIC Rev. 4 in their order; one is found by its code too."""
    return [Choice(code, f"{texts(name)} ({code})") for code, name in DIVISIONS.items()]
