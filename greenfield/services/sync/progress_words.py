"""How far a sync is, in words for the window and for a terminal."""

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.services.sync.known import CHECK, FILES_IN, FILES_OUT, PULL, PUSH, Progress, Retry


def how_far(progress: Progress | None, retry: Retry | None, texts: Texts, formats: Formats) -> str:
    """Return how far a sync is: the step, how much of it, and what went over the line; or which try it is."""
    if retry is not None:
        number, most = formats.number(retry.number), formats.number(retry.most)
        return texts("The hub does not answer. This is try {number} of {most}.", number=number, most=most)
    if progress is None:
        return texts("The hub is being called …")
    step = {
        PUSH: texts("Sending changes"),
        PULL: texts("Fetching what others changed"),
        CHECK: texts("Comparing with a restored hub"),
        FILES_OUT: texts("Sending photos and documents"),
        FILES_IN: texts("Fetching photos and documents"),
    }.get(progress.step, progress.step)
    done, total = formats.number(progress.done), formats.number(progress.total)
    far = texts("{step}: {done} of {total}", step=step, done=done, total=total) if progress.total else step
    line = texts(
        "{sent} sent, {received} received",
        sent=formats.size(progress.bytes_sent),
        received=formats.size(progress.bytes_received),
    )
    return f"{far} · {line}"
