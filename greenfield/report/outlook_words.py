"""Money of a measure beyond its first year, in words and figures: ranges, rates, other prices."""

from collections.abc import Iterator
from decimal import Decimal

from greenfield.assess.finance import DEFAULT_LIFE_YEARS
from greenfield.assess.outlook import LARGER_COST_SHARE, LARGER_PAYBACK_YEARS, SavingRange, at_prices
from greenfield.assess.rate import NoRate
from greenfield.base.texts import Texts
from greenfield.report.figures import Figures, rounded


def saving_between(found: SavingRange | None, figures: Figures) -> str:
    """Return between what a saving lies: `2,400 to 4,100`; empty where no range is known."""
    if found is None or rounded(found.low) == rounded(found.high):
        return ""
    low, high = (figures.formats.number(rounded(value)) for value in (found.low, found.high))
    return figures.name(figures.texts("{low} to {high}", low=low, high=high))


def payback_between(found: SavingRange | None, first_cost: Decimal | None, figures: Figures) -> str:
    """Return between what a payback lies, in the words of `Figures.years`; empty where no range is known."""
    if found is None or not first_cost:
        return ""
    soonest = figures.years(found.soonest_years, first_cost)
    latest = figures.years(found.latest_years, first_cost)
    if soonest == latest:
        return ""
    if found.latest_years is None:
        return figures.texts("{soonest}, or never", soonest=soonest)
    return figures.texts("{low} to {high}", low=soonest, high=latest)


def rate_of_return(irr: float | None, reason: str, figures: Figures) -> str:
    """Return the internal rate of return, or why there is none."""
    if irr is not None:
        return figures.formats.percent(irr, 1)
    return no_rate_word(reason, figures.texts)


def no_rate_word(reason: str, texts: Texts) -> str:
    """Return why there is no internal rate of return."""
    return (
        {
            NoRate.NO_INVESTMENT: texts("none: there is nothing to invest"),
            NoRate.NO_SIGN_CHANGE: texts("none: in no year does it bring in more than it costs"),
            NoRate.SEVERAL: texts("none: more than one rate would fit"),
            NoRate.NONE: texts("none: no rate fits"),
            NoRate.UNKNOWN_SAVING: texts("not known, as the saving is not"),
        }.get(NoRate(reason), "")
        if reason
        else ""
    )


def larger_sentence(figures: Figures) -> str:
    """Return which measures are called larger."""
    return figures.texts(
        "Larger measures are those that pay back after more than {years} years or never, or cost more than {share} of what "
        "all resources cost.",
        years=figures.formats.number(LARGER_PAYBACK_YEARS),
        share=figures.formats.percent(LARGER_COST_SHARE),
    )


def over_the_years(discount_rate: float, figures: Figures) -> str:
    """Return how money of later years was counted."""
    return figures.texts(
        "Counted over the life of a measure, {years} years where none is known; what comes later is discounted at {rate} a "
        "year.",
        years=figures.formats.number(DEFAULT_LIFE_YEARS),
        rate=figures.formats.percent(discount_rate, 1),
    )


def prices_and_paybacks(
    first_cost: Decimal, annual_saving: Decimal, annual_cost: Decimal, figures: Figures
) -> Iterator[tuple[str, str]]:
    """Yield each change of price as read (`−30 %`, `today's price`) with the payback at it."""
    for one in at_prices(first_cost, annual_saving, annual_cost):
        yield price_word(one.change, figures), figures.years(one.payback_years, first_cost)


def price_word(change: Decimal, figures: Figures) -> str:
    """Return a change of price as it heads a column."""
    if not change:
        return figures.texts("Today's price")
    sign = "+" if change > 0 else "\u2212"
    return figures.name(f"{sign}{figures.formats.percent(abs(change))}")
