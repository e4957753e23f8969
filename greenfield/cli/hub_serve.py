"""`greenfield --workspace FOLDER hub serve`: serves a hub until it is stopped."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import FINE, Command, Context
from greenfield.cli.values import whole
from greenfield.services import hub
from greenfield.services.hub import Serving

_LAST_PORT = 65_535


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", metavar="ADDRESS", default="0.0.0.0", help=mark("the address to listen at"))  # noqa: S104  devices are in the network
    parser.add_argument(
        "--port", type=whole(0, _LAST_PORT), default=hub.DEFAULT_PORT, help=mark("the port to listen at")
    )
    parser.add_argument(
        "--url",
        metavar="URL",
        default="",
        help=mark("the address by which devices reach the hub, for what is announced"),
    )
    parser.add_argument(
        "--plain-http",
        action="store_true",
        help=mark("without encryption, behind a server of your own that encrypts"),
    )
    parser.add_argument(
        "--announce", action="store_true", help=mark("let devices in the local network find the hub")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    texts = context.texts

    def tell(serving: Serving) -> None:
        lines = [texts("The hub serves at {url}", url=serving.url)]
        if serving.fingerprint:
            lines.append(
                texts("Fingerprint: {fingerprint}", fingerprint=hub.as_compared(serving.fingerprint))
            )
        lines.append(texts("Stop it with Ctrl+C."))
        document = {"url": serving.url, "fingerprint": serving.fingerprint}
        context.show(lines, document, serving.problems)
        context.out.flush()

    with hub.opened(context.wanted_folder(), context.ask_secret()) as opened:
        hub.serve(
            opened,
            arguments.host,
            arguments.port,
            tell,
            url=arguments.url,
            plain=arguments.plain_http,
            announce=arguments.announce,
        )
    return FINE


HUB_SERVE = Command(("hub", "serve"), mark("serve a hub until it is stopped"), _run, _arguments)
