"""Ids of devices, workspaces and records: random, so that two machines never give the same one."""

import secrets

ID_LENGTH = 32


def new_id() -> str:
    """Return 128 random bits as 32 lower-case hexadecimal digits."""
    return secrets.token_hex(ID_LENGTH // 2)
