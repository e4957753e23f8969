"""The page on which a questionnaire of one's own is brought in: empty, with faults, and sound."""

from pathlib import Path
from tempfile import TemporaryDirectory

from greenfield.bench.shots.stage import Stage, as_a
from greenfield.ui.forms_import.page import ImportFormPage

_SOUND = """
| survey |
|  | type | name | label | hint | relevant | required |
|  | begin group | point | Water point | | | |
|  | text | village | Which village? | As people there call it | | yes |
|  | select_one works | works | Does it work? | | | yes |
|  | text | fault | What is wrong? | | ${works} = 'no' | |
|  | end group | | | | | |
|  | begin repeat | user | Who fetches water here? | | | |
|  | text | household | Household | | | |
|  | integer | jars | How many jars a day? | | | |
|  | end repeat | | | | | |
| choices |
|  | list_name | name | label |
|  | works | yes | Yes |
|  | works | no | No |
| settings |
|  | form_title | form_id | version |
|  | Water point | water_point | 3 |
""".replace("|  | calculate | jars_all | | | | |\n", "")
_FAULTY = (
    _SOUND.replace("${works} = 'no'", "${wroks} = 'no'")
    .replace("select_one works", "select_one work")
    .replace("integer | jars", "integr | jars")
)


def own_form(stage: Stage) -> None:
    """Bring in a questionnaire of one's own: one with faults, then one without."""
    stage.go("import-form")
    stage.shot("import-form-first")
    page = as_a(ImportFormPage, stage.page)
    with TemporaryDirectory() as folder:
        for name, text in (("import-form-faults", _FAULTY), ("import-form", _SOUND)):
            path = Path(folder) / "water-point.md"
            path.write_text(text, encoding="utf-8")
            page.look_at(path)
            stage.settle()
            stage.shot(name)
    stage.go("home")
