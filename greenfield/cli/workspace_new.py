"""`greenfield --workspace DIR workspace new`: makes a workspace."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services import workspaces
from greenfield.vault.files import refuse_taken


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--name", metavar="NAME", default="", help=mark("how you are called; it stands beside what you do")
    )
    parser.add_argument(
        "--recovery-code", action="store_true", help=mark("make a recovery code as well, shown once")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    folder, texts = context.wanted_folder(), context.texts
    refuse_taken(folder)  # before anybody thinks up a passphrase
    secret = context.ask_secret(new=True)
    code = workspaces.create_workspace(folder, [secret], with_recovery_code=arguments.recovery_code)
    if arguments.name:
        with workspaces.opened(folder, secret, writing=True) as workspace:
            workspaces.introduce(workspace, arguments.name)
    lines = [texts("The workspace is ready: {folder}", folder=folder)]
    if code:
        lines += [
            texts("Recovery code: {code}", code=code),
            texts("Write it down and keep it away from this computer. It is shown only now."),
        ]
    return context.show(lines, {"workspace": str(folder), "recovery_code": code})


WORKSPACE_NEW = Command(("workspace", "new"), mark("make a workspace"), _run, _arguments)
