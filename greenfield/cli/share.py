"""`greenfield company share COMPANY`, `greenfield visit share VISIT`: say who may read a company or a visit."""

import argparse

from greenfield.base.texts import Texts, mark
from greenfield.cli.command import Command, Context
from greenfield.records.scopes import Scope
from greenfield.services.companies import find_company_by
from greenfield.services.sync.sharing import Sharing, share, sharing_of
from greenfield.store.reading.visits import find_visit
from greenfield.store.workspace import Workspace


def _of_company(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "company", metavar="COMPANY", help=mark("the company: its name, or the beginning of its id")
    )
    _scope(parser, mark("who may read the company from now on"))


def _of_visit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))
    _scope(parser, mark("who may read the visit from now on"))


def _scope(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument(
        "--with", dest="scope", choices=[str(each) for each in Scope], required=True, help=words
    )


def _share_company(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        company = find_company_by(workspace, arguments.company).id
        changed = share(workspace, company, Scope(arguments.scope))
        now = sharing_of(workspace, company)
    texts = context.texts
    if now.holds is Scope.ORGANISATION:
        lines = [texts("Everybody in the organisation can read this company after the next sync.")]
    else:
        lines = [
            texts(
                "After the next sync only whoever made this company can read it, and its visits, on the hub."
            ),
            _was_read(texts),
        ]
    return context.show(lines, {"company": company, "sharing": str(now.holds), "changed": changed})


def _share_visit(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        with workspace.read() as connection:
            visit = find_visit(connection, arguments.visit).id
        changed = share(workspace, visit, Scope(arguments.scope))
        now = sharing_of(workspace, visit)
        lines = list(_of_visit_now(workspace, now, context.texts))
    return context.show(lines, {"visit": visit, "sharing": str(now.holds), "changed": changed})


def _of_visit_now(workspace: Workspace, now: Sharing, texts: Texts) -> list[str]:
    if now.holds is Scope.ORGANISATION:
        return [
            texts("Everybody in the organisation can read this visit and its company after the next sync.")
        ]
    said = [
        texts("After the next sync only whoever made this visit can read it on the hub."),
        _was_read(texts),
    ]
    if now.company and sharing_of(workspace, now.company).holds is Scope.ORGANISATION:
        said.append(texts("Its company stays shared; “greenfield company share --with own” takes it back."))
    return said


def _was_read(texts: Texts) -> str:
    return texts("What others have read until then, they have read; it leaves their devices when they sync.")


COMPANY_SHARE = Command(("company", "share"), mark("say who may read a company"), _share_company, _of_company)
VISIT_SHARE = Command(("visit", "share"), mark("say who may read a visit"), _share_visit, _of_visit)
