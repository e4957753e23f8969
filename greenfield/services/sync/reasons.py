"""Why the hub did not take a change, and what to do, in words."""

from greenfield.base.texts import Texts


def reason(said: str, texts: Texts) -> str:
    """Return why the hub did not take a change, in words."""
    known = {
        "erase": texts(
            "only an administrator may remove for good: ask one to remove it on the hub as well, and send this again after that"
        ),
        "quota": texts("you have stored as much there as you may"),
        "kind": texts("the record is of another kind there"),
        "other content": texts("the hub has the same change with other content"),
        "set once": texts("this is written once and never changed"),
        "unknown operation": texts("the hub is older and does not know it"),
    }
    if not said:
        return texts("the hub gives no reason")
    return known.get(said) or texts("the hub could not read it ({reason})", reason=said)
