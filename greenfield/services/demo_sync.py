"""Two people, a hub and a stick: what sync does, told by real workspaces and a real hub on this computer."""

import hashlib
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

from greenfield.base.problem import ProblemError, fail
from greenfield.records.scopes import Scope
from greenfield.services import hub as hubs
from greenfield.services import workspaces
from greenfield.services.demo import PASSPHRASE
from greenfield.services.open_visit import OpenVisit, open_visit
from greenfield.services.photos import attach_photo, decode_photo
from greenfield.services.sample_factory import SampleFactory, sample_factory
from greenfield.services.sample_visit import put_sample_visit
from greenfield.services.sync.comparing import holds_the_same
from greenfield.services.sync.conflicts import OpenConflict, conflicts
from greenfield.services.sync.connecting import connect, invitation_in
from greenfield.services.sync.exchange.exporting import SUFFIX, export_file, wish_for
from greenfield.services.sync.exchange.importing import Imported, import_file
from greenfield.services.sync.exchange.looking import Look, look_into
from greenfield.services.sync.identity import own_identities, own_recipient
from greenfield.services.sync.resolving import keep
from greenfield.services.sync.serving_here import serving_here
from greenfield.services.sync.sharing import share
from greenfield.services.sync.syncing import sync_now
from greenfield.store.workspace import Workspace
from greenfield.sync.device.engine import Report
from greenfield.sync.exchange.sealing import Recipients
from greenfield.vault.passphrase import Passphrase

FIRST, SECOND, HUB, STICK = "first", "second", "hub", "stick"
SECOND_VISITOR: Final = "Moussa Sarr"
ORGANISATION: Final = "Demo centre"
_QUESTION, _FIRST_READS, _SECOND_READS = "elec_amount", "118200", "117900"
_FIRST_COUNTS, _SECOND_MEASURES = ("old_lamps", "52"), ("air_bar", "7.5")
_INVITE_DAYS = 1


@dataclass(slots=True)
class SyncTold:
    """What happened, in the order in which it did; everything was read back from the workspaces.

    `label` is the question that both answered, `sides` (name, value) of its conflict, `meanwhile` the value that counts until
    somebody decides, `kept` what stands in the end in both
    workspaces. `same` tells whether hub and both workspaces hold the same at the end, by their checksums.
    """

    sample: SampleFactory
    folders: dict[str, Path]
    url: str = ""
    fingerprint: str = ""
    first: str = ""
    second: str = SECOND_VISITOR
    visit: str = ""
    reports: dict[str, Report] = field(default_factory=dict)
    photo_arrived: bool = False
    label: str = ""
    sides: list[tuple[str, str]] = field(default_factory=list)
    meanwhile: str = ""
    merged: dict[str, tuple[str, str]] = field(default_factory=dict)
    kept: tuple[str, str] = ("", "")
    stick: Path = Path()
    stick_size: int = 0
    looked: Look | None = None
    imported: Imported | None = None
    again: Imported | None = None
    same: bool = False


def run_sync_demo(out: Path, language: str) -> SyncTold:
    """Play the story in the folder `out`, which keeps both workspaces, the hub and the stick's file; nothing goes on running.

    What an earlier run left there is replaced. Raises ProblemError `file.unwritable` and what the services raise; also what
    ended a sync early.
    """
    secret = Passphrase(PASSPHRASE)
    folders = {name: out / f"{name}{workspaces.SUFFIX}" for name in (FIRST, SECOND, HUB)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for folder in folders.values():
            if folder.exists():
                shutil.rmtree(folder)
    except OSError as error:
        raise fail("file.unwritable", str(out), reason=error.strerror or str(error)) from error
    sample = sample_factory("bakery")
    told = SyncTold(sample, folders, first=sample.visit.visitor)
    clock = _Moments(sample)
    hubs.make_hub(folders[HUB], secret, "Demo")
    for name in (FIRST, SECOND):
        workspaces.create_workspace(folders[name], [secret])
    with (
        hubs.opened(folders[HUB], secret) as hub,
        workspaces.opened(folders[FIRST], secret, writing=True, clock=clock) as first,
        workspaces.opened(folders[SECOND], secret, writing=True, clock=clock) as second,
        serving_here(hub) as serving,
    ):
        told.url, told.fingerprint = serving.url, serving.fingerprint
        hubs.add_organisation(hub, ORGANISATION)
        for name, workspace in ((told.first, first), (told.second, second)):
            _join(hub, workspace, name, out)
        _Story(told, first, second, language, clock).play()
    return told


def _join(hub: hubs.OpenHub, workspace: Workspace, name: str, out: Path) -> None:
    """Invite a person by a file, and connect the workspace with it."""
    workspaces.introduce(workspace, name)
    file = out / "invitation.greenfield-invite"
    try:
        hubs.invite(hub, name, organisation=ORGANISATION, days=_INVITE_DAYS, out=file)
        connect(workspace, invitation_in(file), name=name)
    finally:
        file.unlink(missing_ok=True)


class _Moments:
    """The clocks of the story: a minute goes by at each look."""

    def __init__(self, sample: SampleFactory) -> None:
        self._now = datetime.combine(sample.visit.date, time(9, 0), UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(minutes=1)
        return self._now


class _Story:
    """The steps, one after the other."""

    def __init__(
        self, told: SyncTold, first: Workspace, second: Workspace, language: str, clock: _Moments
    ) -> None:
        self._told = told
        self._first, self._second = first, second
        self._language = language
        self._clock = clock

    def play(self) -> None:
        self._visit()
        self._edit_on_both_sides()
        self._decide()
        self._carry_a_stick()
        self._compare()

    def _visit(self) -> None:
        """The first one visits the factory, takes a photo and shares; the second one gets it all."""
        told = self._told
        opened, _ = put_sample_visit(self._first, told.sample, self._language, self._clock)
        told.visit = opened.visit.id
        photo = _attach(self._first, opened, 1)
        share(self._first, told.visit, Scope.ORGANISATION)
        self._sync("shared", self._first)
        self._sync("received", self._second)
        told.photo_arrived = _blob(self._second, photo) == self._first.blob(photo)

    def _edit_on_both_sides(self) -> None:
        """Both answer without a line: one question both, and each another one."""
        told = self._told
        for workspace, value, (name, other) in (
            (self._first, _FIRST_READS, _FIRST_COUNTS),
            (self._second, _SECOND_READS, _SECOND_MEASURES),
        ):
            opened = self._opened(workspace)
            for question, answer in ((_QUESTION, value), (name, other)):
                opened.answer(opened.answers.ref(question) or question, answer)
        self._sync("first_edits", self._first)
        self._sync("second_edits", self._second)
        self._sync("conflict_seen", self._first)
        (conflict,) = self._conflicts(self._first)
        told.meanwhile = str(conflict.sides[0].value)
        sides = [(side.author_name, str(side.value)) for side in conflict.sides]
        told.sides = sorted(sides, key=lambda side: side[0] != told.first)
        told.label = self._node_label(_QUESTION)
        for name, _ in (_FIRST_COUNTS, _SECOND_MEASURES):
            told.merged[self._node_label(name)] = self._values(name)

    def _decide(self) -> None:
        """The second one, who has the invoice, keeps the value of the invoice."""
        (conflict,) = self._conflicts(self._second)
        side = next(each for each in conflict.sides if each.value == _SECOND_READS)
        keep(self._second, conflict.belonging.record, conflict.field, side.cid)
        self._sync("decided", self._second)
        self._sync("decision_seen", self._first)
        if self._conflicts(self._first) or self._conflicts(self._second):
            raise fail("demo.not_as_told", "conflict")
        self._told.kept = self._values(_QUESTION)

    def _carry_a_stick(self) -> None:
        """The second one takes another photo where there is no line, and the first one gets it on a stick."""
        told = self._told
        photo = _attach(self._second, self._opened(self._second), 2)
        told.stick = told.folders[FIRST].parent / f"{STICK}{SUFFIX}"
        to = Recipients((own_recipient(self._first),))
        written = export_file(
            self._second, told.stick, wish_for(self._second, visit=told.visit), to, clock=self._clock
        )
        told.stick_size = written.size
        keys = own_identities(self._first)
        told.looked = look_into(self._first, told.stick, keys)
        told.imported = import_file(self._first, told.stick, keys)
        told.again = import_file(self._first, told.stick, keys)
        if _blob(self._first, photo) is None:
            raise fail("demo.not_as_told", "stick")

    def _compare(self) -> None:
        """The line is back: whatever the stick brought goes to the hub once, and all three are compared."""
        self._sync("first_last", self._first)
        self._sync("second_last", self._second)
        self._sync("first_again", self._first)
        self._told.same = all(holds_the_same(each) for each in (self._first, self._second))

    def _sync(self, step: str, workspace: Workspace) -> None:
        report = sync_now(workspace, clock=self._clock)
        if report.problem is not None:
            raise ProblemError(report.problem)
        self._told.reports[step] = report

    def _opened(self, workspace: Workspace) -> OpenVisit:
        return open_visit(workspace, self._told.visit, self._language, self._clock())

    def _conflicts(self, workspace: Workspace) -> list[OpenConflict]:
        return conflicts(workspace, self._told.visit)

    def _node_label(self, question: str) -> str:
        opened = self._opened(self._first)
        return opened.session.node(opened.answers.ref(question) or question).label

    def _values(self, question: str) -> tuple[str, str]:
        """Return what stands in an answer, in the first and in the second workspace."""
        found = []
        for workspace in (self._first, self._second):
            opened = self._opened(workspace)
            found.append(str(opened.session.node(opened.answers.ref(question) or question).value))
        return found[0], found[1]


def _blob(workspace: Workspace, sha256: str) -> bytes | None:
    try:
        return workspace.blob(sha256)
    except ProblemError:
        return None


def _attach(workspace: Workspace, opened: OpenVisit, number: int) -> str:
    """Attach a picture that stands in for a photo, and return its SHA-256."""
    from PIL import Image  # noqa: PLC0415  loaded at first use

    picture = Image.linear_gradient("L").resize((1024, 768)).rotate(90 * number)
    content = BytesIO()
    picture.save(content, "JPEG", quality=92, comment=f"Greenfield {number}".encode())
    photo = decode_photo(content.getvalue(), Path(f"photo-{number}.jpg"))
    attach_photo(workspace, opened, photo)
    return hashlib.sha256(photo.content).hexdigest()
