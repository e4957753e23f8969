"""The journey from the first run to the signed plan, with a picture of each page on the way."""

import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from greenfield.bench.shots import around, begin, depth, mishaps, outcome, own_form, questions, sharing
from greenfield.bench.shots.look import Look
from greenfield.bench.shots.stage import Stage

Scene = Callable[[Stage], None]

SCENES: tuple[Scene, ...] = (
    begin.first_run,
    begin.empty_pages,
    begin.sample_factory,
    questions.agreement,
    questions.profile,
    questions.questionnaire,
    questions.problems,
    questions.photos,
    questions.table,
    outcome.results,
    outcome.measures,
    outcome.plan,
    around.home,
    around.companies,
    around.library,
    around.new_visit,
    own_form.own_form,
    around.settings,
    outcome.report,
    depth.in_depth,
    depth.coming_back,
    sharing.sharing,
    mishaps.messages,
    mishaps.question,
    mishaps.crash,
    mishaps.locked,
)
"""In their order; each begins where the one before ended."""


def take_pictures(application: QApplication, look: Look, folder: Path, out: Path) -> tuple[int, list[str]]:
    """Play all scenes in one look; return how many pictures were taken, and what is wrong.

    A scene that cannot be played is told, and the next ones are tried.
    """
    stage = Stage(application, look, folder, out)
    try:
        for scene in SCENES:
            try:
                scene(stage)
            except Exception as error:  # noqa: BLE001  the edge: whatever stops a scene is told
                told = traceback.format_exception_only(error)[-1].strip()
                where = traceback.extract_tb(error.__traceback__)[-1]
                stage.wrong.append(f"{scene.__name__}: {told} ({Path(where.filename).name}:{where.lineno})")
        return len(stage.taken), stage.wrong
    finally:
        stage.close()
