"""`greenfield --workspace FOLDER hub invite NAME`: a one-time code by which a member brings in a device."""

import argparse
from datetime import datetime
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.common_arguments import take_organisation
from greenfield.cli.values import whole
from greenfield.services import hub

_MOST_DAYS = 366


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=mark("the member; a new one is added"))
    parser.add_argument(
        "--role", choices=("administrator", "visitor"), default="", help=mark("what a new member may do")
    )
    take_organisation(parser)
    parser.add_argument(
        "--url", metavar="URL", default="", help=mark("the address by which devices reach the hub")
    )
    parser.add_argument(
        "--days", type=whole(1, _MOST_DAYS), default=14, help=mark("for how many days the code is good")
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help=mark("a file for the invitation"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    texts = context.texts
    with hub.opened(context.wanted_folder(), context.ask_secret()) as opened:
        made = hub.invite(
            opened,
            arguments.name,
            role=arguments.role,
            organisation=arguments.org,
            url=arguments.url,
            days=arguments.days,
            out=arguments.out,
        )
    lines = [
        texts("Code: {code}", code=made.code),
        texts("Address: {url}", url=made.url),
        *(
            [texts("Fingerprint: {fingerprint}", fingerprint=hub.as_compared(made.fingerprint))]
            if made.fingerprint
            else []
        ),
        texts(
            "The code works once, until {date}. It is shown only now.",
            date=context.formats.date(datetime.fromisoformat(made.expires).astimezone()),
        ),
        *([texts("The invitation is in {path}.", path=made.file)] if made.file else []),
    ]
    document = {
        "code": made.code,
        "member": made.member,
        "role": made.role,
        "organisation": made.organisation,
        "url": made.url,
        "fingerprint": made.fingerprint,
        "expires": made.expires,
        "file": str(made.file) if made.file else None,
    }
    return context.show(lines, document, [made.problem] if made.problem else [])


HUB_INVITE = Command(("hub", "invite"), mark("invite somebody to bring in a device"), _run, _arguments)
