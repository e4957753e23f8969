"""When a submission was made: its calculations with today and now are worked out as of then."""

from datetime import UTC, datetime

from greenfield.forms.form import Form
from greenfield.forms.moments import parse_moment, write_moment
from greenfield.services.submissions.submission import Filled, Submission

_BEST_FIRST = (("timestamp", "end"), ("timestamp", "start"), ("date", "today"))


def moment_of(filled: Filled, form: Form, server: str = "") -> datetime | None:
    """Return when a submission was made: its end, else its start or day, else when the `server` had it."""
    by_preload = {each.preload: each.path for each in form.questionnaire.definitions if each.preload[0]}
    texts = [filled.answers.get(by_preload.get(preload, ""), "") for preload in _BEST_FIRST]
    for text in (*texts, server):
        found = parse_moment(text.strip(), UTC) if text.strip() else None
        if found is not None:
            return found
    return None


def sent_at(moment: datetime | None, submission: Submission) -> str:
    """Return a moment as it is kept beside a submission."""
    return write_moment(moment) if moment is not None else submission.sent_at
