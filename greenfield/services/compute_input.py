"""Reads what `greenfield compute` is given: every problem is collected with its place, the rest is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import isfinite

from greenfield.base.problem import Place, Problem, Severity

LARGEST = 1e15


@dataclass(slots=True)
class Findings:
    """The problems found so far."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, where: str, **values: object) -> None:
        """Note an error at a path such as `baseline.flows[0].amount`."""
        self.problems.append(Problem(code, Place(name=where), values))

    def warn(self, code: str, where: str, **values: object) -> None:
        """Note a warning at a path."""
        self.problems.append(Problem(code, Place(name=where), values, Severity.WARNING))


class Fields:
    """The named values of one JSON object. A value that cannot be read is noted, and given as None.

    `complete` tells whether every value that was asked for could be read.
    """

    def __init__(self, given: Mapping[str, object], path: str, findings: Findings) -> None:
        """Read from `given`, which stands at `path`."""
        self._given, self.path, self._findings = given, path, findings
        self._asked: set[str] = set()
        self.complete = True

    def place(self, key: str) -> str:
        """Return the path of a value."""
        return f"{self.path}.{key}" if self.path else key

    def problem(self, code: str, key: str, **values: object) -> None:
        """Note that a value cannot be used."""
        self.complete = False
        self._findings.add(code, self.place(key) if key else self.path, **values)

    def raw(self, key: str, *, needed: bool) -> object:
        """Return a value as it is, None if it is missing or null."""
        self._asked.add(key)
        value = self._given.get(key)
        if value is None and needed:
            self.problem("input.missing", key)
        return value

    def text(self, key: str, *, needed: bool = True) -> str | None:
        """Return a text."""
        value = self.raw(key, needed=needed)
        if value is None or isinstance(value, str):
            return value
        self.problem("input.text", key)
        return None

    def choice(self, key: str, known: Sequence[str], *, needed: bool = True) -> str | None:
        """Return a text that is one of the known ones."""
        value = self.text(key, needed=needed)
        if value is None or value in known:
            return value
        self.problem("input.choice", key, value=value, known=", ".join(known))
        return None

    def flag(self, key: str) -> bool:
        """Return true or false; false where nothing is stated."""
        value = self.raw(key, needed=False)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.problem("input.flag", key)
        return False

    def day(self, key: str) -> date | None:
        """Return a date that is written as ISO 8601."""
        value = self.raw(key, needed=True)
        if value is None:
            return None
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.problem("input.date", key)
            return None

    def number(
        self, key: str, *, needed: bool = True, least: float = 0.0, most: float = LARGEST
    ) -> float | None:
        """Return a finite number within its limits; true and false are none."""
        value = self.raw(key, needed=needed)
        return None if value is None else self._checked(value, key, least, most)

    def money(self, key: str, *, needed: bool = False, least: float = 0.0) -> Decimal | None:
        """Return a number as money."""
        value = self.number(key, needed=needed, least=least)
        return None if value is None else _decimal(self._given[key])

    def amounts(self, key: str) -> tuple[Decimal, ...]:
        """Return a list of numbers as money, of any sign; empty where nothing is stated."""
        found = []
        for position, value in enumerate(self.items(key, needed=False)):
            if self._checked(value, f"{key}[{position}]", -LARGEST, LARGEST) is not None:
                found.append(_decimal(value))
        return tuple(found)

    def items(self, key: str, *, needed: bool) -> Sequence[object]:
        """Return a list."""
        value = self.raw(key, needed=needed)
        if value is None:
            return ()
        if isinstance(value, list):
            return value
        self.problem("input.list", key)
        return ()

    def fields(self, key: str, *, needed: bool = True) -> "Fields | None":
        """Return the values of an object within this one."""
        value = self.raw(key, needed=needed)
        if value is None:
            return None
        found = as_fields(value, self.place(key), self._findings)
        self.complete = self.complete and found is not None
        return found

    def warn_of_others(self) -> None:
        """Warn of every name that was not asked for: it is probably misspelt."""
        for key in self._given:
            if key not in self._asked:
                self._findings.warn("input.unknown_key", self.place(key))

    def _checked(self, value: object, key: str, least: float, most: float) -> float | None:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            self.problem("input.number", key)
            return None
        try:
            number = float(value)
        except OverflowError:
            number = LARGEST * 10
        if not isfinite(number):
            self.problem("input.number", key)
        elif abs(number) > LARGEST:
            self.problem("input.too_large", key, value=number)
        elif number < least == 0 and most == LARGEST:
            self.problem("input.negative", key, value=number)
        elif not least <= number <= most:
            self.problem("input.range", key, value=number, least=least, most=most)
        else:
            return number
        return None


def as_fields(value: object, path: str, findings: Findings) -> Fields | None:
    """Return the named values of a JSON object, None with a problem for anything else."""
    if isinstance(value, dict):
        return Fields(value, path, findings)
    findings.add("input.object", path)
    return None


def _decimal(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(repr(value))
