"""What a change is about, in words: whose record, which question or field, and its values as people write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from greenfield.base.formats import Formats, unit_sign
from greenfield.base.problem import ProblemError
from greenfield.base.texts import Texts, mark
from greenfield.forms.definition import Definition
from greenfield.forms.form import Form
from greenfield.forms.node import Node
from greenfield.forms.references import plain_path
from greenfield.records.change import DELETED, ERASE, Json
from greenfield.records.kinds import KINDS, is_answer
from greenfield.services.open_visit import OpenVisit, open_visit
from greenfield.services.stored_words import show_date, show_number
from greenfield.services.sync.field_names import FIELDS
from greenfield.services.sync.value_words import ValueWords, shortened
from greenfield.services.withheld import withheld_record
from greenfield.store.reading.belonging import Belonging, above
from greenfield.store.reading.plan import find_record
from greenfield.store.workspace import Workspace
from greenfield.toolkit.toolkit import said as said_in

UNIT_OF_PREVIOUS = "unit-of-previous"
_TECHNICAL = frozenset({"toolkit", "order_key", "blob", "thumbnail", "parent", "visit", "agreement", "gaps"})
_KINDS: Mapping[str, str] = {
    "organisation": mark("Organisation"),
    "person": mark("Person"),
    "company": mark("Company"),
    "site": mark("Site"),
    "group": mark("Group"),
    "membership": mark("Membership"),
    "visit": mark("Visit"),
    "instance": mark("Row of a table"),
    "measure": mark("Measure"),
    "action": mark("Action of the plan"),
    "attachment": mark("Photo or file"),
    "note": mark("Note"),
    "result": mark("Result"),
    "document": mark("Document"),
    "signature": mark("Signature"),
    "package": mark("Questionnaire or table"),
}


@dataclass(frozen=True, slots=True)
class Described:
    """What a field is: where it belongs, what it is called, and its question in the form of the visit if it is one."""

    where: str
    title: str
    node: Node | None = None
    unit: str = ""


def kind_word(kind: str, texts: Texts) -> str:
    """Return what a kind of record is called, also one that this version does not know."""
    if kind in _KINDS:
        return texts(_KINDS[kind])
    return texts("Something of a newer version") if kind else texts("Not known here any more")


class FieldWords:
    """Describes records and fields; the form of each visit is opened once. Fit for the background."""

    def __init__(self, workspace: Workspace, texts: Texts, formats: Formats, now: datetime) -> None:
        """Use the texts and formats of the moment."""
        self._workspace, self._texts, self._formats, self._now = workspace, texts, formats, now
        self._visits: dict[str, OpenVisit | None] = {}
        self._values = ValueWords(workspace, texts, formats)

    def where(self, belonging: Belonging) -> str:
        """Return whose record it is: the company, and the day of the visit."""
        texts = self._texts
        day = show_date(belonging.visit_date, self._formats) if belonging.visit_date else ""
        visit = texts("visit on {day}", day=day) if day else texts("visit") if belonging.visit else ""
        parts = [part for part in (belonging.company_name, visit) if part]
        return withheld_record(belonging, texts) or " · ".join(parts) or self.kind(belonging.kind)

    def kind(self, kind: str) -> str:
        """Return what a kind of record is called."""
        return kind_word(kind, self._texts)

    def field(self, belonging: Belonging, field: str, *, alone: bool = True) -> Described:
        """Return what a field is called; a question by its label, where its form can be opened here.

        Not `alone`, the record is named beside it.
        """
        where, texts = self.where(belonging), self._texts
        if field == DELETED:
            said = self.record(belonging)
            if belonging.kind == "action":
                return Described(where, texts("{measure}: in the plan or not", measure=said))
            return Described(where, texts("{record}: removed or kept", record=said))
        if is_answer(belonging.kind, field):
            node, unit, row = self._question(belonging, field)
            title = node.label if node and node.label else field.rpartition("/")[2]
            named = texts("{question} (row {number})", question=title, number=row) if row else title
            return Described(where, named, node, unit)
        name = self._name(field)
        if not alone or belonging.kind in {"visit", "company", ""}:
            return Described(where, name)
        return Described(where, texts("{record}: {field}", record=self.record(belonging), field=name))

    def value(self, described: Described, belonging: Belonging, field: str, value: Json) -> str:
        """Return a value as people write it; what does not fit its field is shown as not readable."""
        texts = self._texts
        if field == DELETED and belonging.kind == "action":
            return texts("Taken out of the plan") if value is True else texts("In the plan")
        if field == DELETED:
            return texts("Removed") if value is True else texts("Kept, with what was changed")
        if value is None or value == "":
            return texts("Empty")
        if is_answer(belonging.kind, field):
            if not isinstance(value, str):
                return self._values.unreadable(value)
            return shortened(self._answer(described.node, value, described.unit) if described.node else value)
        return self._values.of(belonging.kind, field, value, belonging.visit)

    def change(self, belonging: Belonging, op: str, values: Mapping[str, Json], most: int = 6) -> list[str]:
        """Return what a change does, a line for each field."""
        texts = self._texts
        if op == ERASE:
            return [texts("{record}: removed for good", record=self.record(belonging))]
        if belonging.is_erased:
            return [self.record(belonging)]  # what its changes said went with it
        # what a new record leaves empty says nothing, nor do numbers and hashes that the program itself makes
        said = {
            name: value
            for name, value in values.items()
            if value not in ("", None) and name not in _TECHNICAL
        } or values
        lines = self.fields(belonging, said, alone=len(said) == 1, most=most)
        named = belonging.kind not in {"visit", "company", "instance"} and len(said) != 1
        return [self.record(belonging), *lines] if named else lines

    def fields(
        self, belonging: Belonging, values: Mapping[str, Json], *, alone: bool = False, most: int = 6
    ) -> list[str]:
        """Return fields with their values, a line each, in the order that people know; `alone` names the record as well."""
        texts = self._texts
        known = KINDS.get(belonging.kind)
        order = list(known.fields) if known else []
        lines = []
        for field in sorted(values, key=lambda name: order.index(name) if name in order else len(order)):
            described = self.field(belonging, field, alone=alone)
            shown = self.value(described, belonging, field, values[field])
            lines.append(texts("{field}: {value}", field=described.title, value=shown))
        if len(lines) > most:
            more = texts.plural("and {count} more", "and {count} more", len(lines) - most + 1)
            lines = [*lines[: most - 1], more]
        return lines

    def record(self, belonging: Belonging) -> str:
        """Return what a record is called: its kind, and its own name; a measure and its action by the measure's title."""
        kind, name = self.kind(belonging.kind), belonging.name
        if belonging.kind == "visit":
            name = ""
        elif belonging.kind in {"measure", "action"} and not name:
            name = self._measure(belonging)
            kind = self.kind("measure") if name else kind
        return self._texts("{kind} “{name}”", kind=kind, name=shortened(name)) if name else kind

    def _name(self, field: str) -> str:
        texts = self._texts
        whole, _, part = field.partition("/")
        name = texts(FIELDS[part or whole]) if (part or whole) in FIELDS else part or whole
        return texts("{figure}, own figure", figure=name) if part and whole == "overrides" else name

    def _measure(self, belonging: Belonging) -> str:
        """Return the title of a measure, or of the one that an action belongs to."""
        with self._workspace.read() as connection:
            measure = belonging.record
            if belonging.kind == "action":
                measure = next(
                    (one for one, kind in above(connection, belonging.record) if kind == "measure"), ""
                )
            kept = find_record(connection, "measure", measure)
        if kept is None or not kept.text("catalogue"):
            return kept.text("title") if kept else ""
        opened = self._opened(belonging.visit)
        row = opened.toolkit.measure(kept.text("catalogue")) if opened else None
        return said_in(row.title, self._texts.language) if row else kept.text("catalogue")

    def _question(self, belonging: Belonging, field: str) -> tuple[Node | None, str, int]:
        """Return the question of an answer, the unit in which it is meant, and in which row it stands, 0 for none."""
        opened = self._opened(belonging.visit)
        place = opened.place_of(belonging.record, field) if opened else ""
        if opened is None or not place:
            return None, "", 0
        try:
            node = opened.session.node(place)
        except ProblemError:
            return None, "", 0
        around = place.rpartition("]")[0].rpartition("[")[2]
        return node, _unit_of(opened, place), int(around) if around else 0

    def _opened(self, visit: str) -> OpenVisit | None:
        """Return the form of a visit; None where this version cannot open it."""
        if visit not in self._visits:
            try:
                found = open_visit(self._workspace, visit, self._texts.language, self._now) if visit else None
            except ProblemError:
                found = None
            self._visits[visit] = found
        return self._visits[visit]

    def _answer(self, node: Node, value: str, unit: str) -> str:
        if node.options is not None:
            chosen = [value] if node.type == "select1" else value.split()
            return ", ".join(_label(node, one) for one in chosen)
        if node.type in {"int", "decimal"}:
            number = show_number(value, self._formats)
            return f"{number}\u00a0{unit}" if unit else number
        return show_date(value, self._formats) if node.type == "date" else value


def _unit_of(opened: OpenVisit, place: str) -> str:
    """Return the unit in which the number at a place is meant, empty for one without."""
    unit = _unit_question(opened.session.form, plain_path(place))
    if unit is None:
        return ""
    try:
        node = opened.session.node(f"{place.rpartition('/')[0]}/{unit.name}")
    except ProblemError:
        return ""
    return unit_sign(_label(node, node.value))


def _unit_question(form: Form, path: str) -> Definition | None:
    """Return the question on the unit that stands behind a number, None for a number that has none."""
    number = form.layout.by_path.get(path)
    if number is None or number.type not in {"int", "decimal"}:
        return None
    beside = [form.definition(each) for each in form.definition(number.parent).children]
    asked = [each for each in beside if each.control is not None]
    behind = next((each for before, each in pairwise(asked) if before is number), None)
    control = behind.control if behind else None
    if control is None or control.tag != "select1" or UNIT_OF_PREVIOUS not in control.appearance.split():
        return None
    return behind


def _label(node: Node, value: str) -> str:
    return next((one.label for one in node.options or () if one.value == value), value)
