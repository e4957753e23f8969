"""The measured claims: `greenfield bench NAME`."""
