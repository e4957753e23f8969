"""Sharing with an organisation in the window: the hub, what waits, exchange files, conflicts."""
