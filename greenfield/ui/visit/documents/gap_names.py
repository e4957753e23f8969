"""What a question is called outside of its place: with its repeat and its row."""

import re

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.forms.definition import Definition
from greenfield.forms.node import Node
from greenfield.forms.references import plain_path
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.outline import label_of

_ROW = re.compile(r"\[(\d+)\]")


def gap_name(desk: VisitDesk, gap: Node, texts: Texts, formats: Formats) -> str:
    """Return the label of a question, after repeat and row where it stands in one: `Boilers, row 2: Starts at`."""
    label = gap.label or gap.ref.rpartition("/")[2]
    rows = list(_ROW.finditer(gap.ref))
    if not rows:
        return label
    last = rows[-1]
    session = desk.opened.session
    form = session.form
    definition: Definition = form.definition(form.layout.by_path[plain_path(gap.ref[: last.start()])].index)
    repeat = label_of(form.questionnaire, definition, session.language) or definition.name
    row = formats.number(int(last[1]))
    return texts("{repeat}, row {row}: {question}", repeat=repeat, row=row, question=label)
