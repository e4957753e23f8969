"""How kinds and topics of resources are called."""

from greenfield.base.texts import Texts
from greenfield.toolkit.library_words import TOPICS, TYPES

__all__ = ["TOPICS", "TYPES", "topic_word", "type_word"]


def type_word(kind: str, texts: Texts) -> str:
    """Return the name of a kind of resource, the word itself if it is an author's own."""
    return {
        "guide": texts("Guide"),
        "case study": texts("Case study"),
        "tool": texts("Tool"),
        "training": texts("Training"),
        "technical assistance": texts("Technical assistance"),
        "finance": texts("Finance"),
        "fact sheet": texts("Fact sheet"),
        "database": texts("Database"),
        "standard": texts("Standard"),
    }.get(kind, kind)


def topic_word(topic: str, texts: Texts) -> str:
    """Return the name of a topic, the word itself if it is an author's own."""
    return {
        "energy": texts("Electricity and energy"),
        "heat": texts("Heat and cold"),
        "water": texts("Water"),
        "wastewater": texts("Waste-water"),
        "materials": texts("Materials"),
        "waste": texts("Waste"),
        "chemicals": texts("Chemicals"),
        "management": texts("Management"),
        "finance": texts("Finance"),
        "parks": texts("Industrial parks"),
        "climate": texts("Climate"),
    }.get(topic, topic)
