"""Opening a workspace that has a key: by the key store, a passphrase, or the recovery code."""
