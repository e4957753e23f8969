"""All functions that a form may call."""

from types import MappingProxyType

from greenfield.forms.evaluation.builder import Registry
from greenfield.forms.functions import choices, dates, logic, nodes, numbers, places, texts


def standard_functions() -> Registry:
    """Return every function by its name."""
    families = (choices, dates, logic, nodes, numbers, places, texts)
    return MappingProxyType(
        {name: function for family in families for name, function in family.functions().items()}
    )
