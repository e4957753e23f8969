"""What a change is about, in words: whose record, which question or field, and its values as people write them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from greenfield.base.formats import Formats, unit_sign
from greenfield.base.places import alpha2_of
from greenfield.base.problem import ProblemError
from greenfield.base.texts import Texts, mark
from greenfield.forms.node import Node
from greenfield.forms.references import plain_path
from greenfield.records.change import DELETED, ERASE, Json
from greenfield.records.kinds import KINDS, FieldType, is_answer
from greenfield.services.open_visit import OpenVisit, open_visit
from greenfield.store.reading.belonging import Belonging
from greenfield.store.reading.record_names import names_of
from greenfield.store.workspace import Workspace
from greenfield.ui.sync.field_names import FIELDS, VALUES
from greenfield.ui.visit.dates import show_date
from greenfield.ui.visit.numbers import show_number
from greenfield.ui.visit.outline import questions_in, sections

_LONGEST = 300
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


class FieldWords:
    """Describes records and fields; the form of each visit is opened once. Fit for the background."""

    def __init__(self, workspace: Workspace, texts: Texts, formats: Formats, now: datetime) -> None:
        """Use the texts and formats of the moment."""
        self._workspace, self._texts, self._formats, self._now = workspace, texts, formats, now
        self._visits: dict[str, OpenVisit | None] = {}

    def where(self, belonging: Belonging) -> str:
        """Return whose record it is: the company, and the day of the visit."""
        texts = self._texts
        day = show_date(belonging.visit_date, self._formats) if belonging.visit_date else ""
        visit = texts("visit on {day}", day=day) if day else texts("visit") if belonging.visit else ""
        parts = [part for part in (belonging.company_name, visit) if part]
        return " · ".join(parts) or self.kind(belonging.kind)

    def kind(self, kind: str) -> str:
        """Return what a kind of record is called."""
        if kind in _KINDS:
            return self._texts(_KINDS[kind])
        return self._texts("Something of a newer version") if kind else self._texts("Not known here any more")

    def field(self, belonging: Belonging, field: str, *, alone: bool = True) -> Described:
        """Return what a field is called; a question by its label, where its form can be opened here.

        Not `alone`, the record is named beside it.
        """
        where, texts = self.where(belonging), self._texts
        if field == DELETED:
            return Described(where, texts("{record}: removed or kept", record=self._record(belonging)))
        if is_answer(belonging.kind, field):
            node, unit = self._question(belonging, field)
            title = node.label if node and node.label else field.rpartition("/")[2]
            return Described(where, title, node, unit)
        name = texts(FIELDS[field]) if field in FIELDS else field
        if not alone or belonging.kind in {"visit", "company", ""}:
            return Described(where, name)
        return Described(where, f"{self._record(belonging)}: {name}")

    def value(self, described: Described, belonging: Belonging, field: str, value: Json) -> str:
        """Return a value as people write it."""
        texts = self._texts
        if field == DELETED:
            return texts("Removed") if value is True else texts("Kept, with what was changed")
        if value is None or value == "":
            return texts("Empty")
        if described.node is not None and isinstance(value, str):
            return self._answer(described.node, value, described.unit)
        if field == "country" and isinstance(value, str):
            return self._formats.country_name(alpha2_of(value) or value)
        if field in VALUES and isinstance(value, str) and value in VALUES[field]:
            return texts(VALUES[field][value])
        return self._text(belonging.kind, field, value) if isinstance(value, str) else self._other(value)

    def change(self, belonging: Belonging, op: str, values: Mapping[str, Json], most: int = 6) -> list[str]:
        """Return what a change does, a line for each field."""
        texts = self._texts
        if op == ERASE:
            return [texts("{record}: removed for good", record=self._record(belonging))]
        # what a new record leaves empty says nothing, nor do numbers and hashes that the program itself makes
        said = {
            name: value
            for name, value in values.items()
            if value not in ("", None) and name not in _TECHNICAL
        } or values
        known = KINDS.get(belonging.kind)
        order = list(known.fields) if known else []
        lines = []
        for field in sorted(said, key=lambda name: order.index(name) if name in order else len(order)):
            described = self.field(belonging, field, alone=len(said) == 1)
            shown = self.value(described, belonging, field, said[field])
            lines.append(texts("{field}: {value}", field=described.title, value=shown))
        if len(lines) > most:
            more = texts.plural("and {count} more", "and {count} more", len(lines) - most + 1)
            lines = [*lines[: most - 1], more]
        named = belonging.kind not in {"visit", "company", "instance"} and len(said) != 1
        return [self._record(belonging), *lines] if named else lines

    def _record(self, belonging: Belonging) -> str:
        kind = self.kind(belonging.kind)
        return f"{kind} “{belonging.name}”" if belonging.name and belonging.kind != "visit" else kind

    def _question(self, belonging: Belonging, field: str) -> tuple[Node | None, str]:
        opened = self._opened(belonging.visit)
        place = opened.place_of(belonging.record, field) if opened else ""
        if opened is None or not place:
            return None, ""
        try:
            node = opened.session.node(place)
        except ProblemError:
            return None, ""
        return node, _unit_of(opened, place)

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

    def _other(self, value: Json) -> str:
        texts = self._texts
        if isinstance(value, bool):
            return texts("Yes") if value else texts("No")
        if isinstance(value, int | float):
            return show_number(str(value), self._formats)
        return json.dumps(value, ensure_ascii=False)[:_LONGEST]

    def _text(self, kind: str, field: str, value: str) -> str:
        known = KINDS.get(kind)
        type_of = known.fields.get(field) if known else None
        if type_of is FieldType.BLOB:
            return self._texts("A file")
        if type_of is FieldType.REFERENCE:
            with self._workspace.read() as connection:
                found = names_of(connection, [value])
            name = (found[0].name if found else "") or self._texts("Not known here any more")
            return (
                self._texts("Finished on {day}", day=show_date(name[:10], self._formats))
                if field == "result" and found
                else name
            )
        try:
            date.fromisoformat(value)
        except ValueError:
            return value
        return show_date(value, self._formats)


def _unit_of(opened: OpenVisit, place: str) -> str:
    """Return the unit in which the number at a place is meant, empty for one without."""
    wanted = plain_path(place)
    asked = (one for section in sections(opened.session.form) for one in questions_in(section))
    found = next((one.unit for one in asked if one.unit and one.definition.path == wanted), None)
    if found is None:
        return ""
    try:
        unit = opened.session.node(f"{place.rpartition('/')[0]}/{found.name}")
    except ProblemError:
        return ""
    return unit_sign(_label(unit, unit.value))


def _label(node: Node, value: str) -> str:
    return next((one.label for one in node.options or () if one.value == value), value)
