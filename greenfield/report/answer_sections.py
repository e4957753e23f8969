"""From the answers of a visit to what a document prints of them: numbers, dates and places as the reader writes them."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from babel.dates import format_skeleton, format_time

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.report.given_answers import GivenAnswer, GivenAnswers, GivenPart, Part
from greenfield.report.plan import AnswerLine, AnswerSection

_NUMBERS = frozenset({"int", "decimal"})
_LINES = frozenset({"geotrace", "geoshape"})
_GROUPED_FROM = 10_000  # below, a whole number may be a year
_DIGITS = 12
_DEGREES = 5


def answer_sections(given: GivenAnswers, texts: Texts, formats: Formats) -> tuple[AnswerSection, ...]:
    """Return the answers in the language of `texts` (domain `document`)."""
    return tuple(_sections(given, texts, formats))


def _sections(given: GivenAnswers, texts: Texts, formats: Formats) -> Iterator[AnswerSection]:
    before: tuple[Part, ...] = ()
    is_first = True
    for one in given.in_language(texts.language):
        same = next(
            (at for at, pair in enumerate(zip(before, one.parts, strict=False)) if pair[0] != pair[1]),
            min(len(before), len(one.parts)),
        )
        # After an inner part the outer one goes on: its heading is said again.
        entered = range(min(same, max(len(one.parts) - 1, 0)), len(one.parts))
        for depth in list(entered)[:-1]:
            yield AnswerSection(_title(one.parts[depth], texts, formats), min(depth, 1))
        if one.parts:
            title = _title(one.parts[-1], texts, formats)
        else:
            title = "" if is_first else texts("Further answers")
        yield AnswerSection(title, min(max(len(one.parts) - 1, 0), 1), tuple(_lines(one, texts, formats)))
        before, is_first = one.parts, False
    if given.photos:
        names = formats.enumeration(list(given.photos))
        yield AnswerSection(texts("Photos"), 0, (AnswerLine(texts("Of no question"), names),))


def _title(part: Part, texts: Texts, formats: Formats) -> str:
    if part.number is None:
        return part.title
    return texts("{name} {number}", name=part.title, number=formats.number(part.number))


def _lines(part: GivenPart, texts: Texts, formats: Formats) -> Iterator[AnswerLine]:
    for answer in part.answers:
        yield AnswerLine(answer.question, answer_text(answer, texts, formats))


def answer_text(answer: GivenAnswer, texts: Texts, formats: Formats) -> str:
    """Return an answer as it is read; what cannot be understood stands as it was stored."""
    if answer.photos:
        return formats.enumeration(list(answer.photos))
    if answer.chosen:
        return formats.enumeration(list(answer.chosen))
    try:
        return _of_kind(answer, texts, formats)
    except (ValueError, InvalidOperation):
        return answer.value


def _of_kind(answer: GivenAnswer, texts: Texts, formats: Formats) -> str:
    value = answer.value
    if answer.kind in _NUMBERS:
        return _number(Decimal(value), answer.appearance, formats)
    if answer.kind == "trigger":
        return texts("confirmed")
    if answer.kind == "boolean":
        return texts("yes") if value in {"true", "1"} else texts("no")
    if answer.kind in {"geopoint", *_LINES}:
        return _place(answer, texts, formats)
    return _moment(answer, formats)


def _moment(answer: GivenAnswer, formats: Formats) -> str:
    value = answer.value
    if answer.kind == "date":
        return _day(date.fromisoformat(value[:10]), answer.appearance, formats)
    if answer.kind == "time":
        return str(
            format_time(time.fromisoformat(value).replace(tzinfo=None), "short", locale=formats.locale)
        )
    if answer.kind == "dateTime":
        return formats.moment(datetime.fromisoformat(value).replace(tzinfo=None))
    return value


def _place(answer: GivenAnswer, texts: Texts, formats: Formats) -> str:
    if answer.kind in _LINES:
        count = len([point for point in answer.value.split(";") if point.strip()])
        return texts.plural("{count} point on the map", "{count} points on the map", count)
    latitude, longitude = (formats.number(Decimal(part), _DEGREES) for part in answer.value.split()[:2])
    return texts("latitude {latitude}, longitude {longitude}", latitude=latitude, longitude=longitude)


def _number(value: Decimal, appearance: str, formats: Formats) -> str:
    if not value.is_finite():
        raise ValueError(value)
    is_whole = value == value.to_integral_value()
    if is_whole and abs(value) < _GROUPED_FROM and "thousands-sep" not in appearance.split():
        return str(int(value))
    return formats.number(value, _DIGITS)


def _day(value: date, appearance: str, formats: Formats) -> str:
    shown = appearance.split()
    if "year" in shown:
        return str(value.year)
    if "month-year" in shown:
        return str(format_skeleton("yMMMM", value, locale=formats.locale))
    return formats.date(value)
