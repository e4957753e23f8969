"""`greenfield --workspace FOLDER hub device [--revoke DEVICE]`: lists the devices of a hub, or lets one in no more."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.common_arguments import take_organisation
from greenfield.services import hub
from greenfield.services.sync.role_words import role_word


def _arguments(parser: argparse.ArgumentParser) -> None:
    take_organisation(parser)
    parser.add_argument(
        "--revoke", metavar="DEVICE", default="", help=mark("the device that is let in no more")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    texts = context.texts
    with hub.opened(context.wanted_folder(), context.ask_secret()) as opened:
        if arguments.revoke:
            gone = hub.revoke(opened, arguments.revoke, arguments.org)
            line = texts(
                "The device {name} of {member} is let in no more.", name=gone.name, member=gone.member_name
            )
            return context.show([line], {"device": gone.id, "revoked": True})
        listed = hub.devices(opened, arguments.org)
    lines = []
    for each in listed:
        state = texts("revoked") if each.revoked else each.seen[:10]
        lines.append(
            f"{each.id[:8]}  {each.member_name}  {role_word(each.role, texts)}  {each.name}  {state}"
        )
    return context.show(lines, {"devices": [each._asdict() for each in listed]})


HUB_DEVICE = Command(
    ("hub", "device"), mark("list the devices of a hub, or let one in no more"), _run, _arguments
)
