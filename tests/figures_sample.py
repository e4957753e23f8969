"""The quick scan with sheets of losses and indicators, and a measure that says how it is done and what it may save."""

from pathlib import Path

from greenfield.base import resources
from greenfield.services.toolkits import keep_toolkit
from greenfield.toolkit.build import build_package
from greenfield.toolkit.toolkit import open_toolkit

TOOLKIT = "figures-scan"
RANGE = "0.6 to 1.4"
HOW_TO = "Take lamp by lamp. Begin where light burns longest, at ${old_lamps} lamps."
CO_BENEFITS = "Better light."
RISKS = "Old tubes hold mercury."
LOSS_ANSWERS = {"dough_kg": "6270", "dough_work": "150000", "lost_where": "shaping", "burnt_t": "12.54"}
_QUESTIONS = """
|  | decimal | dough_kg | How much dough is lost? |
|  | decimal | dough_work | What did the work on it cost? |
|  | select_one where | lost_where | Where is it lost? |
|  | decimal | burnt_t | How much is burnt? |
|  | decimal | burnt_income | What is paid for what is burnt? |
"""
_CHOICES = """
|  | where | shaping | Shaping |
|  | where | mixing | Mixing |
"""
_SHEETS = """
| losses |
|  | name | label | step | flow | amount | unit | treatment | system | income |
|  | dough | Dough on the floor | ${lost_where} | raw | ${dough_kg} | kg | | ${dough_work} | |
|  | burnt | Burnt loaves | Baking | raw | ${burnt_t} | t | 0.1 * ${waste_cost} | | ${burnt_income} |

| indicators |
|  | name | label | formula | unit | better | area |
|  | kwh_a_tonne | Electricity for each tonne | flow('energy', 'electricity', 'kWh') div ${output_amount} | kWh/t | down | energy |
|  | raw_price | What a tonne of raw material costs | price('material', 'raw', 't') | | | materials |
"""


def figures_toolkit() -> str:
    """Return the toolkit as text."""
    text = resources.source("toolkits", "quick-scan", "toolkit.md").read_text(encoding="utf-8")
    lines = text.replace("| quick-scan |", f"| {TOOLKIT} |", 1).splitlines()
    made, sheet = [], ""
    for line in lines:
        is_row = line.startswith("|  |")
        if line.startswith("| ") and not is_row:
            sheet = line.strip("| ")
        if sheet == "indicators":
            continue  # these are replaced by our own
        is_measure = sheet == "measures" and is_row and "| name | title |" not in line
        made.append(_told(line) if is_measure else line)
        if sheet == "survey" and is_row and "select_one weighing" in line:
            made += _QUESTIONS.strip().splitlines()
        if sheet == "choices" and is_row and "| weighing | unknown" in line:
            made += _CHOICES.strip().splitlines()
    return "\n".join(made) + "\n" + _SHEETS


def _told(line: str) -> str:
    """Return the row of a measure with our range, steps, benefits and risks, or without any of them."""
    told = [RANGE, HOW_TO, CO_BENEFITS, RISKS] if "| led_lamps |" in line else [""] * 4
    before, after = line.split("|")[:-6], line.split("|")[-2:]
    return "|".join([*before, *(f" {text} " for text in told), *after])


def keep_figures_toolkit(workspace, folder: Path) -> str:
    """Build the toolkit, keep it in a workspace, and return its id."""
    source = folder / "figures.md"
    source.write_text(figures_toolkit(), encoding="utf-8")
    content = build_package(source)[1]
    with workspace.unit() as unit:
        keep_toolkit(unit, content, open_toolkit(content, source.name))
    return TOOLKIT
