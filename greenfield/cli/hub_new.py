"""`greenfield --workspace FOLDER hub new`: makes a hub's folder."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services import hub
from greenfield.vault.files import refuse_taken


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", metavar="NAME", default="Greenfield", help=mark("the name of the hub"))
    parser.add_argument("--org", metavar="NAME", default="", help=mark("add an organisation of this name"))
    parser.add_argument(
        "--recovery-code", action="store_true", help=mark("make a recovery code as well, shown once")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    folder, texts = context.wanted_folder(), context.texts
    refuse_taken(folder)  # before anybody thinks up a passphrase
    secret = context.ask_secret(new=True)
    code = hub.make_hub(folder, secret, arguments.name, with_recovery_code=arguments.recovery_code)
    with hub.opened(folder, secret) as opened:
        fingerprint = opened.fingerprint
        if arguments.org:
            hub.add_organisation(opened, arguments.org)
    lines = [
        texts("The hub is ready: {folder}", folder=folder),
        texts("Fingerprint: {fingerprint}", fingerprint=hub.as_compared(fingerprint)),
    ]
    if code:
        lines += [
            texts("Recovery code: {code}", code=code),
            texts("Write it down and keep it away from this computer. It is shown only now."),
        ]
    document = {"hub": str(folder), "fingerprint": fingerprint, "recovery_code": code}
    return context.show(lines, document)


HUB_NEW = Command(("hub", "new"), mark("make a hub's folder"), _run, _arguments)
