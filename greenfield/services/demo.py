"""The main job from end to end on a sample factory, through the same services that people use."""

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from greenfield.base.problem import Problem, fail
from greenfield.services import workspaces
from greenfield.services.assessment import Assessment
from greenfield.services.finishing import Finished, assess_visit, finish_visit
from greenfield.services.handing_over import Document, hand_over_plan
from greenfield.services.open_visit import open_visit
from greenfield.services.sample_factory import SampleFactory, sample_factory
from greenfield.services.sample_visit import put_sample_follow_up, put_sample_visit
from greenfield.store.workspace import Workspace
from greenfield.toolkit.toolkit import Toolkit
from greenfield.vault.passphrase import Passphrase

PASSPHRASE = "greenfield demo"  # noqa: S105  the demo holds a made-up factory and tells it
WORKSPACE = "demo" + workspaces.SUFFIX
PLAN = "action-plan.pdf"
FOLLOW_UP_PLAN = "follow-up-plan.pdf"


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
    follow_up: str = ""
    follow_up_plan: Path | None = None


def run_demo(out: Path, language: str, factory: str = "bakery", *, with_follow_up: bool = False) -> Told:
    """Make a fresh workspace in the folder `out`, visit a sample factory, and write its action plan there.

    With the follow-up the factory is visited again a year later, and `follow-up-plan.pdf` tells what became of the plan.

    A demo that an earlier run left in `out` is replaced; nothing else in the folder is touched. Raises
    ProblemError `file.unwritable` and what the services raise.
    """
    sample = sample_factory(factory)
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
        told = _visit(workspace, sample, moments, out / PLAN, language)
        if not with_follow_up:
            return told
        return _come_back(workspace, told, moments, out / FOLLOW_UP_PLAN, language)


class _Moments:
    """The clock of the sample visit: a minute goes by at each look."""

    def __init__(self, sample: SampleFactory) -> None:
        self._now = datetime.combine(sample.visit.date, time(9, 0), UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(minutes=1)
        return self._now

    def go_to(self, day: date) -> None:
        """Let it be the morning of another day."""
        self._now = datetime.combine(day, time(9, 0), UTC)


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


def _come_back(workspace: Workspace, told: Told, clock: _Moments, plan: Path, language: str) -> Told:
    """Visit the factory of a finished demo again, and add the follow-up to what is told."""
    first = open_visit(workspace, told.visit, language, clock())
    clock.go_to(told.sample.follow_up.visit.date)
    opened, problems = put_sample_follow_up(workspace, told.sample, first, language, clock)
    finish_visit(workspace, opened, clock())
    document = hand_over_plan(workspace, opened, language, clock(), plan)
    return replace(
        told,
        follow_up=opened.visit.id,
        follow_up_plan=plan,
        problems=(*told.problems, *problems, *document.problems),
    )
