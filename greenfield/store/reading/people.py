"""People by name."""

from sqlalchemy import Connection, select

from greenfield.store.projected_tables import person


def name_of(connection: Connection, identity: str) -> str:
    """Return the name of a person, or an empty text for one who is not known here."""
    found = connection.execute(select(person.c.name).where(person.c.id == identity)).scalar()
    return found or ""
