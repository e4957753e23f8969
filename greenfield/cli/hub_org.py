"""`greenfield --workspace FOLDER hub org [NAME]`: lists the organisations of a hub, or makes one."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services import hub
from greenfield.services.sync.role_words import role_word


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name",
        metavar="NAME",
        nargs="?",
        default="",
        help=mark("the name of an organisation to be added; else they are listed"),
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    texts = context.texts
    with hub.opened(context.wanted_folder(), context.ask_secret()) as opened:
        if arguments.name:
            made = hub.add_organisation(opened, arguments.name)
            return context.show(
                [texts("The organisation is ready: {name}", name=made.name)],
                {"organisation": made.id, "name": made.name},
            )
        listed = hub.organisations(opened)
    lines = []
    for found, members in listed:
        lines.append(f"{found.id[:8]}  {found.name}")
        lines += [f"    {each.id[:8]}  {role_word(each.role, texts)}  {each.name}" for each in members]
    document = {
        "organisations": [
            {**found._asdict(), "members": [each._asdict() for each in members]} for found, members in listed
        ]
    }
    return context.show(lines, document)


HUB_ORG = Command(("hub", "org"), mark("list the organisations of a hub, or make one"), _run, _arguments)
