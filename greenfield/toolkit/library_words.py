"""The words that the rows of a library pack may use for kinds and topics."""

TYPES = (
    *("guide", "case study", "tool", "training", "technical assistance", "finance"),
    *("fact sheet", "database", "standard"),
)
TOPICS = (
    *("energy", "heat", "water", "wastewater", "materials", "waste", "chemicals", "management"),
    *("finance", "parks", "climate"),
)
"""The areas of the method, and what concerns money, parks and climate."""
COLUMNS = (
    *("name", "title", "publisher", "year", "language", "type", "topics", "sectors", "countries", "address"),
    *("summary", "expires", "seen", "seen_at", "proof"),
)
NEEDED = ("name", "title", "publisher", "language", "type", "topics", "summary", "seen", "seen_at", "proof")
"""What no row may leave empty."""
