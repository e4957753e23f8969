"""`greenfield keys list`: the ways to unlock the workspace."""

import argparse
from dataclasses import asdict

from greenfield.base.texts import Texts, mark
from greenfield.cli.command import Command, Context
from greenfield.vault.slots import list_slots


def _word(kind: str, texts: Texts) -> str:
    return {
        "passphrase": texts("passphrase"),
        "recovery-code": texts("recovery code"),
        "key-store": texts("key store of this account"),
    }.get(kind, kind)


def _run(_arguments: argparse.Namespace, context: Context) -> int:
    slots = list_slots(context.wanted_folder())
    lines = [
        f"{slot.id}  {_word(slot.kind, context.texts)}  {slot.created}  {slot.label}".rstrip()
        for slot in slots
    ]
    return context.show(lines, {"slots": [asdict(slot) for slot in slots]})


KEYS_LIST = Command(("keys", "list"), mark("list the ways to unlock the workspace"), _run)
