"""A workspace with all that a factory has after two visits, and all that people read of it."""

import argparse
import io
import traceback
from contextlib import contextmanager
from datetime import UTC, datetime

from services_sample import CHEAP, SECRET

from greenfield.base.formats import Formats
from greenfield.base.ids import new_id
from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.cli.command import Context
from greenfield.cli.company_list import COMPANY_LIST
from greenfield.cli.company_show import COMPANY_SHOW
from greenfield.cli.conflict_list import CONFLICT_LIST
from greenfield.cli.doctor import DOCTOR
from greenfield.cli.measure_list import MEASURE_LIST
from greenfield.cli.measure_status import MEASURE_STATUS
from greenfield.cli.package_list import PACKAGE_LIST
from greenfield.cli.visit_list import VISIT_LIST
from greenfield.cli.visit_show import VISIT_SHOW
from greenfield.records.change import CREATE, SET, Change, FieldEdit, seal
from greenfield.records.kinds import is_immutable
from greenfield.records.merge import Status
from greenfield.services.agreements import agree, agreement_of
from greenfield.services.documents import documents_handed_over
from greenfield.services.finishing import finish_visit
from greenfield.services.follow_ups import last_time
from greenfield.services.handing_over import hand_over_plan, make_plan
from greenfield.services.last_plan import last_plan
from greenfield.services.open_visit import open_visit
from greenfield.services.own_measures import NewMeasure, add_own_measure
from greenfield.services.photos import Photo, attach_photo
from greenfield.services.sample_factory import sample_factory
from greenfield.services.sample_visit import put_sample_follow_up, put_sample_visit
from greenfield.services.signatures import sign_document, signatures_of
from greenfield.services.sync.exchange.exporting import export_file, wish_for
from greenfield.services.sync.field_words import FieldWords
from greenfield.services.sync.sharing import sharing_of
from greenfield.services.sync.shown_conflicts import ConflictWords
from greenfield.services.sync.state import Tray, changes_in, sync_state
from greenfield.services.visit_photos import photos_of
from greenfield.services.visit_progress import progress_of_visits
from greenfield.store.reading.history import history_of
from greenfield.store.reading.plan import all_of, find_record
from greenfield.store.reading.visits import latest_visits, list_visits

LATER = datetime(2028, 3, 10, 9, 0, tzinfo=UTC)

TEXTS, FORMATS = texts_for("en"), Formats("en")


class Factory:
    """A workspace with a finished visit, its plan handed over and signed, and an open follow-up."""

    def __init__(self, workspace, folder):
        self.workspace, self.folder = workspace, folder
        bakery = sample_factory("bakery")
        first, _ = put_sample_visit(workspace, bakery, "en", lambda: LATER)
        add_own_measure(
            workspace,
            first,
            NewMeasure("New door", "heat", "onsite_reuse", annual_saving="9", investment="90"),
        )
        photo = Photo(b"photo", "image/jpeg", 4, 3, "meter.jpg", b"small")
        attach_photo(workspace, first, photo, question="elec_amount", caption="The meter")
        finish_visit(workspace, first, LATER)
        made = hand_over_plan(workspace, first, "en", LATER, folder / "plan.pdf")
        sign_document(workspace, made.record, b"drawn", name="Awa", role="owner", now=LATER)
        second, _ = put_sample_follow_up(workspace, bakery, first, "en", lambda: LATER)
        add_own_measure(
            workspace,
            second,
            NewMeasure("New roof", "heat", "onsite_reuse", annual_saving="9", investment="90"),
        )
        agree(workspace, second, "met", "Fatou")
        self.visits = (first.visit.id, second.visit.id)
        with workspace.unit() as unit:
            unit.create("note", {"subject": second.visit.id, "question": "q", "text": "did not fit"})

    def records(self, kind):
        """Return the ids of all records of a kind."""
        with self.workspace.read() as connection:
            return [one.id for one in all_of(connection, kind)]

    def push_in(self, kind, record, fields):
        """Let a change of another device come in: fields of a record, or of a new one of what is set once."""
        with self.workspace.read() as connection:
            kept = find_record(connection, kind, record)
            before = {name: heads_at(connection, record, name) for name in fields}
        op, target = SET, record
        if is_immutable(kind):
            op, target = CREATE, new_id()
            edits = {name: FieldEdit(value) for name, value in {**dict(kept.fields), **fields}.items()}
        else:
            edits = {
                name: FieldEdit(value, before[name][0] if before[name] else None, tuple(before[name][1:]))
                for name, value in fields.items()
            }
        change = Change(
            cid=new_id(), hash="", device="f" * 32, author="", dseq=1, kind=kind, record=target, op=op, fields=edits,
            at_device="someday",
        )  # fmt: skip
        with self.workspace.unit() as unit:
            (outcome,) = unit.apply([seal(change)])
        assert outcome.status in {Status.APPLIED, Status.MERGED}, outcome
        return target

    def readings(self):
        """Return what people read, by name; each raises a ProblemError at worst."""
        workspace, first, second = self.workspace, *self.visits
        company = (self.records("company") or [""])[0]
        commands = {
            "visit list": (VISIT_LIST, {}),
            "company list": (COMPANY_LIST, {}),
            "company show": (COMPANY_SHOW, {"company": company}),
            "package list": (PACKAGE_LIST, {}),
            "doctor": (DOCTOR, {"rebuild": False}),
            "conflict list": (CONFLICT_LIST, {"visit": ""}),
        }
        for visit in (first, second):
            commands[f"visit show {visit == first}"] = VISIT_SHOW, {"visit": visit}
            commands[f"measure list {visit == first}"] = MEASURE_LIST, {"visit": visit}
        commands["measure status"] = MEASURE_STATUS, {"visit": second, "name": None, "status": None}
        found = {name: self._command(command, given) for name, (command, given) in commands.items()}
        for visit in (first, second):
            found[f"plan {visit == first}"] = lambda visit=visit: make_plan(
                workspace, open_visit(workspace, visit, "en", LATER), "en", LATER
            )
            found[f"papers {visit == first}"] = lambda visit=visit: self._papers(visit)
        found["home"] = self._home
        found["last"] = self._last
        found["words"] = self._words
        found["export"] = lambda: export_file(
            workspace, self.folder / "x.age", wish_for(workspace, visit=second), SECRET, cost=CHEAP
        )
        return found

    def _command(self, command, given):
        @contextmanager
        def opened(_writing):
            yield self.workspace

        def run():
            for as_json in (False, True):
                context = Context(
                    TEXTS, FORMATS, self.folder, opened, lambda *_: SECRET, as_json=as_json,
                    out=io.StringIO(), err=io.StringIO(),
                )  # fmt: skip
                command.run(argparse.Namespace(**given), context)

        return run

    def _papers(self, visit):
        for document in documents_handed_over(self.workspace, visit):
            FORMATS.moment(document.handed_over_at)
            for one in signatures_of(self.workspace, document.record):
                FORMATS.moment(one.signed_at)
        photos_of(self.workspace, visit)
        agreement_of(self.workspace, visit)
        sharing_of(self.workspace, visit)

    def _home(self):
        with self.workspace.read() as connection:
            visits = [one.id for one in list_visits(connection)]
            latest_visits(connection, 5)
        progress_of_visits(self.workspace, visits, LATER)
        sync_state(self.workspace)

    def _last(self):
        opened = open_visit(self.workspace, self.visits[1], "en", LATER)
        last_plan(self.workspace, opened)
        last_time(self.workspace, opened, LATER)

    def _words(self):
        words = FieldWords(self.workspace, TEXTS, FORMATS, LATER)
        for each in changes_in(self.workspace, Tray.UNSENT, 2000):
            words.where(each.belonging)
            words.change(each.belonging, each.change.op, each.change.values)
        ConflictWords(self.workspace, TEXTS, FORMATS, LATER).all()


def heads_at(connection, record, field):
    """Return the changes whose values stand in a field."""
    return [one.cid for one in history_of(connection, record, field) if one.stands]


def crashes_in(factory):
    """Return the readings that end otherwise than with a result or a problem that is told."""
    found = {}
    for name, reading in factory.readings().items():
        try:
            reading()
        except ProblemError as error:
            if error.code.startswith("program."):
                found[name] = repr(error)
        except Exception as error:  # noqa: BLE001  that is what is looked for
            place = traceback.extract_tb(error.__traceback__)[-3:]
            found[name] = f"{error!r} at {[f'{one.filename[-40:]}:{one.lineno}' for one in place]}"[:600]
    return found
