"""The main job from end to end on a sample factory, through the same services that people use."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from greenfield.base.problem import Problem, fail
from greenfield.services import workspaces
from greenfield.services.assessment import Assessment
from greenfield.services.finishing import Finished, assess_visit, finish_visit
from greenfield.services.handing_over import Document, hand_over_plan
from greenfield.services.open_visit import open_visit
from greenfield.services.sample_factory import SampleFactory, sample_factory
from greenfield.services.sample_visit import put_sample_visit
from greenfield.store.workspace import Workspace
from greenfield.toolkit.toolkit import Toolkit
from greenfield.vault.passphrase import Passphrase

PASSPHRASE = "greenfield demo"  # noqa: S105  the demo holds a made-up factory and tells it
WORKSPACE = "demo" + workspaces.SUFFIX
PLAN = "action-plan.pdf"


@dataclass(frozen=True, slots=True)
class Told:
    """What the demo tells: the factory, what its answers say, the finished visit, and what was written."""

    sample: SampleFactory
    visit: str
    answered: int
    assessment: Assessment
    toolkit: Toolkit
    finished: Finished
    document: Document
    plan: Path
    workspace: Path
    problems: tuple[Problem, ...]


def run_demo(out: Path, language: str) -> Told:
    """Make a fresh workspace in the folder `out`, visit the sample bakery, and write its action plan there.

    A demo that an earlier run left in `out` is replaced; nothing else in the folder is touched. Raises
    ProblemError `file.unwritable` and what the services raise.
    """
    sample = sample_factory("bakery")
    folder = out / WORKSPACE
    try:
        out.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise fail("file.unwritable", str(out), reason=error.strerror or str(error)) from error
    secret = Passphrase(PASSPHRASE)
    workspaces.create_workspace(folder, [secret])
    moments = _Moments(sample)
    with workspaces.opened(folder, secret, writing=True, clock=moments) as workspace:
        return _visit(workspace, sample, moments, out / PLAN, language)


class _Moments:
    """The clock of the sample visit: a minute goes by at each look."""

    def __init__(self, sample: SampleFactory) -> None:
        self._now = datetime.combine(sample.visit.date, time(9, 0), UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(minutes=1)
        return self._now


def _visit(workspace: Workspace, sample: SampleFactory, clock: _Moments, plan: Path, language: str) -> Told:
    workspaces.introduce(workspace, sample.visit.visitor)
    prepared, problems = put_sample_visit(workspace, sample, language, clock)
    assessment, _ = assess_visit(workspace, prepared, clock().date())
    finished = finish_visit(workspace, prepared, clock())
    again = open_visit(workspace, prepared.visit.id, language, clock())
    document = hand_over_plan(workspace, again, language, clock(), plan)
    return Told(
        sample=sample,
        visit=prepared.visit.id,
        answered=len(sample.answers),
        assessment=assessment,
        toolkit=prepared.toolkit,
        finished=finished,
        document=document,
        plan=plan,
        workspace=workspace.folder,
        problems=(*problems, *document.problems, *assessment.problems),
    )
