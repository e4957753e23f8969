"""Values of records as people write them: each by what its field holds, and never as the program keeps it."""

from collections.abc import Callable, Mapping
from typing import Final

from greenfield.assess.values import Area, Technique
from greenfield.base.formats import Formats
from greenfield.base.languages import LANGUAGES
from greenfield.base.places import alpha2_of
from greenfield.base.problem import ProblemError
from greenfield.base.texts import Texts, texts_for
from greenfield.records.change import Json
from greenfield.records.kinds import KINDS, FieldType
from greenfield.records.measure_status import MeasureStatus
from greenfield.report.follow_up import status_name
from greenfield.report.words import area_word, technique_word
from greenfield.services.measure_figures import MONEY
from greenfield.services.sector_names import sector_name
from greenfield.services.stored_values import stored_amount
from greenfield.services.stored_words import moment, show_date, show_number
from greenfield.services.sync.field_names import FIELDS, IN_TABLES, VALUES
from greenfield.services.toolkits import toolkit_of
from greenfield.store.reading.record_names import names_of
from greenfield.store.reading.visits import find_visit
from greenfield.store.workspace import Workspace

LONGEST: Final = 300
DAYS: Final = frozenset({"date", "due", "done_on", "period_start", "period_end", "since", "until"})
TABLES: Final = frozenset({"overrides", "agreement"})
"""Tables whose parts are a field each: `overrides/investment`."""
_MOMENTS: Final = frozenset({"finished_at", "handed_over_at", "signed_at", "taken_at"})
_AMOUNTS: Final = frozenset({*MONEY, "verified_saving"})


class ValueWords:
    """Puts the values of fields other than answers into words."""

    def __init__(self, workspace: Workspace, texts: Texts, formats: Formats) -> None:
        """Use the texts and formats of the moment."""
        self._workspace, self._texts, self._formats = workspace, texts, formats
        self._document = texts_for(texts.language, "document")
        self._by_type: Mapping[FieldType, Callable[[str, str, Json], str | None]] = {
            FieldType.TEXT: self._text,
            FieldType.WHOLE: self._number,
            FieldType.NUMBER: self._number,
            FieldType.FLAG: self._flag,
            FieldType.JSON: self._table,
            FieldType.REFERENCE: self._reference,
            FieldType.BLOB: lambda _field, _visit, _value: texts("A file"),
        }
        self._named: Mapping[str, Callable[[str], str]] = {
            "country": lambda code: formats.country_name(alpha2_of(code) or code),
            "language": lambda code: LANGUAGES.get(code, code),
            "sector": lambda code: sector_name(code, texts),
            "toolkit": self._toolkit,
        }

    def of(self, kind: str, field: str, value: Json, visit: str = "") -> str:
        """Return a value as people write it; `visit` is the one that the record belongs to, for its currency.

        What does not fit its field is shown as not readable, never as the program keeps it.
        """
        if value in (None, "", {}, []):
            return self._texts("Empty")
        type_of = field_type(kind, field)
        found = self._plain(value) if type_of is None else self._by_type[type_of](field, visit, value)
        return shortened(found if found is not None else self.unreadable(value))

    def unreadable(self, value: Json) -> str:
        """Return what is said of a value that does not fit its field."""
        if isinstance(value, dict | list):
            return self._texts("Not readable: a table stands where there should be none")
        return shortened(self._texts("Not readable: “{value}”", value=self._plain(value)))

    def _plain(self, value: Json) -> str:
        """Return a value of a field that this version does not know."""
        texts = self._texts
        if isinstance(value, bool):
            return texts("Yes") if value else texts("No")
        if isinstance(value, int | float):
            return self._figure(value)
        if isinstance(value, str):
            return value
        return texts("A table that this version cannot show")

    def _text(self, field: str, visit: str, value: Json) -> str | None:
        if not isinstance(value, str):
            return None
        if field in _AMOUNTS:
            return self._money(value, visit) if stored_amount(value) is not None else None
        if field in DAYS:
            return show_date(value, self._formats)
        if field in _MOMENTS:
            return moment(value, self._formats)
        named = self._named.get(field)
        return named(value) if named else self._fixed(field, value)

    def _fixed(self, field: str, value: str) -> str:
        if value in VALUES.get(field, ()):
            return self._texts(VALUES[field][value])
        if field == "area" and value in set(Area):
            return area_word(Area(value), self._document)
        if field == "technique" and value in set(Technique):
            return technique_word(Technique(value), self._document)
        if field == "status" and value in set(MeasureStatus):
            return status_name(MeasureStatus(value), self._document)
        if field in {"status", "photos"} and value in IN_TABLES:
            return self._texts(IN_TABLES[value])
        return value

    def _number(self, _field: str, _visit: str, value: Json) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return self._figure(value) if stored_amount(value) is not None else None

    def _figure(self, value: float) -> str:
        found = stored_amount(value)
        return str(value) if found is None else show_number(f"{found:f}", self._formats)

    def _flag(self, field: str, _visit: str, value: Json) -> str | None:
        texts = self._texts
        if not isinstance(value, bool):
            return None
        if field == "chosen":
            return texts("In the plan") if value else texts("Not in the plan")
        return texts("Yes") if value else texts("No")

    def _table(self, field: str, visit: str, value: Json) -> str | None:
        texts = self._texts
        whole, _, part = field.partition("/")
        if part:
            return (
                self._own_figure(part, visit, value)
                if whole == "overrides"
                else self.of("visit", part, value)
            )
        if whole == "overrides" and isinstance(value, dict):
            return self._entries(value, lambda name, each: self._own_figure(name, visit, each))
        if whole == "agreement" and isinstance(value, dict):
            return self._entries(value, self._agreed)
        if field == "gaps" and isinstance(value, list):
            return texts.plural("{count} missing answer", "{count} missing answers", len(value))
        if field in {"content", "saves"} and isinstance(value, dict | list):
            return texts("A table that the program made")
        if field == "cash_flows" and isinstance(value, list):
            amounts = [each for one in value if (each := stored_amount(one)) is not None]
            return " · ".join(show_number(f"{each:f}", self._formats) for each in amounts) or None
        return None

    def _agreed(self, name: str, value: Json) -> str:
        found = self._text(name, "", value)
        return self.unreadable(value) if found is None else found

    def _own_figure(self, name: str, visit: str, value: Json) -> str:
        amount = stored_amount(value)
        if amount is None:
            return self.unreadable(value)
        if name == "life_years":
            return show_number(f"{amount:f}", self._formats)
        return self._money(f"{amount:f}", visit)

    def _entries(self, given: Mapping[str, Json], word: Callable[[str, Json], str]) -> str:
        texts = self._texts
        lines = [
            texts(
                "{field}: {value}",
                field=texts(FIELDS[name]) if name in FIELDS else name,
                value=word(name, each),
            )
            for name, each in given.items()
            if each not in ("", None)
        ]
        return " · ".join(lines) or texts("Empty")

    def _money(self, stored: str, visit: str) -> str:
        shown = show_number(stored, self._formats)
        currency = self._currency(visit) if visit else ""
        return f"{shown}\u00a0{currency}" if currency else shown

    def _currency(self, visit: str) -> str:
        try:
            with self._workspace.read() as connection:
                return find_visit(connection, visit).currency
        except ProblemError:
            return ""

    def _toolkit(self, name: str) -> str:
        try:
            return toolkit_of(self._workspace, name).title(self._texts.language)
        except ProblemError:
            return self._texts("A questionnaire that is not here")

    def _reference(self, field: str, _visit: str, value: Json) -> str | None:
        if not isinstance(value, str):
            return None
        with self._workspace.read() as connection:
            found = names_of(connection, [value])
        name = found[0].name if found else ""
        if not name:
            return self._texts("Not known here any more")
        if field == "result":
            return self._texts("Finished on {day}", day=show_date(name[:10], self._formats))
        return name


def field_type(kind: str, field: str) -> FieldType | None:
    """Return what a field of a kind holds; None for one that this version does not know."""
    if field.partition("/")[0] in TABLES and "/" in field:
        return FieldType.JSON
    known = KINDS.get(kind)
    return known.fields.get(field) if known else None


def shortened(text: str) -> str:
    """Return a text in a length that can be shown."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
