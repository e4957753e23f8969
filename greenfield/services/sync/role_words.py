"""What a member may do, in words."""

from greenfield.base.texts import Texts


def role_word(role: str, texts: Texts) -> str:
    """Return a role in words, the key itself for one that this version does not know."""
    return {"administrator": texts("administrator"), "visitor": texts("visitor")}.get(role, role)
