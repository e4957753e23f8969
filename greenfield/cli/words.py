"""Words of the command line for keys of the records."""

from greenfield.base.texts import Texts
from greenfield.records.measure_status import MeasureStatus


def state_word(state: str, texts: Texts) -> str:
    """Return the state of a visit in words, the key itself for one that this version does not know."""
    return {
        "prepared": texts("prepared"),
        "open": texts("open"),
        "finished": texts("finished"),
    }.get(state, state)


def status_word(status: MeasureStatus, texts: Texts) -> str:
    """Return what became of a measure in words."""
    return {
        MeasureStatus.IMPLEMENTED: texts("implemented"),
        MeasureStatus.PENDING: texts("pending"),
        MeasureStatus.NOT_IMPLEMENTED: texts("not implemented"),
        MeasureStatus.UNKNOWN: texts("not known"),
    }[status]
