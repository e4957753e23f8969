"""The frame that every page stands in: navigation, header, messages, background work."""
