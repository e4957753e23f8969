"""Checks of the column `parameters`: which a type of question knows, and what their values may be."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from greenfield.base.problem import Problem
from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import parse_select
from greenfield.toolkit.sheets import Row, Sheets
from greenfield.toolkit.toolkit import number_or_none

_PAIRS = re.compile(r"[\s,;]*(?:[^\s=,;]+\s*=\s*[^\s=,;]+[\s,;]*)*\Z")
_PAIR = re.compile(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)")


@dataclass(frozen=True, slots=True)
class _Value:
    """What a value may be, as a sentence names it."""

    fits: Callable[[str], bool]
    named: str


_ANY = _Value(lambda _text: True, "")
_WHOLE = _Value(lambda text: re.fullmatch(r"-?\d+", text) is not None, "1, 2, 3")
_NUMBER = _Value(lambda text: number_or_none(text) is not None, "1, 2.5")


def _one_of(*words: str) -> _Value:
    return _Value(lambda text: text.lower() in words, ", ".join(words))


_SELECT = {"randomize": _one_of("true", "false"), "seed": _ANY}
_FROM_FILE = {**_SELECT, "value": _ANY, "label": _ANY}
_GEO = {"allow-mock-accuracy": _one_of("true", "false"), "reference-geometry": _ANY}
_KNOWN: Mapping[str, Mapping[str, _Value]] = {
    "text": {"rows": _WHOLE},
    "image": {"max-pixels": _WHOLE, "app": _ANY},
    "photo": {"max-pixels": _WHOLE, "app": _ANY},
    "audio": {"quality": _one_of("voice-only", "low", "normal", "external")},
    "background-audio": {"quality": _one_of("voice-only", "low", "normal")},
    "range": {
        **dict.fromkeys(("start", "end", "step", "tick_interval", "placeholder"), _NUMBER),
        "tick_labelset": _ANY,
    },
    "geopoint": {**_GEO, "capture-accuracy": _NUMBER, "warning-accuracy": _NUMBER},
    "geotrace": {**_GEO, "incremental": _one_of("true")},
    "geoshape": {**_GEO, "incremental": _one_of("true")},
    "audit": {
        "identify-user": _one_of("true", "false"),
        "track-changes": _one_of("true", "false"),
        "track-changes-reasons": _one_of("on-form-edit"),
        "location-priority": _one_of("no-power", "low-power", "balanced", "high-accuracy"),
        "location-min-interval": _WHOLE,
        "location-max-age": _WHOLE,
    },
}


def check_parameters(sheets: Sheets) -> Iterator[Problem]:
    """Yield parameters that cannot be read, that a type does not know, or whose value does not fit."""
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    for row in survey:
        text = columns.get(row, "parameters")
        if text:
            yield from _row(sheets, row, columns.get(row, "type"), text, columns.header("parameters"))


def _row(sheets: Sheets, row: Row, kind: str, text: str, header: str) -> Iterator[Problem]:
    place = ("survey", row.number, header)
    if not _PAIRS.match(text):
        yield sheets.problem("survey.parameter_form", *place, value=text)
        return
    select = parse_select(kind)
    known = _KNOWN.get(kind)
    if select is not None:
        known = _FROM_FILE if select[0].endswith("_file") else _SELECT
    if known is None:
        return
    for key, value in _PAIR.findall(text):
        fitting = known.get(key.lower())
        if fitting is None:
            yield sheets.problem(
                *("survey.parameter", *place),
                key=key,
                type=kind.split(maxsplit=1)[0],
                known=", ".join(known),
                nearest=suggestion(key, known),
            )
        elif not fitting.fits(value):
            yield sheets.problem("survey.parameter_value", *place, key=key, value=value, known=fitting.named)
