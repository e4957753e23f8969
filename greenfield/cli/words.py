"""Words of the command line for keys of the records."""

from greenfield.base.texts import Texts


def state_word(state: str, texts: Texts) -> str:
    """Return the state of a visit in words, the key itself for one that this version does not know."""
    return {
        "prepared": texts("prepared"),
        "open": texts("open"),
        "finished": texts("finished"),
    }.get(state, state)
