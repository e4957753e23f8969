"""Indicators with a threshold in words: their value, what is asked for, and whether it is met."""

from collections.abc import Sequence

from greenfield.assess.thresholds import ABOVE, AT_LEAST, AT_MOST, BELOW, Threshold
from greenfield.report.figures import Figures
from greenfield.report.plan import OwnIndicator

YES_NO = "yes/no"
"""The unit of an indicator that is only met or not: 1 is yes, 0 is no."""
PREREQUISITE = "prerequisite"


def value_words(value: float | None, unit: str, figures: Figures) -> str:
    """Return the value of an indicator as people read it."""
    if unit != YES_NO or value is None:
        return figures.amount(value, "" if unit == YES_NO else unit)
    return figures.texts("Yes") if value else figures.texts("No")


def threshold_words(threshold: Threshold, unit: str, figures: Figures) -> str:
    """Return what a threshold asks for: `at least 25 %`."""
    texts = figures.texts
    value = value_words(threshold.value, unit, figures)
    patterns = {
        AT_LEAST: texts("at least {value}", value=value),
        AT_MOST: texts("at most {value}", value=value),
        ABOVE: texts("more than {value}", value=value),
        BELOW: texts("less than {value}", value=value),
    }
    return patterns.get(threshold.sign, value)


def verdict_words(indicator: OwnIndicator, figures: Figures) -> str:
    """Return whether an indicator meets its threshold; empty where it has none."""
    if indicator.threshold is None:
        return ""
    texts = figures.texts
    asked = threshold_words(indicator.threshold, indicator.unit, figures)
    met = indicator.threshold.is_met(indicator.value)
    if met is None:
        return texts("Not known: {asked}", asked=asked)
    return texts("Met: {asked}", asked=asked) if met else texts("Not met: {asked}", asked=asked)


def set_heading(indicators: Sequence[OwnIndicator], figures: Figures) -> str:
    """Return the heading of indicators of one topic and kind, with how many of them are met."""
    texts = figures.texts
    first = indicators[0]
    topic = figures.name(first.topic) or texts("From this questionnaire")
    judged = [one.threshold.is_met(one.value) for one in indicators if one.threshold is not None]
    if not judged:
        return topic
    values = {"topic": topic, "met": judged.count(True), "count": len(judged), "open": judged.count(None)}
    if first.kind == PREREQUISITE:
        if values["open"]:
            return texts("{topic}, prerequisites: {met} of {count} met, {open} not known", **values)
        return texts("{topic}, prerequisites: {met} of {count} met", **values)
    if values["open"]:
        return texts("{topic}: {met} of {count} met, {open} not known", **values)
    return texts("{topic}: {met} of {count} met", **values)
