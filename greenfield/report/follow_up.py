"""What became of the last plan, as a document and the window say it."""

from dataclasses import dataclass
from decimal import Decimal

from greenfield.assess.values import Change
from greenfield.base.texts import Texts
from greenfield.records.measure_status import MeasureStatus
from greenfield.report.figures import Figures
from greenfield.report.followed import FollowedMeasure, FollowedUp


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """How an indicator moved: its use or release in the period, and for the output."""

    name: str
    total: str
    relative: str
    total_key: str
    relative_key: str


def status_name(status: MeasureStatus, texts: Texts) -> str:
    """Return what became of a measure in words."""
    return {
        MeasureStatus.IMPLEMENTED: texts("Implemented"),
        MeasureStatus.PENDING: texts("Pending"),
        MeasureStatus.NOT_IMPLEMENTED: texts("Not implemented"),
        MeasureStatus.UNKNOWN: texts("Not known yet"),
    }[status]


def change_text(change: Change | None, figures: Figures) -> str:
    """Return a change in percent with its index, the base being 100."""
    if change is None:
        return figures.texts("not known")
    percent = figures.formats.percent(change.percent / 100, 1)
    rose = round(change.percent, 1) > 0 and not percent.startswith("+")
    return figures.texts(
        "{percent} (index {index})",
        percent=f"+{percent}" if rose else percent,
        index=figures.formats.number(round(change.index)),
    )


def change_lines(follow: FollowedUp, figures: Figures) -> list[ChangeLine]:
    """Return how the indicators moved: use, then pollution, then the output."""
    texts = figures.texts
    named = (
        (texts("Energy"), "energy_gj", "energy_productivity"),
        (texts("Materials"), "materials_t", "materials_productivity"),
        (texts("Water"), "water_m3", "water_productivity"),
        (texts("Greenhouse gas"), "co2e_t", "co2e_intensity"),
        (texts("Waste-water"), "wastewater_m3", "wastewater_intensity"),
        (texts("Waste"), "waste_t", "waste_intensity"),
        (texts("Output"), "output", ""),
    )
    return [
        ChangeLine(
            name,
            change_text(follow.changes.get(total), figures),
            change_text(follow.changes.get(relative), figures) if relative else "",
            total,
            relative,
        )
        for name, total, relative in named
    ]


def verified_sentence(follow: FollowedUp, figures: Figures) -> str:
    """Return what the measures with a verified saving were estimated to save, and what they save; empty without one."""
    both = [
        (one.estimated_saving, one.verified_saving)
        for one in follow.measures
        if one.estimated_saving is not None and one.verified_saving is not None
    ]
    if not both:
        return ""
    money = Figures(figures.texts, figures.formats, follow.currency)
    estimated = sum((estimate for estimate, _verified in both), Decimal(0))
    verified = sum((saved for _estimate, saved in both), Decimal(0))
    return figures.texts.plural(
        "One measure has a verified saving: {verified} a year, estimated were {estimated}.",
        "{count} measures have a verified saving: together {verified} a year, estimated were {estimated}.",
        len(both),
        verified=money.estimated_money(verified),
        estimated=money.estimated_money(estimated),
    )


def remark(one: FollowedMeasure, figures: Figures) -> str:
    """Return since when a measure works, why it does not, or since when it is open; empty where none was noted."""
    if one.reason:
        return figures.texts("Reason: {reason}", reason=figures.name(one.reason))
    if one.on is not None:
        return figures.texts("Since {date}", date=figures.formats.date(one.on, "medium"))
    if one.agreed_on is not None:
        return figures.texts(
            "Still open from the plan of {date}", date=figures.formats.date(one.agreed_on, "medium")
        )
    return ""


def compared_note(follow: FollowedUp, figures: Figures) -> str:
    """Return with what the changes are compared, and which way is better."""
    texts, formats = figures.texts, figures.formats
    if not follow.is_stated:
        return texts(
            "Compared with the last visit, which is index 100; its period was not stated. For the output: more is "
            "better for energy, materials and water, less is better for the others."
        )
    return texts(
        "Compared with {start} to {end}, which is index 100. For the output: more is better for energy, materials and "
        "water, less is better for the others.",
        start=formats.date(follow.start),
        end=formats.date(follow.end),
    )
