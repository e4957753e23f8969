"""What the companies and visits of an exchange file are called, by what the file says and by what is known here."""

from typing import Any, Final

from greenfield.records.change import AnyChange, Change
from greenfield.store.reading.record_names import name_of_company, visit_in_short

MOST: Final = 5_000
"""So many companies, sites and visits of a file are remembered, whatever it holds."""
_LONGEST: Final = 120


def shown(text: str) -> str:
    """Leave nothing in a text of a stranger that could do more than be read."""
    return "".join(sign for sign in text[:_LONGEST] if sign.isprintable())


class FileNames:
    """Remembers of changes what is needed to name companies and visits."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._companies: dict[str, str] = {}
        self._sites: dict[str, str] = {}
        self._visits: dict[str, dict[str, str]] = {}

    def note(self, change: AnyChange) -> None:
        """Remember a change of a company, site, visit or a part of a visit; others are passed over."""
        if not isinstance(change, Change):
            return
        said = {name: edit.value for name, edit in change.fields.items() if isinstance(edit.value, str)}
        if change.kind == "company" and _has_room(self._companies, change.record):
            self._companies[change.record] = shown(said.get("name", "")) or self._companies.get(
                change.record, ""
            )
        elif change.kind == "site" and "company" in said and _has_room(self._sites, change.record):
            self._sites[change.record] = said["company"]
        elif change.kind == "visit" and _has_room(self._visits, change.record):
            wanted = {name: shown(said[name]) for name in ("date", "company", "site") if name in said}
            self._visits[change.record] = self._visits.get(change.record, {}) | wanted
        elif change.kind == "instance" and "visit" in said and _has_room(self._visits, said["visit"]):
            self._visits.setdefault(said["visit"], {})

    def companies(self, connection: Any) -> dict[str, str]:
        """Return the names of companies by id."""
        return {
            company: name or name_of_company(connection, company) for company, name in self._companies.items()
        }

    def visits(self, connection: Any) -> dict[str, tuple[str, str]]:
        """Return the dates of visits, and the names of their companies, by id."""
        return {visit: self._visit(connection, visit, said) for visit, said in self._visits.items()}

    def _visit(self, connection: Any, visit: str, said: dict[str, str]) -> tuple[str, str]:
        date, name = visit_in_short(connection, visit)
        company = said.get("company") or self._sites.get(said.get("site", ""), "")
        if company:
            name = self._companies.get(company) or name_of_company(connection, company)
        return said.get("date") or date, name


def _has_room(known: dict[str, Any], record: str) -> bool:
    return record in known or len(known) < MOST
