"""Answered visits as `greenfield bench sync` sends them: 40 fields, about 1.8 KB as plain JSON, the same in every run."""

import random
from typing import Final, TypeAlias

Document: TypeAlias = dict[str, str]

_CHOICES: Final = {
    "answers/energy/burner_state": ("new", "older", "never_tuned", "not_known"),
    "answers/energy/lamps_kind": ("led", "fluorescent", "mixed", "halogen"),
    "answers/energy/heat_carrier": ("diesel", "natural_gas", "lpg", "wood", "coal"),
    "answers/energy/heat_unit": ("L", "m3", "kg", "t"),
    "answers/energy/pipe_insulation": ("all", "some", "much_missing", "none"),
    "answers/energy/flue_gas_use": ("no_use", "preheats_water", "lost"),
    "answers/water/leaks_seen": ("none", "drips", "many"),
    "answers/water/reuse_of_rinses": ("none", "once", "several_times"),
    "answers/water/cleaning_way": ("wet_open", "dry_first", "high_pressure"),
    "answers/materials/weighing_way": ("weighed", "by_eye", "by_volume"),
    "answers/materials/packaging_loss": ("little", "some", "much"),
    "answers/waste/separation_kind": ("mixed", "sorted", "partly_sorted"),
    "answers/chemicals/dosing_way": ("free", "cup", "pump", "automatic"),
    "answers/chemicals/storage_state": ("safe", "partly", "unsafe"),
}
_NUMBERS: Final = (
    "answers/profile/employees",
    "answers/profile/hours_a_year",
    "answers/profile/output_amount",
    "answers/energy/electricity_amount",
    "answers/energy/electricity_cost",
    "answers/energy/compressor_kw",
    "answers/energy/heat_amount",
    "answers/energy/heat_cost",
    "answers/water/water_amount",
    "answers/water/water_cost",
    "answers/materials/raw_amount",
    "answers/materials/raw_cost",
    "answers/waste/waste_amount",
    "answers/waste/waste_cost",
)
_TEXTS: Final = (
    "answers/profile/main_product",
    "answers/energy/remark_on_heat",
    "answers/water/remark_on_water",
    "answers/materials/remark_on_losses",
)
_WORDS: Final = [
    "the",
    "old",
    "boiler",
    "in",
    "hall",
    "two",
    "leaks",
    "steam",
    "at",
    "main",
    "valve",
    "workers",
    "open",
    "it",
    "by",
    "hand",
    "each",
    "morning",
    "water",
    "runs",
    "over",
    "floor",
    "while",
    "line",
    "stands",
    "still",
    "nobody",
    "knows",
    "how",
    "much",
    "goes",
    "to",
    "drain",
    "filter",
    "was",
    "cleaned",
    "last",
    "year",
    "pump",
    "is",
    "too",
    "large",
    "for",
    "this",
    "flow",
    "meter",
    "shows",
    "nothing",
    "bags",
    "are",
    "torn",
    "near",
    "mill",
    "dust",
    "falls",
    "on",
    "scale",
    "oven",
    "door",
    "does",
    "not",
    "close",
    "well",
    "heat",
    "goes",
    "into",
    "yard",
    "owner",
    "wants",
    "to",
    "replace",
    "burner",
    "next",
    "spring",
    "insulation",
    "missing",
    "behind",
    "dryer",
]


def documents(count: int, company: str, seed: int = 6) -> list[Document]:
    """Return answered visits to a company, each with all of its 40 fields; the first field is a choice."""
    chance = random.Random(seed)  # noqa: S311  the same documents in every run
    return [_document(chance, company) for _ in range(count)]


def _document(chance: random.Random, company: str) -> Document:
    found = {name: chance.choice(options) for name, options in _CHOICES.items()}
    found |= {name: _rounded(chance) for name in _NUMBERS}
    found |= {name: _sentence(chance) for name in _TEXTS}
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    return found | {
        "company": company,
        "sharing": "organisation",
        "state": chance.choice(("open", "finished")),
        "toolkit": "greenfield-basic 3",
        "date": f"2026-{month:02}-{day:02}",
        "currency": "USD",
        "language": chance.choice(("en", "fr")),
        "purpose": "first visit",
    }


def _rounded(chance: random.Random) -> str:
    """Return a number as people tell it: two or three digits that count, of any size."""
    digits = chance.randint(10, 99) if chance.random() < 0.5 else chance.randint(100, 999)
    return str(digits * 10 ** chance.randint(0, 4))


def _sentence(chance: random.Random) -> str:
    begin = chance.randrange(len(_WORDS))
    words = [_WORDS[(begin + at) % len(_WORDS)] for at in range(chance.randint(5, 9))]
    return " ".join([*words, chance.choice(_WORDS), chance.choice(_WORDS)]).capitalize()
