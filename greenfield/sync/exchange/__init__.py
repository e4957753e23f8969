"""The exchange file: the messages of sync on a stick, sealed to whoever shall read them."""
