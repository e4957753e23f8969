"""A small toolkit whose form has a table, for the picture of one; in English and French."""

from datetime import date

from greenfield.bench.shots.stage import CannotShowError, Stage
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.packages import build_to, install
from greenfield.services.visits import NewVisit, prepare_visit

_TABLES = """
| package |
|  | id | version | kind | publisher | licence | title::English (en) | title::Français (fr) | default_language |
|  | motors | 1 | toolkit | Greenfield | Apache-2.0 | Motors | Moteurs | English (en) |

| survey |
|  | type | name | label::English (en) | label::Français (fr) | hint::English (en) | hint::Français (fr) |
|  | begin_group | hall | The hall | L'atelier |  |  |
|  | text | where | Which hall is it? | Quel est cet atelier ? | As people in the company call it. | Comme on l'appelle dans l'entreprise. |
|  | begin_repeat | motor | Motors | Moteurs |  |  |
|  | text | name | Machine | Machine |  |  |
|  | decimal | kw | Power in kW | Puissance en kW |  |  |
|  | select_one duty | duty | How often does it run? | Quand tourne-t-il ? |  |  |
|  | date | bought | Bought on | Acheté le |  |  |
|  | end_repeat |  |  |  |  |  |
|  | text | remark | What else did you see? | Qu'avez-vous vu d'autre ? |  |  |
|  | end_group |  |  |  |  |  |

| choices |
|  | list_name | name | label::English (en) | label::Français (fr) |
|  | duty | always | All day | Toute la journée |
|  | duty | half | Half of the day | Mi-temps |
|  | duty | seldom | Seldom | Rarement |

| settings |
|  | form_id | version | default_language |
|  | motors | 1 | English (en) |
"""
_MOTORS = (
    ("Mixer", "7.5", "half", "2014-05-01"),
    ("Extraction fan", "4", "always", "2009-01-01"),
    ("Compressor", "11", "always", "2017-09-15"),
    ("Conveyor", "1.5", "seldom", ""),
)


def visit_with_table(stage: Stage) -> str:
    """Prepare a visit whose form has a table, fill the table, and return the id of the visit."""
    workspace = stage.context.workspace
    source = stage.folder / "motors.md"
    source.write_text(_TABLES, encoding="utf-8")
    install(workspace, build_to(source, stage.folder)[0])
    company, _ = new_company(
        workspace, NewCompany("Atelier Ndar", country="SEN", currency="XOF", sector="C28", city="Saint-Louis")
    )
    new = NewVisit(company, "motors", date(2026, 3, 3), language=stage.look.spoken)
    opened, problems = prepare_visit(workspace, new, stage.context.clock())
    if problems:
        raise CannotShowError(problems[0].code)
    root = "/data/hall/motor"
    for place, motor in enumerate(_MOTORS, start=1):
        if place > 1:
            opened.add_instance(root)
        for name, value in zip(("name", "kw", "duty", "bought"), motor, strict=True):
            if value:
                opened.answer(f"{root}[{place}]/{name}", value)
    return opened.visit.id
