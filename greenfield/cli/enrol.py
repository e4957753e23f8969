"""`greenfield enrol`: connects the workspace to the hub of an organisation."""

import argparse
from pathlib import Path

from greenfield.base.problem import fail
from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.sync.connecting import (
    Invitation,
    connect,
    invitation_in,
    plain_fingerprint_of,
)


def _arguments(parser: argparse.ArgumentParser) -> None:
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--invite", type=Path, metavar="FILE", help=mark("the invitation that you were given"))
    way.add_argument(
        "--hub", metavar="URL", help=mark("the address of the hub, where you have no invitation file")
    )
    parser.add_argument("--code", default="", help=mark("the one-time code that you were given"))
    parser.add_argument(
        "--fingerprint",
        default="",
        help=mark("the fingerprint of the hub, which you were given with the code"),
    )
    parser.add_argument(
        "--name", default="", help=mark("how people call this device; else the name of the computer")
    )
    parser.add_argument(
        "--bring-along",
        action="store_true",
        help=mark("bring what was shared with another organisation into this one"),
    )
    parser.add_argument(
        "--new-device",
        action="store_true",
        help=mark("for a copy of a workspace: make it a device of its own first"),
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.invite is not None:
        invitation = invitation_in(arguments.invite)
    elif not arguments.code:
        raise fail("sync.no_code")
    else:
        invitation = Invitation(arguments.hub, arguments.code, arguments.fingerprint)
    with context.writing() as workspace:
        link = connect(
            workspace,
            invitation,
            name=arguments.name,
            bring_along=arguments.bring_along,
            as_new_device=arguments.new_device,
        )
    texts = context.texts
    lines = [
        texts(
            "This workspace belongs to {organisation} now; you are {member}.",
            organisation=link.organisation_name,
            member=link.member_name,
        ),
        texts("“greenfield sync” sends what you have and fetches what the others shared."),
    ]
    document = {
        "hub": link.url,
        "organisation": link.organisation,
        "organisation_name": link.organisation_name,
        "member": link.member,
        "member_name": link.member_name,
        "role": link.role,
        "fingerprint": plain_fingerprint_of(link),
    }
    return context.show(lines, document)


ENROL = Command(("enrol",), mark("connect the workspace to a hub"), _run, _arguments)
