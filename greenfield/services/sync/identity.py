"""The device's own age key: kept inside the encrypted workspace, so that files can be sealed to it."""

from typing import Final

from greenfield.store.workspace import Workspace
from greenfield.sync.exchange.sealing import Identities, new_identity, recipient_of

OWN_KEY: Final = "age_identity"


def own_recipient(workspace: Workspace) -> str:
    """Return the public key to which others seal files for this device; needs a workspace open to write at first use."""
    identity = workspace.kept(OWN_KEY)
    if not identity:
        identity = new_identity()
        workspace.keep(**{OWN_KEY: identity})
    return recipient_of(identity)


def own_identities(workspace: Workspace) -> Identities:
    """Return the secret keys that open files for this device; none if it never had a public one."""
    identity = workspace.kept(OWN_KEY)
    return Identities((identity,) if identity else ())
