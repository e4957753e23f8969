"""Sync for people: connecting, syncing, exchange files, conflicts; the workspace as a device sees it."""
