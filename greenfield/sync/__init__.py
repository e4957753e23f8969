"""Sync: a device, a hub and files carry the same messages; records and merge are those of `greenfield.records`."""
