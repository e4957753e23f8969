"""Action plans to draw: a bakery in Thiès with plausible figures, and the same plan made long or empty."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from greenfield.assess.values import Area, AreaStatus, Indicators, Resource, Technique
from greenfield.report.plan import (
    ActionPlan,
    CoveredPeriod,
    Emission,
    Origin,
    PlannedMeasure,
    PlanStep,
    ResourceCost,
    SavedAmount,
    UsedFactor,
    Visited,
)

BAKERY = Visited(
    company="Boulangerie Téranga",
    visited_on=date(2025, 5, 14),
    site="Main bakery and shop",
    place="Thiès",
    country="SN",
    sector="Bakery products",
    visitors=("Awa Diop", "Cheikh Ndiaye"),
    organisation="National Cleaner Production Centre",
    owner="Mariama Sarr",
)
YEAR = CoveredPeriod(date(2024, 1, 1), date(2024, 12, 31), 520.0, "t", "bread and pastry", 48)
COSTS = (
    ResourceCost("Flour", Resource.MATERIAL, 428.0, "t", Decimal(171_200_000)),
    ResourceCost("Diesel for the ovens", Resource.ENERGY, 61_800.0, "L", Decimal(46_659_000)),
    ResourceCost("Grid electricity", Resource.ENERGY, 186_400.0, "kWh", Decimal(24_232_000)),
    ResourceCost("LPG", Resource.ENERGY, 2_900.0, "kg", Decimal(1_885_000)),
    ResourceCost("Mains water", Resource.WATER, 3_420.0, "m3", Decimal(3_078_000)),
    ResourceCost("Solid waste", Resource.WASTE, 21.5, "t", Decimal(645_000)),
)


def measure(number: int = 1, **changes) -> PlannedMeasure:
    base = PlannedMeasure(
        name=f"measure_{number}",
        title=f"Measure {number}",
        area=Area.HEAT,
        technique=Technique.GOOD_HOUSEKEEPING,
        reason="The oven door stands open between batches.",
        first_step="Hang a sign at the door.",
        annual_saving=Decimal(1_000_000) + number,
        first_cost=Decimal(100_000) * number,
        payback_years=0.1 * number,
    )
    return replace(base, **changes)


MEASURES = (
    PlannedMeasure(
        name="oven_insulation",
        title="Insulate the oven's vault and doors",
        area=Area.HEAT,
        technique=Technique.EQUIPMENT_MODIFICATION,
        reason=(
            "The ovens burn 61,800 L of diesel a year, and their outer walls were found hot to the touch. Mineral wool "
            "of 100 mm keeps this heat inside."
        ),
        first_step="Measure the outer walls during baking and ask two suppliers for mineral wool and steel sheet.",
        annual_saving=Decimal(4_665_900),
        first_cost=Decimal(3_200_000),
        payback_years=0.69,
        saved=(SavedAmount("diesel", 6_180.0, "L"),),
        co2e_t=16.6,
        basis="IAC database, ARC 2.2511",
        estimate=True,
    ),
    PlannedMeasure(
        name="batch_planning",
        title="Bake in full batches and close the dampers between them",
        area=Area.HEAT,
        technique=Technique.GOOD_HOUSEKEEPING,
        reason="Two ovens run half full in the afternoon and stand hot and empty for about three hours a day.",
        first_step="Write the afternoon batches of one week on the board, and bake them in one oven.",
        annual_saving=Decimal(2_332_950),
        first_cost=Decimal(0),
        payback_years=0.0,
        saved=(SavedAmount("diesel", 3_090.0, "L"),),
        reduced_by=(SavedAmount("diesel", 310.0, "L"),),
        co2e_t=8.3,
    ),
    PlannedMeasure(
        name="leaks",
        title="Repair the leaking taps and hoses",
        area=Area.WATER,
        technique=Technique.GOOD_HOUSEKEEPING,
        reason="The meter moved at night, when nobody was there: about 12 % of the water runs away unused.",
        first_step="Read the meter this evening at closing and tomorrow morning, then replace the worn seals.",
        annual_saving=Decimal(369_360),
        first_cost=Decimal(85_000),
        payback_years=0.23,
        saved=(SavedAmount("water", 410.0, "m3"),),
        basis="Night reading of the meter on 14 May 2025",
        estimate=False,
    ),
    PlannedMeasure(
        name="led",
        title="Replace fluorescent tubes by LED",
        area=Area.ENERGY,
        technique=Technique.TECHNOLOGY_CHANGE,
        reason="96 fluorescent tubes light the bakery for 14 hours a day.",
        first_step="Count the tubes by length and ask the electrician for a price that includes taking back the old ones.",
        annual_saving=Decimal(1_453_920),
        first_cost=Decimal(1_150_000),
        payback_years=0.79,
        saved=(SavedAmount("electricity", 11_184.0, "kWh"),),
        co2e_t=6.0,
        basis="IAC database, ARC 2.7142",
    ),
    PlannedMeasure(
        name="bread_return",
        title="Sell unsold bread as feed, and plan the batches by yesterday's returns",
        area=Area.MATERIALS,
        technique=Technique.USEFUL_BYPRODUCT,
        reason="21.5 t of waste a year are mostly unsold bread: the flour in it was bought for about 6 million francs.",
        first_step="Write down the unsold loaves each evening for two weeks.",
        annual_saving=Decimal(1_890_000),
        annual_cost=Decimal(120_000),
        first_cost=Decimal(240_000),
        payback_years=0.14,
        saved=(SavedAmount("flour", 4.3, "t"), SavedAmount("waste", 6.5, "t")),
    ),
    PlannedMeasure(
        name="solar",
        title="Put solar panels on the roof of the store",
        area=Area.ENERGY,
        technique=Technique.TECHNOLOGY_CHANGE,
        reason="The bakery uses 186,400 kWh a year, much of it by day for mixers and cold rooms.",
        first_step="Ask a roof builder whether the roof carries the weight.",
        annual_saving=Decimal(5_460_000),
        annual_cost=Decimal(300_000),
        first_cost=Decimal(21_000_000),
        payback_years=4.07,
        saved=(SavedAmount("electricity", 42_000.0, "kWh"),),
        co2e_t=22.5,
    ),
)


def bakery_plan() -> ActionPlan:
    statuses = (
        (Area.ENERGY, 0.45, 3, 4, 4),
        (Area.HEAT, 0.18, 1, 4, 5),
        (Area.WATER, 0.4, 2, 3, 3),
        (Area.MATERIALS, 0.62, 4, 3, 3),
        (Area.WASTE, 0.5, 3, 2, 3),
        (Area.WASTEWATER, None, None, 0, 2),
        (Area.CHEMICALS, 0.95, 5, 2, 2),
        (Area.MANAGEMENT, 0.3, 2, 4, 4),
    )
    return ActionPlan(
        visited=BAKERY,
        period=YEAR,
        currency="XOF",
        indicators=Indicators(
            absolute={
                "energy_gj": 3041.6,
                "materials_t": 428.0,
                "water_m3": 3420.0,
                "co2e_t": 274.1,
                "wastewater_m3": None,
                "waste_t": 21.5,
                "output": 520.0,
            },
            productivity={"energy": 0.17096, "materials": 1.21495, "water": 0.152047},
            intensity={"co2e": 0.52712, "wastewater": None, "waste": 0.041346},
        ),
        costs=COSTS,
        emissions=(
            Emission("Diesel for the ovens", Origin.COMBUSTION, 165.9),
            Emission("Grid electricity", Origin.GRID, 99.5),
            Emission("LPG", Origin.COMBUSTION, 8.7),
            Emission("Wood", Origin.COMBUSTION, 0.0, 3.4),
        ),
        areas=tuple(
            AreaStatus(area, score, band, answered, asked) for area, score, band, answered, asked in statuses
        ),
        measures=MEASURES,
        steps=(
            PlanStep("leaks", "Ibrahima Fall, maintenance", date(2025, 6, 1)),
            PlanStep("batch_planning", "Fatou Mbaye, head baker", date(2025, 6, 15)),
            PlanStep("led", "Ibrahima Fall, maintenance", date(2025, 9, 30)),
        ),
        factors=(
            UsedFactor(
                "Diesel", Origin.COMBUSTION, 0.0026857, "L", 2006, "IPCC 2006, volume 2, tables 1.2 and 2.3"
            ),
            UsedFactor(
                "Grid electricity", Origin.GRID, 0.000534, "kWh", 2023, "Ember, Our World in Data (CC BY 4.0)"
            ),
            UsedFactor(
                "LPG", Origin.COMBUSTION, 0.002988, "kg", 2006, "IPCC 2006, volume 2, tables 1.2 and 2.3"
            ),
        ),
        gwp="AR5",
        toolkit="Quick scan, version 1",
        gaps=(
            "How much waste-water leaves the site in a year?",
            "Is the waste-water metered?",
            "Who reads the gas meter?",
        ),
        warnings=("The price of LPG is higher than usual. Check the amount and the cost of this fuel.",),
    )


def long_plan(count: int = 40, words: int = 12) -> ActionPlan:
    """The bakery with many measures, long names and long texts."""
    tail = " ".join(["and everything that belongs to it"] * (words // 4))
    measures = tuple(
        measure(
            number,
            title=f"Measure number {number}: look after the insulation of ovens, pipes and cold rooms {tail}",
            reason=f"Because of what was seen on the walk through the hall {tail}. " * 2,
            first_step=f"Ask the people at the machine what they know, {tail}.",
            annual_saving=Decimal(1_234_567_890) * number,
            first_cost=Decimal(9_876_543_210) * number,
            saved=(
                SavedAmount("electricity from the grid", 1234567.0, "kWh"),
                SavedAmount("water", 12345.0, "m3"),
            ),
            reduced_by=(SavedAmount("electricity from the grid", 12345.0, "kWh"),),
            co2e_t=1234.5,
            basis=f"A source with a long title {tail}",
        )
        for number in range(1, count + 1)
    )
    plan = bakery_plan()
    return replace(
        plan,
        visited=replace(
            plan.visited,
            company="Société anonyme de boulangerie, pâtisserie et biscuiterie industrielle de la région de Thiès",
            site="Main bakery with shop, store and filling station at the road to Mbour",
            visitors=("Awa Diop", "Cheikh Ndiaye", "Jean-Baptiste Senghor", "Marie-Louise Faye"),
            organisation="National Centre for Cleaner and Resource Efficient Production of the Ministry of Industry",
        ),
        costs=tuple(replace(cost, name=f"{cost.name} {tail}"[:90]) for cost in plan.costs * 3),
        emissions=tuple(replace(one, name=f"{one.name} {tail}"[:90]) for one in plan.emissions * 4),
        measures=measures,
        steps=tuple(
            PlanStep(one.name, f"A person with a long name {tail}"[:70], date(2026, 1, 31))
            for one in measures
        ),
        factors=plan.factors * 9,
        gaps=tuple(
            f"Question {number}: how much of it is used in a year, {tail}?"
            for number in range(1, 60 if words < 50 else 4)
        ),
        warnings=tuple(
            f"Warning {number}: this figure looks large, {tail}."
            for number in range(1, 9 if words < 50 else 3)
        ),
    )


def empty_plan() -> ActionPlan:
    """A visit of which nothing but the names is known."""
    return ActionPlan(
        visited=Visited("Atelier Soleil", date(2025, 5, 14)),
        period=CoveredPeriod(date(2024, 1, 1), date(2024, 12, 31)),
        currency="XOF",
        indicators=Indicators({}, {}, {}),
    )
